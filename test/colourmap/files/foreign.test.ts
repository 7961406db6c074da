import { describe, expect, it } from 'vitest';
import { readColourmapFile } from '../../../src/colourmap/files/colourmapFile.js';
import { InputError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';

const read = (name: string, text: string | Uint8Array): Colourmap =>
  readColourmapFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, name);
const colours = (map: Colourmap): number[] => Array.from(map.colours, (v) => Math.round(v * 1e6) / 1e6);

describe('colourmap files of other programs', () => {
  it('tables of numbers: 0…1 and 0…255, blanks and commas, positions or none, headings, hexadecimal', () => {
    expect(colours(read('a.txt', '0 0 0\n0.2 0.4 1\n'))).toEqual([0, 0, 0, 51, 102, 255]);
    expect(colours(read('a.csv', 'r;g;b\n0;0;0\n10;20;255\n'))).toEqual([0, 0, 0, 10, 20, 255]);
    expect(colours(read('a.csv', '"#ff8000"\n"#000001"'))).toEqual([255, 128, 0, 0, 0, 1]);
    const placed = read('a.csv', '-10,0,0,0\n0,128,0,0\n30,255,255,255\n');
    expect(Array.from(placed.positions)).toEqual([0, 0.25, 1]);
    const table = read('a.txt', '0 0 0\n1 1 1\n');
    expect(Array.from(table.positions)).toEqual([0.25, 0.75]);
    expect(table.levels).toBe(2);
    expect(colours(read('a.csv', 'r,g,b,alpha\n1,0,0,0.5\n0,1,0,1'))).toEqual([255, 0, 0, 0, 255, 0]);
  });

  it('the colours that a cpt names for what lies beyond its range, where they are not those of its ends', () => {
    const slices = '0 10/20/30 1 40/50/60\n';
    const apart = read('a.cpt', `${slices}B 0/0/0\nF white\n`);
    expect([apart.below, apart.above]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ]);
    const ends = read('a.cpt', `${slices}B 10/20/30\nF 40/50/60\n`);
    expect([ends.below, ends.above]).toEqual([undefined, undefined]);
  });

  it('positions that descend are the same map from its other end', () => {
    const map = read('a.csv', '4,255,255,255\n1,9,9,9\n0,0,0,0\n');
    expect(Array.from(map.positions)).toEqual([0, 0.25, 1]);
    expect(map.colours[0]).toBe(0);
  });

  it('GMT tables: continuous, with B and F, greys, names and labels', () => {
    const map = read(
      'a.cpt',
      '# COLOR_MODEL = RGB\n-5\tblack\t0\t0/0/255 ;low\n0 0/0/255 5 255/255/0 U\nB 10/20/30\nF white\nN 128\n',
    );
    expect(Array.from(map.positions)).toEqual([0, 0.5, 1]);
    expect(colours(map)).toEqual([0, 0, 0, 0, 0, 255, 255, 255, 0]);
    expect([map.below, map.above]).toEqual([
      [10, 20, 30],
      [255, 255, 255],
    ]);
    expect(map.bands).toBeUndefined();
  });

  it('GMT tables: eight numbers a line, and a jump at the hinge', () => {
    const map = read('a.cpt', '#SOFT_HINGE\n-1 0 0 100 0 200 220 255\n0 0 100 0 1 255 255 255\n');
    expect(Array.from(map.positions)).toEqual([0, 0.5, 0.5, 1]);
    expect(colours(map).slice(3, 9)).toEqual([200, 220, 255, 0, 100, 0]);
  });

  it('GMT tables: flat slices and categories make bands', () => {
    const slices = read('a.cpt', '0 red 1 red\n1 lime 3 lime\n3 blue 4 blue\n');
    expect(Array.from(slices.bands!)).toEqual([0, 0.25, 0.75, 1]);
    expect(colours(slices)).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255]);
    const categories = read('a.cpt', '1 red ;forest\n2 0/255/0 ;field\n3 0 0 255\n');
    expect(categories.bands).toBeDefined();
    expect(colours(categories)).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255]);
  });

  it('GMT tables: hue, saturation, value go round the hues between the ends', () => {
    const map = read('a.cpt', '# COLOR_MODEL = HSV\n0 0-1-1 1 120-1-1\n');
    const middle = Array.from(map.positions).indexOf(0.5);
    expect(colours(map).slice(3 * middle, 3 * middle + 3)).toEqual([255, 255, 0]);
  });

  it('ParaView xml and json, Lab and diverging', () => {
    const xml = read(
      'a.xml',
      '<ColorMaps><ColorMap name="x" space="RGB">\n<Point x="-1" o="1" r="0" g="0" b="1"/><Point x="3" o="1" r="1" g="0" b="0.2"/></ColorMap></ColorMaps>',
    );
    expect(xml.name).toBe('x');
    expect(colours(xml)).toEqual([0, 0, 255, 255, 0, 51]);
    const diverging = read(
      'cool.json',
      JSON.stringify([
        {
          Name: 'Cool to Warm',
          ColorSpace: 'Diverging',
          RGBPoints: [0, 0.231373, 0.298039, 0.752941, 1, 0.705882, 0.0156863, 0.14902],
        },
      ]),
    );
    const i = 3 * Array.from(diverging.positions).indexOf(0.5);
    // Moreland 2009: the middle of this map is the light grey (221, 221, 221).
    for (let c = 0; c < 3; c++) expect(Math.abs(diverging.colours[i + c]! - 221)).toBeLessThan(2);
  });

  it('colour relief of GDAL and QGIS', () => {
    const gdal = read('a.txt', 'nv 0 0 0 0\n0% 0 0 0\n50% 110 220 110\n100% white\n');
    expect(Array.from(gdal.positions)).toEqual([0, 0.5, 1]);
    expect(colours(gdal).slice(3)).toEqual([110, 220, 110, 255, 255, 255]);
    const qgis = read(
      'a.txt',
      '# QGIS Generated Color Map Export File\nINTERPOLATION:DISCRETE\n10,255,0,0,255,<= 10\n20,0,255,0,255,10 - 20\ninf,0,0,255,255,> 20\n',
    );
    expect(qgis.bands).toBeDefined();
    expect(Array.from(qgis.bands!, (e) => Math.round(3 * e))).toEqual([0, 1, 2, 3]);
  });

  it('palettes: JASC, RIFF, Adobe with a count, ImageJ with a header and as text', () => {
    expect(colours(read('a.pal', 'JASC-PAL\r\n0100\r\n2\r\n1 2 3\r\n4 5 6\r\n'))).toEqual([1, 2, 3, 4, 5, 6]);
    const riff = Uint8Array.from(
      [...'RIFF\0\0\0\0PAL data\0\0\0\0\0\x03']
        .map((c) => c.charCodeAt(0))
        .concat([2, 0, 9, 8, 7, 0, 6, 5, 4, 0]),
    );
    expect(colours(read('a.pal', riff))).toEqual([9, 8, 7, 6, 5, 4]);
    const act = new Uint8Array(772);
    act.set([1, 2, 3, 4, 5, 6]);
    act[769] = 2;
    expect(colours(read('a.act', act))).toEqual([1, 2, 3, 4, 5, 6]);
    const lut = new Uint8Array(800);
    lut[32 + 1] = 7;
    lut[32 + 256 + 1] = 8;
    expect(colours(read('a.lut', lut)).slice(3, 6)).toEqual([7, 8, 0]);
    expect(colours(read('a.lut', 'Index Red Green Blue\n0 1 2 3\n1 4 5 6\n'))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('json: lists, CSS colours, plotly scales', () => {
    expect(colours(read('a.json', '[[0,0,0],[1,0.2,0]]'))).toEqual([0, 0, 0, 255, 51, 0]);
    expect(colours(read('a.json', '["#102030","white"]'))).toEqual([16, 32, 48, 255, 255, 255]);
    const plotly = read('a.json', '{"colorscale":[[0,"rgb(1,2,3)"],[0.3,"rgb(4,5,6)"],[1,"#fff"]]}');
    expect(Array.from(plotly.positions)).toEqual([0, 0.3, 1]);
    expect(colours(plotly).slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['a.csv', '1,2,3\n4,x,6\n', /a\.csv: line 2, column 3: expected a number.*'x'/],
    ['a.csv', '1,2,3\n4,5\n', /line 2, column 3: expected 3 numbers a line/],
    ['a.csv', '300,0,0\n1,2,3', /line 1, column 1: expected colours from 0 to 1 or from 0 to 255/],
    ['a.csv', '', /at least one colour/],
    ['a.cpt', '0 red 1 nocolour\n', /line 1, column 9: expected a colour.*'nocolour'/],
    ['a.cpt', '0 1/2/3 1 4/5/6\n2 1/2/3 1 4/5/6\n', /line 2, column 1: expected a slice/],
    ['a.cpt', '0 1/2/300 1 4/5/6\n', /line 1, column 3: expected a colour from 0 to 255/],
    ['a.json', '{"colours":[[1,2,3],', /line 1, column 21: expected valid json/],
    ['a.json', '["red","nocolour"]', /expected a colour of sRGB at \[1\], got 'nocolour'/],
    ['a.json', '{"positions":[0,1]}', /expected 'colours'/],
    [
      'a.xml',
      '<ColorMap>\n  <Point x="0" r="a" g="0" b="0"/></ColorMap>',
      /line 2, column 3: expected a number r/,
    ],
    ['a.pal', 'JASC-PAL\n0100\n2\n1 2 3\n4 5\n', /line 5, column 1: expected colour 2 of 2/],
    ['a.act', 'short', /expected 768 or 772 bytes in an act file, got 5/],
    ['a.clr', '0 1 2 3\n1 2 three 4\n', /line 2, column 5: expected a number.*'three'/],
  ])('refuses a bad %s and says where', (name, text, message) => {
    expect(() => read(name, text)).toThrow(InputError);
    expect(() => read(name, text)).toThrow(message);
  });
});
