import { expect, it } from 'vitest';
import { groundAround } from '../../../src/figure/layout/groundAround.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import type { Box } from '../../../src/model/types.js';
import { drawing } from '../drawing.js';

const dots = { left: 60, top: 50, right: 240, bottom: 170 };
const ground = { left: 48, top: 42, right: 252, bottom: 178 };
const lossy = pageOf([255, 255, 255], true);
const exact = pageOf([255, 255, 255], false);

/** A picture of dots up to the sides of their box, on a ground with the noise of a codec, or on lines across it. */
function scatter(grey: number, lines?: { readonly rows: Box; readonly columns: Box }) {
  const { raster, fill } = drawing(300, 220, [255, 255, 255]);
  if (grey < 255) fill(ground, (x, y) => Array(3).fill(grey + ((3 * x + 5 * y) % 7) - 3));
  if (lines) {
    const line = () => [210, 214, 220];
    const { rows, columns } = lines;
    for (let y = dots.top; y < dots.bottom; y += 17)
      fill({ left: rows.left, top: y, right: rows.right, bottom: y + 1 }, line);
    for (let x = dots.left; x < dots.right; x += 20)
      fill({ left: x, top: columns.top, right: x + 1, bottom: columns.bottom }, line);
  }
  for (let k = 0; k < 60; k++) {
    const left = dots.left + ((37 * k) % 174);
    const top = dots.top + ((53 * k) % 114);
    fill({ left, top, right: left + 6, bottom: top + 6 }, () => [40 + 3 * k, 90, 200 - 3 * k]);
  }
  return { raster, fill };
}

it('goes on from dots to the border of a pale panel that a codec leaves no ink of', () => {
  expect(groundAround(scatter(237).raster, lossy, dots, true)).toEqual(ground);
  expect(groundAround(scatter(255).raster, lossy, dots, true)).toEqual(dots);
});

it('is no card that holds labels beside the dots', () => {
  const { raster, fill } = scatter(237);
  for (let x = 60; x < 240; x += 12)
    fill({ left: x, top: 172, right: x + 8, bottom: 176 }, () => [60, 60, 60]);
  expect(groundAround(raster, lossy, dots, true)).toEqual(dots);
});

it('goes on to where the lines of a grid end, on both sides alike', () => {
  const rows = { ...ground, top: 0, bottom: 0 };
  const columns = { ...ground, left: 0, right: 0 };
  expect(groundAround(scatter(255, { rows, columns }).raster, exact, dots, true)).toEqual(ground);
  // Below and at the left alone these may be tick marks of a frame, and above and at the right as well if they are short.
  const ticks = { rows: { ...rows, right: dots.right }, columns: { ...columns, top: dots.top } };
  expect(groundAround(scatter(255, ticks).raster, exact, dots, true)).toEqual(dots);
  const short = { left: dots.left - 3, right: dots.right + 3, top: dots.top - 2, bottom: dots.bottom + 2 };
  expect(groundAround(scatter(255, { rows: short, columns: short }).raster, exact, dots, true)).toEqual(dots);
});
