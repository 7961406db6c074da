import { describe, expect, it } from 'vitest';
import { mostBytes, readColourmapFile } from '../../../src/colourmap/files/colourmapFile.js';
import { InputError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';

const read = (name: string, text: string): Colourmap =>
  readColourmapFile(new TextEncoder().encode(text), name);

/**
 * Reading takes time in proportion to the text, here far below a second. Patterns that walk it again from each of its
 * places took 22 to 90 s for texts of 200 to 400 kB, and would take minutes for these: far beyond the runner's ceiling.
 */
const long = 2 ** 20;
const filled = (part: string): string => part.repeat(Math.floor(long / part.length));

describe('colourmap files of a megabyte', () => {
  it.each([
    ['a.csv', filled('\n')],
    ['a.txt', filled(' \t')],
    ['a.csv', filled('# ')],
    ['a.clr', filled('\n')],
    ['a.cpt', filled('\n')],
    ['a.lut', filled('\r')],
    ['a.csv', filled('-')],
    ['a.csv', `${filled('1')}x`],
    ['a.cpt', filled(';')],
    ['a.cpt', filled('1-')],
    ['a.cpt', `0 ${filled('/')}`],
    ['a.cpt', filled('# COLOR_MODEL ')],
    ['a.cpt', `# COLOR_MODEL${filled(' ')}`],
    ['a.clr', `0 hsl(${filled('1')}`],
    ['a.clr', filled('INTERPOLATION ')],
    ['a.xml', filled('\n')],
    ['a.xml', filled('<!--')],
    ['a.xml', filled('<Point ')],
    ['a.xml', `<ColorMap>${filled('<Point ')}`],
    ['a.xml', filled('<ColorMap>')],
    ['a.xml', `<ColorMap ${filled('x=')}`],
    ['a.xml', `<ColorMap${filled(' ')}`],
    ['a.xml', filled('<![CDATA[')],
    ['a.xml', `<!DOCTYPE a [${filled('<!ENTITY x "')}`],
    ['a.json', filled(' ')],
    ['a.json', filled('"')],
    ['a.json', filled('\\')],
    ['a.pal', filled('JASC-PAL\n')],
  ])('hold nothing and are refused as such (%s, %#)', (name, text) => {
    expect(() => read(name, text)).toThrow(InputError);
  });

  it('are read where a table stands at the end of it', () => {
    const table = read('a.csv', `${filled('\n')}0,0,0,0\n1,255,255,255\n`);
    expect(Array.from(table.colours)).toEqual([0, 0, 0, 255, 255, 255]);
    const relief = read('a.txt', `${filled('\n')}0% 0 0 0\n100% 255 255 255\n`);
    expect(Array.from(relief.positions)).toEqual([0, 1]);
    const xml = read(
      'a.xml',
      `<ColorMap>${filled(' ')}<Point x="0" r="0" g="0" b="0"/><Point x="1" r="1" g="1" b="1"/></ColorMap>`,
    );
    expect(Array.from(xml.colours)).toEqual([0, 0, 0, 255, 255, 255]);
  });
});

describe('colourmap files', () => {
  it('are read when they are as large as may be', () => {
    const table = '0,0,0,0\n1,255,255,255\n';
    const { positions } = read('a.csv', `${'#'.repeat(mostBytes - table.length - 1)}\n${table}`);
    expect(Array.from(positions)).toEqual([0, 1]);
  });

  it('are refused when they are larger, unread', () => {
    for (const name of ['a.csv', 'a.json', 'a.xml', 'a.act'])
      expect(() => read(name, ' '.repeat(mostBytes + 1))).toThrow(
        /^a\..*: expected .* at most 4194304 bytes/,
      );
  });
});

describe('xml colourmaps', () => {
  const point = (x: number): string => `<Point\n x="${x}" o="1" r='${x}' g="0" b="0"/>`;

  it('give their first map, and what unhue noted of it', () => {
    const map = read(
      'a.xml',
      `<?xml version="1.0"?><!-- by hand --><ColorMaps><!-- unhue: levels=7 --><ColorMap NAME="a &amp; b">${point(0)}${point(1)}</ColorMap><ColorMap name="c">${point(1)}${point(0)}</ColorMap></ColorMaps>`,
    );
    expect(map).toMatchObject({ name: 'a & b', levels: 7 });
    expect(Array.from(map.positions)).toEqual([0, 1]);
  });

  it('count nothing that is commented out', () => {
    const map = read('a.xml', `<ColorMap>${point(0)}<!-- ${point(9)} -->${point(1)}</ColorMap>`);
    expect(Array.from(map.positions)).toEqual([0, 1]);
  });

  it.each([
    [
      '<ColorMap>\n<Point x="0" r="0" g="0"/></ColorMap>',
      /line 2, column 1: expected a number b of the point/,
    ],
    ['<ColorMap>\r\n <Point\r\nx="" r="0" g="0" b="0"/></ColorMap>', /line 2, column 2: expected a number x/],
    ['<ColorMap><Point x=0/></ColorMap>', /line 1, column \d+: expected well-formed xml.*, got '.+'/],
    ['<ColorMap>', /expected well-formed xml.*unclosed tag/],
    ['<Other/>', /expected a ColorMap element/],
    [
      '<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]><ColorMap name="&y;"/>',
      /expected well-formed xml.*undefined entity/,
    ],
  ])('are refused where they are none (%#)', (text, message) => {
    expect(() => read('a.xml', text)).toThrow(InputError);
    expect(() => read('a.xml', text)).toThrow(message);
  });
});
