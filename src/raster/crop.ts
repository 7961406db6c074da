import { UsageError } from '../model/errors.js';
import type { Box, Raster } from '../model/types.js';
import type { Setting } from '../model/warning.js';

/** The box that holds the whole of a raster. */
export function wholeBox({ width, height }: Pick<Raster, 'width' | 'height'>): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

/**
 * Checks that a box lies in a picture of the given size, in whole pixels, and is not empty.
 *
 * @throws UsageError naming the setting otherwise
 */
export function validateBox(box: Box, width: number, height: number, setting: Setting): void {
  const { left, top, right, bottom } = box;
  const whole = [left, top, right, bottom].every(Number.isInteger);
  if (!whole || left < 0 || top < 0 || right > width || bottom > height || left >= right || top >= bottom) {
    throw new UsageError(
      `${setting} expects left,top,right,bottom in whole pixels inside the ${width} × ${height} picture, but received ` +
        `${left},${top},${right},${bottom}`,
      setting,
      { code: 'box-outside', fields: { box, width, height } },
    );
  }
}

/** The pixels inside a box, as a raster of their own; the raster itself if the box holds all of it. */
export function crop(raster: Raster, box: Box): Raster {
  if (box.left === 0 && box.top === 0 && box.right === raster.width && box.bottom === raster.height)
    return raster;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const placed = <T extends { readonly box: Box }>(one: T): T => ({
    ...one,
    box: moved(one.box, -box.left, -box.top),
  });
  return {
    ...{ width, height, data: cropPlane(raster.data, 4, raster.width, box) },
    ...(raster.text && { text: raster.text.map(placed) }),
    ...(raster.gradients && { gradients: raster.gradients.map(placed) }),
    ...(raster.lines && { lines: raster.lines.map((line) => moved(line, -box.left, -box.top)) }),
  };
}

const moved = ({ left, top, right, bottom }: Box, dx: number, dy: number): Box => ({
  left: left + dx,
  top: top + dy,
  right: right + dx,
  bottom: bottom + dy,
});

/** The entries inside a box of a row-major plane with `channels` entries a pixel, as a copy of the same type. */
export function cropPlane<T extends Uint8Array | Uint8ClampedArray | Float32Array | Float64Array>(
  plane: T,
  channels: number,
  width: number,
  box: Box,
): T {
  const columns = channels * (box.right - box.left);
  const rows = box.bottom - box.top;
  const cropped = new (plane.constructor as new (length: number) => T)(columns * rows);
  for (let row = 0; row < rows; row++) {
    const start = channels * ((box.top + row) * width + box.left);
    cropped.set(plane.subarray(start, start + columns), row * columns);
  }
  return cropped;
}
