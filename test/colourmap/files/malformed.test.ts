import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colourmapFileFormats,
  readColourmapFile,
  writeColourmapFile,
} from '../../../src/colourmap/files/colourmapFile.js';
import { validColourmap } from '../../../src/colourmap/maps/validColourmap.js';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { InputError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';

const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;
const read = (name: string, text: string | Uint8Array): Colourmap => readColourmapFile(bytesOf(text), name);

/** A valid colourmap, or an InputError in one line that names the file; anything else fails. */
function readOrRefused(name: string, bytes: Uint8Array): void {
  let map: Colourmap;
  try {
    map = readColourmapFile(bytes, name);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')}: .+$`));
    expect(error.message).not.toMatch(/[\r\n]/);
    return;
  }
  validColourmap(map);
}

const names = colourmapFileFormats.flatMap(({ endings }) => endings.map((ending) => `a${ending}`));

/** Files of other programs, besides those that unhue writes. */
const foreign: readonly (readonly [string, string])[] = [
  ['a.csv', 'r;g;b\n0;0;0\n10;20;255\n"#ff8000"\n'],
  ['a.cpt', '# COLOR_MODEL = HSV\n0 0-1-1 1 120-1-1\nB 10-0-1\nF white\nN 128\n'],
  ['a.cpt', '0\tblack\t5\t0/0/255 ;low\n5 0/0/0/20 7 gray40 U\n'],
  ['a.cpt', '1 red ;forest\n2 0/255/0 ;field\n3 0 0 255\n'],
  ['a.clr', 'nv 0 0 0 0\n0% 0 0 0\n50% 110 220 110\n100% white\n'],
  ['a.clr', 'INTERPOLATION:DISCRETE\n10,255,0,0,255,<= 10\n20,0,255,0,255,b\ninf,0,0,255,255,> 20\n'],
  ['a.lut', 'Index Red Green Blue\n0 1 2 3\n1 4 5 6\n'],
  ['a.json', '[[0,0,0],[1,0.2,0]]'],
  ['a.json', '["#102030","rgb(1 2 3)","hsl(10deg 20% 30%)"]'],
  ['a.json', '{"colorscale":[[0,"rgb(1,2,3)"],[0.3,[4,5,6]],[1,"#fff"]]}'],
  ['a.json', '[{"Name":"a","ColorSpace":"Diverging","RGBPoints":[0,0.2,0.3,0.7,1,0.7,0,0.1]}]'],
  ['a.json', '{"ColorSpace":"Step","IndexedColors":[0,0,1,1,0,0],"BelowRangeColor":[0,0,0]}'],
  [
    'a.xml',
    '<ColorMap space="HSV"><Point x="0" r="0" g="0" b="1"/><Point x="3" r="1" g="0" b="0"/></ColorMap>',
  ],
];
const own = await Promise.all(
  ['viridis:5', 'twilight:9', 'tab10', 'gray'].map(async (name) => (await namedColourmap(name)).colourmap),
);
const samples: readonly (readonly [string, Uint8Array])[] = [
  ...foreign.map(([name, text]) => [name, bytesOf(text)] as const),
  ...names.flatMap((name) => own.map((map) => [name, bytesOf(writeColourmapFile(map, name))] as const)),
];

/** Words at which readers have stumbled, and marks of the formats. */
const odd = [
  ...['constructor', '__proto__', 'hasOwnProperty', 'toString', 'none', 'null', 'true', 'NaN', 'inf', '-inf'],
  ...['1e999', '-1e999', '1e12', '-1', '0', '0.5', '255', '256', '0x10', '', ' ', '\n', '\r', '\t', '\0'],
  ...['"', "'", '\\', ',', ';', ':', '/', '-', '%', '=', '#', '&', '<', '>', '[', ']', '{', '}', '\uFEFF'],
  ...['rgb(none none none)', 'color(constructor 1 1 1)', 'color(display-p3 1 0 0)', 'gray', 'gray101', '@'],
  ...['# unhue: levels=1e9\n', 'levels=', 'edges=0,1', 'closed', 'below=1,2', 'B', 'F red', 'nv', 'JASC-PAL'],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    '<ColorMap>',
    '</ColorMap>',
    '<Point/>',
    '&x;',
    '<!DOCTYPE a>',
    'space="5"',
  ],
  ...['[[', '[]', '{}', '"levels":{}', '"RGBPoints":"ab"', '"ColorSpace":5,', '"colours":5', 'RIFF'],
];
const change = fc.record({
  sample: fc.integer({ min: 0, max: samples.length - 1 }),
  edits: fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 400 })),
      put: fc.oneof(fc.constantFrom(...odd), fc.string({ maxLength: 6, unit: 'binary' })),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

