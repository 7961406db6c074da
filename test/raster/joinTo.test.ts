import { expect, it } from 'vitest';
import { joinTo } from '../../src/raster/joinTo.js';

it('adds what hangs together with a mask by sides and corners, and nothing across the edges of the picture', () => {
  // prettier-ignore
  const mask = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  joinTo(mask, [5, 10, 11, 3, 8], 4);
  expect([...mask]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 1]);
  const row = Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 0]);
  joinTo(row, [4], 4);
  expect(row[4]).toBe(0);
});
