import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readColourmapFile, writeColourmapFile } from '../../../src/colourmap/files/colourmapFile.js';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { UsageError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';

const again = (colourmap: Colourmap, name: string): Colourmap => {
  const written = writeColourmapFile(colourmap, name);
  return readColourmapFile(typeof written === 'string' ? new TextEncoder().encode(written) : written, name);
};

function expectSame(read: Colourmap, written: Colourmap, tolerance: number): void {
  expect(read.positions.length).toBe(written.positions.length);
  // The centre of a band is computed from its edges: the last digit may differ.
  read.positions.forEach((p, i) => {
    expect(Math.abs(p - written.positions[i]!)).toBeLessThanOrEqual(written.bands ? 1e-15 : 0);
  });
  expect(read.colours.length).toBe(written.colours.length);
  for (let i = 0; i < read.colours.length; i++)
    expect(Math.abs(read.colours[i]! - written.colours[i]!)).toBeLessThanOrEqual(tolerance);
  expect(read.closed).toBe(written.closed);
  expect(read.accuracy).toEqual(written.accuracy);
  expect(read.levels).toBe(written.levels);
  expect(read.bands).toEqual(written.bands);
}

const irregular: Colourmap = {
  colours: Float64Array.of(12.25, 3.5, 99.125, 100, 20.0625, 30, 255, 254.5, 1, 0.1, 0.2, 0.3),
  positions: Float64Array.of(0, 0.1234567890123, 0.7, 1),
  closed: true,
  accuracy: { standardError: 0, endsKnown: false },
  below: [1, 2, 3],
  above: [250, 240, 230.5],
  source: 'blind',
  confidence: 0.7,
};

const exact = ['a.csv', 'a.json', 'a.cpt'];
const withinRounding = ['a.txt', 'a.xml', 'a.paraview.json'];

describe('a colourmap that is written and read back', () => {
  it.each([...exact, ...withinRounding])(
    'keeps colours, positions, levels, bands and ends in %s',
    async (name) => {
      const tolerance = exact.includes(name) ? 0 : 1e-9;
      for (const map of ['viridis', 'gmt:jet', 'twilight', 'viridis:7', 'tab10', 'gray_r'])
        expectSame(
          again((await namedColourmap(map)).colourmap, name),
          (await namedColourmap(map)).colourmap,
          tolerance,
        );
      expectSame(again(irregular, name), irregular, tolerance);
      const unequal: Colourmap = {
        ...irregular,
        closed: false,
        positions: Float64Array.of(0.05, 0.2, 0.4, 0.75),
        bands: Float64Array.of(0, 0.1, 0.3, 0.5, 1),
      };
      expectSame(again(unequal, name), unequal, tolerance);
    },
  );

  it('keeps whatever positions and colours there are', () => {
    const maps = fc
      .array(
        fc.tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }),
        ),
        {
          minLength: 2,
          maxLength: 12,
        },
      )
      .map((nodes): Colourmap => {
        const distinct = [...new Map(nodes.map((node) => [node[0], node])).values()].sort(
          (a, b) => a[0] - b[0],
        );
        return {
          colours: Float64Array.from(distinct.flatMap(([, rgb]) => rgb)),
          positions: Float64Array.from(distinct.map(([position]) => position + 0)),
          closed: false,
          source: 'blind',
          accuracy: { standardError: 0, endsKnown: false },
          confidence: 1,
        };
      });
    fc.assert(
      fc.property(maps, (map) => {
        for (const name of ['a.csv', 'a.json', 'a.xml']) expectSame(again(map, name), map, 1e-9);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it.each(['a.act', 'a.lut', 'a.pal'])('keeps 256 levels byte for byte in %s', async (name) => {
    const { colourmap } = await namedColourmap('matplotlib:inferno');
    expectSame(again(colourmap, name), colourmap, 0);
  });

  it('keeps positions and whole colours as colour relief', async () => {
    const { colourmap } = await namedColourmap('matplotlib:inferno');
    const read = again(colourmap, 'a.qgis.txt');
    expectSame(read, colourmap, 0);
    const bands = (await namedColourmap('viridis:5')).colourmap;
    expectSame(again(bands, 'a.clr'), bands, 0.5);
  });

  it('is refused where the name is of no format', () => {
    expect(() => writeColourmapFile(irregular, 'map.doc')).toThrow(UsageError);
    expect(() => writeColourmapFile(irregular, 'map.doc')).toThrow(/\.csv.*map\.doc/);
  });
});
