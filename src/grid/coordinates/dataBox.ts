import type { Box, Grid } from '../../model/types.js';

/** The columns and rows of a grid from the first to the last that hold a value; the whole grid where none does. */
export function dataBox({ width, height, mask }: Pick<Grid, 'width' | 'height' | 'mask'>): Box {
  const first = mask.indexOf(1);
  if (first < 0) return { left: 0, top: 0, right: width, bottom: height };
  const top = Math.floor(first / width);
  const bottom = Math.floor(mask.lastIndexOf(1) / width) + 1;
  let [left, right] = [width, 0];
  // Of each row only the columns are asked that no row before it has taken.
  for (let start = top * width; start < bottom * width; start += width) {
    for (let column = 0; column < left; column++) if (mask[start + column] === 1) left = column;
    for (let column = width - 1; column >= right; column--)
      if (mask[start + column] === 1) right = column + 1;
  }
  return { left, top, right, bottom };
}

/** A grid without the rows and columns along its borders that hold no value. */
export function trimmedGrid(grid: Grid): Grid {
  const { left, top, right, bottom } = dataBox(grid);
  const [width, height] = [right - left, bottom - top];
  if (width === grid.width && height === grid.height) return grid;
  const part = <A extends Float64Array | Float32Array | Uint8Array>(plane: A): A => {
    const kept = plane.slice(0, width * height) as A;
    for (let row = 0; row < height; row++) {
      const start = (top + row) * grid.width + left;
      kept.set(plane.subarray(start, start + width), row * width);
    }
    return kept;
  };
  return {
    ...grid,
    width,
    height,
    values: part(grid.values),
    sigma: part(grid.sigma),
    mask: part(grid.mask),
    ...(grid.kind && { kind: part(grid.kind) }),
    x: grid.x.slice(left, right),
    y: grid.y.slice(top, bottom),
  };
}
