import { describe, expect, it } from 'vitest';
import { check } from '../../../src/colourmap/check/check.js';
import { readColourmapFile } from '../../../src/colourmap/files/colourmapFile.js';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { InputError, UsageError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';

const read = (name: string, text: string): Colourmap =>
  readColourmapFile(new TextEncoder().encode(text), name);

describe('the numbers in a file that arrays are made as long as', () => {
  const csv = (notes: string): string => `# unhue: ${notes}\n0,0,0,0\n1,255,255,255\n`;
  const json = (levels: unknown): string =>
    JSON.stringify({
      closed: false,
      levels,
      positions: [0, 1],
      colours: [
        [0, 0, 0],
        [255, 255, 255],
      ],
    });

  it.each([
    ['a.csv', csv('levels=1e9'), /levels.* whole number from 1 to 65536, got 1000000000/],
    ['a.csv', csv('levels=2.5'), /levels.* whole number from 1 to 65536, got 2\.5/],
    ['a.csv', csv('levels=-4'), /levels.* whole number from 1 to 65536, got -4/],
    ['a.csv', csv('levels=many'), /expected numbers after 'unhue: levels=', got 'many'/],
    ['a.csv', csv('edges=0,half,1'), /expected numbers after 'unhue: edges=', got 'half'/],
    ['a.cpt', '# unhue: levels=65537\n0 1/2/3 1 4/5/6\n', /levels.* got 65537/],
    ['a.clr', '# unhue: levels=0\n0 1 2 3\n1 4 5 6\n', /levels.* got 0/],
    ['a.xml', '<ColorMap><!-- unhue: levels=1e9 --><Point x="0" r="0" g="0" b="0"/></ColorMap>', /levels/],
    ['a.json', json(1e9), /levels.* whole number from 1 to 65536, got 1000000000/],
    ['a.json', json(0.5), /levels.* got 0\.5/],
    ['a.pal', 'JASC-PAL\n0100\n1e12\n1 2 3\n', /line 3.* number of colours.* 1 to 65536, .*got '1e12'/],
    ['a.pal', 'JASC-PAL\n0100\n-1\n1 2 3\n', /number of colours.*got '-1'/],
    ['a.pal', 'JASC-PAL\n0100\n1.5\n1 2 3\n', /number of colours.*got '1\.5'/],
    ['a.txt', '0 0 1\n'.repeat(65537), /at most 65536 colours, got 65537/],
  ])('are bounded in %s', (name, text, message) => {
    expect(() => read(name, text)).toThrow(InputError);
    expect(() => read(name, text)).toThrow(message);
  });

  it('may be as large as 16-bit tables are', () => {
    expect(read('a.csv', csv('levels=65536')).levels).toBe(65536);
    expect(read('a.txt', '0 0 1\n'.repeat(65536)).levels).toBe(65536);
    expect(read('a.txt', '0 0 1\n').levels).toBe(1);
  });

  it('do not multiply where a program interpolates in a curve', () => {
    const slices = Array.from(
      { length: 20_000 },
      (_, i) => `${i} ${i % 360}-1-1 ${i + 1} ${(i + 1) % 360}-1-1`,
    );
    const hues = read('a.cpt', `# COLOR_MODEL = HSV\n${slices.join('\n')}\n`);
    expect(hues.positions.length).toBeGreaterThan(20_000);
    expect(hues.positions.length).toBeLessThanOrEqual(65536);
    const points = Array.from({ length: 60_000 }, (_, i) => [i, (i % 7) / 7, (i % 5) / 5, 0]).flat();
    const lab = read('a.json', JSON.stringify([{ ColorSpace: 'Lab', RGBPoints: points }]));
    expect(lab.positions.length).toBe(60_000);
  });

  it('bound the steps of a table', () => {
    const table = [0, 0, 0, 255, 255, 255];
    expect(() => colourmapFromTable(table, { steps: 1e9 })).toThrow(UsageError);
    expect(() => colourmapFromTable(table, { steps: 1e9 })).toThrow(/steps from 1 to 65536, got 1000000000/);
    expect(colourmapFromTable(table, { steps: 65536 }).positions.length).toBe(65536);
  });

  it('do not square when a map of many bands is checked', () => {
    const grey = Array.from({ length: 65536 }, (_, i) => Array<number>(3).fill(i / 257)).flat();
    const report = check(colourmapFromTable(grey, { discrete: true }));
    expect(report.kind).toBe('sequential');
    expect(report.curves.lightness.length).toBe(256);
  });
});
