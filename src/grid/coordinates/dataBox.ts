import type { Box, Grid } from '../../model/types.js';

/** The columns and rows of a grid from the first to the last that hold a value; the whole grid where none does. */
export function dataBox({ width, height, mask }: Pick<Grid, 'width' | 'height' | 'mask'>): Box {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let row = 0, i = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++) {
      if (mask[i] !== 1) continue;
      if (column < box.left) box.left = column;
      if (column >= box.right) box.right = column + 1;
      if (row < box.top) box.top = row;
      box.bottom = row + 1;
    }
  return box.right > 0 ? box : { left: 0, top: 0, right: width, bottom: height };
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
