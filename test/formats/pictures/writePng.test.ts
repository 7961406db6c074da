import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { viridis } from '../../../src/formats/pictures/colours/viridis.js';
import { writePng16, writePreview } from '../../../src/formats/pictures/writePng.js';
import type { Grid } from '../../../src/model/types.js';
import { anyGrid, gridOf } from '../anyGrid.js';

/** The text chunks of a PNG, read by the specification. */
function textsOf(bytes: Uint8Array): Record<string, string> {
  const file = Buffer.from(bytes);
  const texts: Record<string, string> = {};
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    const end = data.indexOf(0);
    const keyword = data.toString('latin1', 0, end);
    if (type === 'tEXt') texts[keyword] = data.toString('latin1', end + 1);
    if (type === 'iTXt') texts[keyword] = data.toString('utf8', end + 5);
    at += 12 + length;
  }
  return texts;
}

/** The numbers as a reader would get them back: by pngjs, which checks the checksum of every chunk. */
async function valuesFromPng16(grid: Grid): Promise<number[]> {
  const bytes = await writePng16(grid);
  const png = PNG.sync.read(Buffer.from(bytes), { skipRescale: true });
  expect([png.width, png.height]).toEqual([grid.width, grid.height]);
  expect(bytes[24]).toBe(16); // depth
  expect(bytes[25]).toBe(0); // grey, no alpha
  const texts = textsOf(bytes);
  const lo = Number(texts['unhue:lo']);
  const hi = Number(texts['unhue:hi']);
  const levels = png.data as unknown as Uint16Array;
  return Array.from({ length: grid.width * grid.height }, (_, i) => {
    const level = levels[4 * i]!;
    return level === 0 ? Number.NaN : lo + ((level - 1) / 65534) * (hi - lo);
  });
}

describe('writePng16', () => {
  it('gives the numbers back to the half of a level of their range, masked where they were', async () => {
    await fc.assert(
      fc.asyncProperty(anyGrid, async (grid) => {
        const back = await valuesFromPng16(grid);
        const valid = [...grid.values].filter((v) => !Number.isNaN(v));
        const half = (Math.max(...valid) - Math.min(...valid)) / 131068;
        back.forEach((number, i) => {
          const value = grid.values[i]!;
          if (Number.isNaN(value)) expect(number).toBeNaN();
          else expect(Math.abs(number - value)).toBeLessThanOrEqual(half * (1 + 1e-9) + 1e-9);
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('uses the whole of the levels for the values that occur', async () => {
    const png = PNG.sync.read(Buffer.from(await writePng16(gridOf([[-5, 0, 5, Number.NaN]]))), {
      skipRescale: true,
    });
    const levels = png.data as unknown as Uint16Array;
    expect([levels[0], levels[4], levels[8], levels[12]]).toEqual([1, 32768, 65535, 0]);
  });

  it('tells the range and the units in its texts, in any script', async () => {
    const provenance = { version: '1.2.3', options: {} };
    const texts = textsOf(await writePng16(gridOf([[0.1, 2]], { units: '°C', provenance })));
    expect(texts).toEqual({
      Software: 'unhue 1.2.3',
      'unhue:lo': '0.1',
      'unhue:hi': '2',
      'unhue:units': '°C',
    });
    expect(textsOf(await writePng16(gridOf([[0, 1]], { units: 'Ω·м' })))['unhue:units']).toBe('Ω·м');
  });

  it('writes a grid of nothing but masked pixels as 0, without a range', async () => {
    const bytes = await writePng16(gridOf([[Number.NaN, Number.NaN]]));
    expect(Object.keys(textsOf(bytes))).toEqual(['Software']);
    expect(
      [...PNG.sync.read(Buffer.from(bytes), { skipRescale: true }).data].filter((_, i) => i % 4 === 0),
    ).toEqual([0, 0]);
  });
});

describe('writePreview', () => {
  it('draws the range from the first to the last colour of viridis, and nothing where masked', async () => {
    const png = PNG.sync.read(
      Buffer.from(
        await writePreview(
          gridOf([
            [0, 1],
            [Number.NaN, 0.5],
          ]),
        ),
      ),
    );
    expect([...png.data.subarray(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...png.data.subarray(4, 8)]).toEqual([253, 231, 36, 255]);
    expect(png.data[11]).toBe(0);
    expect([...png.data.subarray(12, 15)]).toEqual([...viridis.subarray(3 * 128, 3 * 129)]);
  });

  it('has the viridis of the colourmap library', async () => {
    const { colourmap } = await namedColourmap('matplotlib:viridis');
    expect([...viridis]).toEqual([...colourmap.colours]);
  });

  it('draws a constant grid in one colour', async () => {
    const png = PNG.sync.read(Buffer.from(await writePreview(gridOf([[3, 3]]))));
    expect([...png.data]).toEqual([68, 1, 84, 255, 68, 1, 84, 255]);
  });
});