/** What a json reader looks for, holding anything. */
const holding = <T>(valid: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const colour = fc.oneof(fc.tuple(share, share, share), fc.constantFrom('red', '#123', ...odd));
const colourList = fc.array(holding(fc.oneof(colour, fc.tuple(share, colour))), { maxLength: 4 });
const someJson = fc.oneof(
  colourList,
  fc.record(
    {
      colours: holding(colourList),
      colorscale: holding(colourList),
      positions: holding(fc.array(share, { maxLength: 4 })),
      edges: holding(fc.array(share, { maxLength: 5 })),
      levels: holding(fc.integer()),
      below: holding(fc.array(share, { maxLength: 4 })),
      above: holding(fc.array(share, { maxLength: 4 })),
      name: holding(fc.string()),
      closed: holding(fc.boolean()),
      blind: holding(fc.boolean()),
    },
    { requiredKeys: [] },
  ),
  fc.array(
    fc.record(
      {
        RGBPoints: holding(fc.array(share, { minLength: 4, maxLength: 8 })),
        IndexedColors: holding(fc.array(share, { minLength: 3, maxLength: 6 })),
        ColorSpace: holding(fc.constantFrom('RGB', 'Lab', 'HSV', 'Diverging', 'Step', ...odd)),
        BelowRangeColor: holding(fc.tuple(share, share, share)),
        Name: holding(fc.string()),
        Unhue: holding(fc.constantFrom('unhue: closed', 'unhue: levels=x', 'unhue: edges=0,2,1')),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  ),
);

describe('malformed colourmap files', () => {
  it('of any text give a colourmap or are refused', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(fc.oneof(fc.constantFrom(...odd), fc.integer().map(String)), { maxLength: 30 })
        .map((w) => w.join(' ')),
      fc.array(fc.constantFrom(...odd), { maxLength: 30 }).map((w) => w.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, written) => readOrRefused(name, bytesOf(written))),
      { numRuns: 3000, seed: 1 },
    );
  });

  it('of any bytes give a colourmap or are refused', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 900 }),
      fc.uint8Array({ minLength: 768, maxLength: 800 }),
      fc.uint8Array({ maxLength: 60 }).map((tail) => {
        const head = bytesOf('RIFF....PAL data........');
        return Uint8Array.of(...head.subarray(0, 22), ...tail);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), bytes, (name, written) => readOrRefused(name, written)),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('made of good ones by a few changes give a colourmap or are refused', () => {
    fc.assert(
      fc.property(change, ({ sample, edits }) => {
        const [name, bytes] = samples[sample]!;
        let text = new TextDecoder('latin1').decode(bytes);
        for (const { at, drop, put } of edits) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + drop);
        }
        readOrRefused(name, bytesOf(text));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('of json that holds anything give a colourmap or are refused', () => {
    fc.assert(
      fc.property(fc.oneof(someJson, fc.jsonValue({ maxDepth: 4 })), (value) =>
        readOrRefused('a.json', bytesOf(JSON.stringify(value))),
      ),
      { numRuns: 1500, seed: 1 },
    );
  });

  const nested = (depth: number, inside = '0'): string => `${'['.repeat(depth)}${inside}${']'.repeat(depth)}`;
  it.each([
    ['a.json', '[{"RGBPoints":["0","0","0","1","1","1","1","0"]}]', /number at RGBPoints\[0\], got '0'/],
    ['a.json', '[{"RGBPoints":"0001"}]', /list of numbers at RGBPoints, got '0001'/],
    ['a.json', '[{"RGBPoints":[0,0,0,1],"ColorSpace":5}]', /expected a text at ColorSpace, got 5/],
    ['a.json', '[{"RGBPoints":[0,0,0,1],"ColorSpace":"constructor"}]', /ColorSpace RGB.*got 'constructor'/],
    ['a.json', '[{"RGBPoints":[0,0,0,1,1,9,9,9]}]', /expected colours from 0 to 1, got 9/],
    ['a.json', '[{"RGBPoints":[0,0,0,1],"Unhue":{}}]', /a text at Unhue, got an object/],
    ['a.json', '{"colours":{"length":2}}', /list of colours at colours, got an object/],
    ['a.json', '{"colours":[[0,0,0]],"levels":"many"}', /a number at levels, got 'many'/],
    ['a.json', '{"colours":[[0,0,0]],"below":"red"}', /list of numbers at below, got 'red'/],
    ['a.json', '{"colours":[[0,0,0]],"positions":[null]}', /a number at positions\[0\], got null/],
    ['a.json', '{"colours":[[0,0,1e999]]}', /a colour at colours\[0\], got \[0, 0, Infinity\]/],
    ['a.json', '[[0,0,0],[0,[0,[0,[0,"red"]]]]]', /a colour at \[1\], got a list of 2/],
    ['a.json', '{"__proto__":{"colours":["red"]}}', /expected 'colours' .*got __proto__/],
    ['a.json', '"red"', /an object or a list of colours in a json file, got 'red'/],
    ['a.json', nested(20_000), /a colour at \[0\], got a list of 1/],
    ['a.json', `[0,${nested(20_000)}]`, /a colour at \[0\], got 0/],
    ['a.json', `{"colours":${nested(500_000)}}`, /a colour at colours\[0\], got a list of 1/],
    ['a.json', `${'[0,'.repeat(20_000)}"red"${']'.repeat(20_000)}`, /a colour at \[0\], got 0/],
    ['a.json', `${'{"a":'.repeat(20_000)}0${'}'.repeat(20_000)}`, /expected 'colours'/],
    ['a.json', '['.repeat(1_000_000), /expected valid json/],
    ['a.cpt', '0 constructor 1 red\n', /line 1, column 3: expected a colour .*'constructor'/],
    ['a.cpt', '0 __proto__ 1 red\n', /line 1, column 3: expected a colour .*'__proto__'/],
    ['a.clr', '0 constructor\n1 red\n', /line 1, column 3: expected a colour.*'constructor'/],
    ['a.xml', '<ColorMap space="toString"><Point x="0" r="0" g="0" b="0"/></ColorMap>', /got 'toString'/],
  ])('say what was expected, never what JavaScript stumbled over (%s, %#)', (name, text, message) => {
    expect(() => read(name, text)).toThrow(InputError);
    expect(() => read(name, text)).toThrow(message);
  });
});
