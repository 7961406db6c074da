import { expect, it } from 'vitest';
import { namedColourmap } from '../../src/colourmap/names.js';
import { recoverFigure } from '../../src/index.js';
import { field, painted, width } from '../decode/picture/pictures.js';

it('names the map of an exact picture whatever shades the letters and lines over it are mixed in', async () => {
  const { colourmap } = await namedColourmap('matplotlib:viridis');
  const n = colourmap.positions.length;
  // Soft lines, a few pixels apart, that cover the field by another share at each pixel.
  const raster = painted((p) => {
    const k = 3 * Math.floor(n * field[p]!);
    const colour = colourmap.colours.subarray(k, k + 3);
    const [x, y] = [p % width, Math.floor(p / width)];
    const off = ((x + 0.31 * y) % 12) - 6;
    const ink = 0.9 * Math.exp((-off * off) / 4);
    return ink < 0.02 ? colour : colour.map((v) => Math.round(v * (1 - ink)));
  });
  const [panel] = await recoverFigure({ raster }, { plot: 'all', colourbar: 'none' });
  expect(panel!.colourmap.name).toBe('matplotlib:viridis');
});
