import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { check } from '../../src/colourmap/check/check.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { readColourmap } from '../../src/formats/readColourmap.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import { recoveredBare } from '../decode/decoded.js';
import { rightHalf, smallFigure } from '../web/smallFigure.js';
import { inFolder, runHere } from './runUnhue.js';

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const small = mkdtempSync(join(tmpdir(), 'unhue-maps-'));
const viridis = join(small, 'viridis.png');
const custom = join(small, 'custom.png');
// Parts of two bare figures: which maps they have is as plain in these.
beforeAll(async () => {
  for (const [path, name] of [
    [viridis, 'bare-viridis-png.png'],
    [custom, 'bare-custom1-png.png'],
  ] as const)
    await sharp(join(fixtures, name)).extract({ left: 0, top: 0, width: 160, height: 120 }).toFile(path);
});
afterAll(() => rmSync(small, { recursive: true }));

const contours = join(fixtures, 'fig-jet-contours-png.png');

const run = (...args: string[]) => runHere(args, fixtures);

describe('unhue colourmaps', () => {
  it('lists by part of the name, by pattern, and in any case', async () => {
    expect((await run('colourmaps', 'crameri:bat*')).stdout).toBe(
      'crameri:batlow  sequential, 256 colours\ncrameri:batlowK  sequential, 256 colours\ncrameri:batlowW  sequential, 256 colours\n',
    );
    expect((await run('colourmaps', 'VIRIDIS')).stdout).toMatch(/^matplotlib:viridis {2}/m);
    expect((await run('colourmaps')).stdout.split('\n').length).toBeGreaterThan(2000);
  });

  it('shows strips in truecolour only where a terminal or the caller wants them', async () => {
    expect((await run('colourmaps', 'crameri:batlow')).stdout).not.toContain('\x1b[');
    vi.stubEnv('FORCE_COLOR', '1');
    const { stdout } = await run('colourmaps', 'crameri:batlow');
    vi.unstubAllEnvs();
    expect(stdout).toContain('\x1b[38;2;');
    expect(stdout).toContain('\x1b[0m crameri:batlow');
  });

  it('tells licence and citation in json', async () => {
    const [line] = (await run('colourmaps', 'cmocean:thermal', '--json')).stdout.split('\n');
    expect(JSON.parse(line!)).toMatchObject({ name: 'cmocean:thermal', licence: 'MIT', colours: 256 });
    expect((JSON.parse(line!) as { citation: string }).citation).toMatch(/Thyng/);
  });

  it('exits 1 when nothing matches', async () => {
    expect(await run('colourmaps', 'xyzzy')).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('unhue identify', () => {
  it('prints the matches best first, and as json', async () => {
    const { code, stdout } = await run('identify', viridis, '--limit', '3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/decisive: matplotlib:viridis/);
    const { stdout: json } = await run('identify', viridis, '--json');
    const found = JSON.parse(json) as { decisive: boolean; matches: Record<string, unknown>[] };
    expect(found.decisive).toBe(true);
    expect(found.matches[0]).toMatchObject({
      name: 'matplotlib:viridis',
      source: 'matplotlib',
      reversed: false,
    });
    expect(Object.keys(found.matches[0]!)).toEqual(
      expect.arrayContaining([
        'name',
        'source',
        'reversed',
        'from',
        'to',
        'score',
        'deltaE',
        'explained',
        'family',
      ]),
    );
  });

  it('is not sure of a map that nobody knows', async () => {
    expect((await run('identify', custom)).stdout).toMatch(/not decisive: no named colourmap fits/);
  });

  it('fails as documented: 2 for wrong usage, 3 for what is no picture', async () => {
    expect((await run('identify')).code).toBe(2);
    expect((await run('identify', viridis, '--limit', 'many')).code).toBe(2);
    expect((await run('identify', 'no-such-file.png')).code).toBe(3);
  });
});

describe('unhue colourmap', () => {
  it('writes every format so that it gives the same colourmap, and the same numbers, again', () =>
    inFolder(async (folder) => {
      const { raster } = await readRaster(custom);
      const maps = [];
      for (const extension of ['json', 'txt', 'cpt', 'csv', 'png']) {
        const file = join(folder, `map.${extension}`);
        expect((await run('colourmap', custom, '--plot', 'all', '-o', file)).code).toBe(0);
        maps.push(await readColourmap(file));
      }
      for (const colourmap of maps) {
        expect(colourmap.colours).toEqual(maps[0]!.colours);
        expect(colourmap.positions).toEqual(maps[0]!.positions);
        expect(colourmap.closed).toBe(maps[0]!.closed);
      }
      const [first, ...others] = [maps[0]!, maps[2]!, maps.at(-1)!].map(
        (colourmap) => recoveredBare(raster, { colourmap }).grid,
      );
      for (const other of others) expect(isDeepStrictEqual(first!.values, other.values)).toBe(true);
      expect(first!.mask.reduce((sum, m) => sum + m, 0)).toBeGreaterThan(0.99 * first!.mask.length);
    }));

  it('writes csv to standard output', async () => {
    const { stdout, stderr } = await run('colourmap', viridis);
    expect(stdout).toMatch(/^# unhue: levels=256; name=matplotlib:viridis\nposition,red,green,blue\n/);
    expect(stderr).toMatch(/matplotlib:viridis \(named\), 256 colours/);
  });

  it('refuses unknown formats, and to overwrite', () =>
    inFolder(async (folder) => {
      expect((await run('colourmap', viridis, '-o', join(folder, 'a.doc'))).code).toBe(2);
      const file = join(folder, 'a.csv');
      writeFileSync(file, 'mine');
      expect((await run('colourmap', viridis, '-o', file)).code).toBe(4);
      expect(readFileSync(file, 'utf8')).toBe('mine');
      expect((await run('colourmap', viridis, '-o', file, '--force')).code).toBe(0);
    }));
});

describe('unhue check', () => {
  it('judges a name, a file and a figure', () =>
    inFolder(async (folder) => {
      expect((await run('check', 'viridis')).stdout).toMatch(/sequential\n {2}Values can be read back/);
      const file = join(folder, 'fold.csv');
      writeFileSync(file, '0,0,0\n90,80,70\n200,190,180\n90,80,70\n0,0,0\n');
      expect((await run('check', file)).code).toBe(0);
      expect((await run('check', file, '--strict')).code).toBe(1);
      const { stdout } = await run('check', viridis, '--json');
      const report = JSON.parse(stdout) as {
        name: string;
        resolution: { noise: number };
        decodable: boolean;
      };
      expect(report).toMatchObject({ name: 'matplotlib:viridis', decodable: true });
      expect(report.resolution.noise).toBeLessThan(1);
    }));

  it('writes a page, and exits 2 for a name that nobody knows', () =>
    inFolder(async (folder) => {
      const page = join(folder, 'check.html');
      expect((await run('check', 'jet', '--report', page)).code).toBe(0);
      expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
      const unknown = await run('check', 'virids');
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).toMatch(/Did you mean matplotlib:viridis/);
      expect((await run('check', join(folder, 'none.csv'))).code).toBe(3);
    }));
});

describe('all commands about a figure', () => {
  it('see the map of a JPEG that recover sees', () =>
    inFolder(async (folder) => {
      const figure = join(folder, 'small.jpg');
      await sharp(smallFigure()).extract(rightHalf).jpeg({ quality: 75 }).toFile(figure);
      const [panel] = await recoverFigure(figure, { labels: false });
      const { colourmap } = panel!;
      const file = join(folder, 'map.json');
      expect((await run('colourmap', figure, '-o', file)).code).toBe(0);
      const written = await readColourmap(file);
      expect(written.colours.length).toBe(colourmap.colours.length);
      // Nine decimals are written.
      written.colours.forEach((c, i) => {
        expect(Math.abs(c - colourmap.colours[i]!)).toBeLessThan(1e-8);
      });
      written.positions.forEach((t, i) => {
        expect(Math.abs(t - colourmap.positions[i]!)).toBeLessThan(1e-8);
      });
      const checked = JSON.parse((await run('check', figure, '--json')).stdout) as {
        resolution: { noise: number };
      };
      const { curves: _, ...report } = check(colourmap, { noise: checked.resolution.noise });
      expect(checked).toMatchObject(JSON.parse(JSON.stringify(report)));
    }));
});

describe('unhue recolour', () => {
  it('redraws data and bar, and nothing else', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'new.png');
      expect((await run('recolour', contours, '--to', 'matplotlib:cividis', '-o', file)).code).toBe(0);
      const [before, after] = [(await readRaster(contours)).raster, (await readRaster(file)).raster];
      expect([after.width, after.height]).toEqual([before.width, before.height]);
      let changedOutside = 0;
      let changed = 0;
      for (let y = 0; y < after.height; y++)
        for (let x = 0; x < after.width; x++) {
          const o = 4 * (y * after.width + x);
          const same = [0, 1, 2].every((c) => before.data[o + c] === after.data[o + c]);
          if (same) continue;
          changed++;
          // matplotlib's axes and colourbar of this figure, one pixel for their frames' edges.
          const plot = x >= 78 && x <= 479 && y >= 56 && y <= 429;
          const bar = x >= 500 && x <= 523 && y >= 56 && y <= 429;
          if (!plot && !bar) changedOutside++;
        }
      expect(changedOutside).toBe(0);
      expect(changed).toBeGreaterThan(100_000);
    }));

  it('needs to be told the new colourmap and a png', () =>
    inFolder(async (folder) => {
      expect((await run('recolour', contours, '-o', join(folder, 'a.png'))).code).toBe(2);
      expect((await run('recolour', contours, '--to', 'cividis', '-o', join(folder, 'a.jpg'))).code).toBe(2);
      expect(existsSync(join(folder, 'a.jpg'))).toBe(false);
    }));
});
