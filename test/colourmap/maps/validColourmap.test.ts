import { describe, expect, it } from 'vitest';
import { check } from '../../../src/colourmap/check/check.js';
import { readColourmapFile, writeColourmapFile } from '../../../src/colourmap/files/colourmapFile.js';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { validColourmap } from '../../../src/colourmap/maps/validColourmap.js';
import { InputError } from '../../../src/model/errors.js';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { recolour } from '../../../src/pipeline/recolour/recolour.js';
import { recoveredBare } from '../../decode/decoded.js';

const map: Colourmap = {
  colours: Float64Array.of(0, 0, 0, 90, 80, 70, 255, 255, 255),
  positions: Float64Array.of(0, 0.5, 1),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  source: 'file',
  confidence: 1,
};
const bands: Colourmap = { ...map, bands: Float64Array.of(0, 0.3, 0.3, 1) };
const withColour = (i: number, value: number): Colourmap => {
  const colours = map.colours.slice();
  colours[i] = value;
  return { ...map, colours };
};

/** What is wrong with each, and how that is said. */
const wrong: readonly (readonly [Colourmap, RegExp])[] = [
  [withColour(4, Number.NaN), /^expected colours from 0 to 255, got NaN for the green of colour 2$/],
  [withColour(0, -1), /colours from 0 to 255, got -1 for the red of colour 1$/],
  [withColour(8, 256), /got 256 for the blue of colour 3$/],
  [withColour(8, Number.POSITIVE_INFINITY), /got Infinity/],
  [{ ...map, colours: new Float64Array(0), positions: new Float64Array(0) }, /at least one colour, got none/],
  [{ ...map, colours: map.colours.slice(1) }, /three numbers for each colour, got 8 for all/],
  [{ ...map, positions: Float64Array.of(0, 1) }, /3 positions, one a colour, got 2/],
  [{ ...map, positions: Float64Array.of(0, Number.NaN, 1) }, /finite positions, got NaN \(number 2\)/],
  [{ ...map, positions: Float64Array.of(0, 0.6, 0.5) }, /ascending positions, got 0\.5 after 0\.6/],
  [{ ...map, positions: Float64Array.of(-0.1, 0.6, 1) }, /positions from 0 to 1, got -0\.1 to 1/],
  [{ ...map, positions: Float64Array.of(0, 0.6, 1.5) }, /positions from 0 to 1, got 0 to 1\.5/],
  [{ ...map, levels: 1e9 }, /levels.* from 1 to 65536, got 1000000000/],
  [{ ...map, levels: 2.5 }, /levels.* got 2\.5/],
  [{ ...map, levels: 0 }, /levels.* got 0/],
  [{ ...bands, bands: Float64Array.of(0, 0.5, 1) }, /4 edges for 3 colours, got 3/],
  [{ ...bands, bands: Float64Array.of(0, 0.5, 0.4, 1) }, /ascending edges, got 0\.4 after 0\.5/],
  [{ ...bands, bands: Float64Array.of(0, Number.NaN, 0.4, 1) }, /finite edges, got NaN/],
  [{ ...bands, bands: Float64Array.of(-1, 0.3, 0.4, 1) }, /edges from 0 to 1, got -1 to 1/],
  [{ ...map, below: [0, 0, 300] }, /the colour 'below' from 0 to 255, got 300/],
  [{ ...map, above: [0, Number.NaN, 0] }, /the colour 'above' from 0 to 255, got NaN/],
  [
    { ...map, above: [0, 0] as unknown as readonly [number, number, number] },
    /three numbers for the colour 'above'/,
  ],
  [
    { ...map, positions: [0, 0.5, 1] as unknown as Float64Array },
    /expected positions as a Float64Array, got Array/,
  ],
];

describe('a colourmap from elsewhere', () => {
  it('is taken as it is where it is one', () => {
    for (const good of [map, bands, { ...map, levels: 65536, below: [0, 0, 255] as const }])
      expect(validColourmap(good)).toBe(good);
  });

  it.each(wrong)('is refused where it is none (%#)', (colourmap, message) => {
    expect(() => validColourmap(colourmap)).toThrow(InputError);
    expect(() => validColourmap(colourmap)).toThrow(message);
  });

  it('is looked at wherever a caller hands one in', () => {
    const raster: Raster = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(90) };
    const bad = withColour(4, Number.NaN);
    for (const use of [
      () => check(bad),
      () => recolour(raster, [], map, bad),
      () => recolour(raster, [], bad, map),
      () => writeColourmapFile(bad, 'a.csv'),
      () => colourmapFromTable([0, 0, Number.NaN]),
      () => colourmapFromTable([0, 0, 256]),
    ])
      expect(use).toThrow(InputError);
  });
  it('is looked at before a panel is recovered with it', () => {
    const raster: Raster = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(90) };
    const recovered = () => recoveredBare(raster, { colourmap: withColour(4, Number.NaN) });
    expect(recovered).toThrow(InputError);
  });

  it.each([
    ['a.json', '["black","rgb(none none none)"]', /expected a colour of sRGB at \[1\]/],
    ['a.json', '["black","color(display-p3 0 1 0)"]', /expected a colour of sRGB at \[1\]/],
    ['a.json', '["black","color(constructor 1 1 1)"]', /expected a colour of sRGB at \[1\]/],
    ['a.json', `["black","hsl(${'1'.repeat(1_000_000)}"]`, /expected a colour of sRGB at \[1\]/],
    ['a.clr', '0 rgb(none\n1 white\n', /line 1, column 3: expected a colour/],
    ['a.clr', 'inf 0 0 0\n1 1 1 1\n', /finite positions, got Infinity/],
    ['a.csv', '-1e308,0,0,0\n1e308,1,1,1\n', /expected .*positions/],
    ['a.csv', '# unhue: below=1,2,999\n0,0,0,0\n1,1,1,1\n', /the colour 'below' from 0 to 255, got 999/],
    ['a.csv', '# unhue: edges=0,2,1\n0,0,0,0\n1,1,1,1\n', /ascending edges, got 1 after 2/],
    ['a.csv', '# unhue: closed\n0,0,0,0\n2,1,1,1\n', /positions from 0 to 1, got 0 to 2/],
  ])('is refused in a file (%s, %#)', (name, text, message) => {
    const read = () => readColourmapFile(new TextEncoder().encode(text), name);
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  it('takes colours that rounding puts a hair outside sRGB', () => {
    const read = readColourmapFile(new TextEncoder().encode('["black","lab(100 0 0)"]'), 'a.json');
    for (const v of read.colours.subarray(3)) expect(v).toBeCloseTo(255, 1);
  });
});
