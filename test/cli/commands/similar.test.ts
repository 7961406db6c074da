import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inFolder, root, runHere, runUnhue } from '../runUnhue.js';

const fixtures = join(root, 'test', 'fixtures');

/** A picture of two colours, half and half. */
const flag = (left: number, right: number): Promise<Buffer> => {
  const row = Array.from({ length: 8 }, (_, x) => (x < 4 ? left : right));
  const rgb = row.flatMap((code) => [code >> 16, (code >> 8) & 255, code & 255]);
  return sharp(Uint8Array.from([...rgb, ...rgb]), { raw: { width: 8, height: 2, channels: 3 } })
    .png()
    .toBuffer();
};

/** A folder of four flags, two of which are nearly alike. */
async function flags(folder: string): Promise<void> {
  mkdirSync(join(folder, 'in', 'deeper'), { recursive: true });
  writeFileSync(join(folder, 'in', 'a.png'), await flag(0xff0000, 0x0000ff));
  writeFileSync(join(folder, 'in', 'b.png'), await flag(0xf80000, 0x0000f8));
  writeFileSync(join(folder, 'in', 'c.png'), await flag(0xff0000, 0xff0000));
  writeFileSync(join(folder, 'in', 'deeper', 'd, "e".png'), await flag(0x00ff00, 0xffff00));
  writeFileSync(join(folder, 'in', 'notes.txt'), 'no picture');
}

describe('unhue similar', () => {
  let caches: string;
  beforeEach(() => {
    caches = '';
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  /** A folder with flags in it, and caches of its own. */
  const withFlags = (work: (folder: string) => Promise<void>): Promise<void> =>
    inFolder(async (folder) => {
      caches = join(folder, 'caches');
      vi.stubEnv('XDG_CACHE_HOME', caches);
      await flags(folder);
      await work(folder);
    });

  it('tells the most similar of a folder to each of its pictures, with paths in the folder', () =>
    withFlags(async (folder) => {
      const { code, stdout } = await runHere(['similar', 'in', '-n', '1'], folder);
      expect(code).toBe(0);
      const rows = stdout.trim().split('\n');
      expect(rows[0]).toBe('picture,rank,similar,similarity');
      expect(rows.slice(1).map((row) => row.replace(/,[^,]*$/, ''))).toEqual([
        'a.png,1,b.png',
        'b.png,1,a.png',
        'c.png,1,a.png',
        '"deeper/d, ""e"".png",1,a.png',
      ]);
      expect(rows[3]).toBe('c.png,1,a.png,0.707107');
    }));

  it('looks at a picture once: what was seen is kept by content, what was damaged is seen again', () =>
    withFlags(async (folder) => {
      const first = await runHere(['similar', 'in'], folder);
      const kept = readdirSync(join(caches, 'unhue', 'similar'));
      expect(kept).toHaveLength(1);
      const cache = join(caches, 'unhue', 'similar', kept[0]!);
      const lines = readFileSync(cache, 'utf8').trim().split('\n');
      expect(lines).toHaveLength(4);
      // What the cache says is what is used: one picture now has another's colours.
      const [a, , c] = lines.map(
        (line) => JSON.parse(line) as { sha256: string; bins: string; shares: string },
      );
      writeFileSync(cache, `${JSON.stringify({ ...a, bins: c!.bins, shares: c!.shares })}\n{"sha256":\n`);
      const second = await runHere(['similar', 'in', '-n', '1'], folder);
      expect(second.stdout).toContain('c.png,1,a.png,1\n');
      writeFileSync(cache, 'no cache at all');
      expect((await runHere(['similar', 'in'], folder)).stdout).toBe(first.stdout);
    }));

  it('compares pictures with a folder, with each other, and writes all similarities as an array', () =>
    withFlags(async (folder) => {
      const asked = await runHere(['similar', 'in/c.png', 'in', '-n', '2'], folder);
      expect(asked.stdout.split('\n')[1]).toBe('c.png,1,a.png,0.707107');
      const among = await runHere(['similar', 'in/a.png', 'in/b.png'], folder);
      expect(among.stdout).toMatch(/^in\/a\.png,1,in\/b\.png,[01]/m);
      expect((await runHere(['similar', 'in', '-o', 's.npy'], folder)).code).toBe(0);
      const npy = readFileSync(join(folder, 's.npy'));
      expect(npy.toString('latin1')).toContain("'shape': (4, 4)");
      const values = new Float64Array(Uint8Array.from(npy.subarray(npy.length - 128)).buffer);
      expect(values[0]).toBeCloseTo(1, 6);
      expect(values[2]).toBeCloseTo(Math.SQRT1_2, 6);
      expect((await runHere(['similar', 'in', '-o', 's.parquet'], folder)).code).toBe(0);
      expect(readFileSync(join(folder, 's.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    }));

  it('compares by how far colours differ where that is asked for, and shows so on the page', () =>
    withFlags(async (folder) => {
      const run = ['similar', 'in/c.png', 'in', '-n', '3', '--measure', 'earth-movers', '--report', 'r.html'];
      const { code, stdout } = await runHere(run, folder);
      expect(code).toBe(0);
      // Half of the pixels would go from blue to red: two edges of the cube, of three.
      expect(stdout.split('\n')[1]).toMatch(/^c\.png,1,[ab]\.png,0\.59/);
      expect(readFileSync(join(folder, 'r.html'), 'utf8')).not.toContain('Cosines');
      expect((await runHere(['similar', 'in', '--measure', 'sine'], folder)).code).toBe(2);
    }));

  it('groups figures by their colourmaps, whatever they show and however they are compressed', () =>
    withFlags(async (folder) => {
      mkdirSync(join(folder, 'figures'));
      const names = [
        'bare-viridis-png.png',
        'bare-viridis-jpeg90.jpg',
        'bare-RdBu_r-png.png',
        'bare-RdBu_r-jpeg90.jpg',
      ];
      for (const name of names) cpSync(join(fixtures, name), join(folder, 'figures', name));
      const { stdout, stderr } = await runHere(['similar', 'figures', '--groups'], folder);
      expect(
        stdout
          .trim()
          .split('\n')
          .map((row) => row.split(',').slice(0, 2).join()),
      ).toEqual([
        'group,picture',
        '1,bare-RdBu_r-jpeg90.jpg',
        '1,bare-RdBu_r-png.png',
        '2,bare-viridis-jpeg90.jpg',
        '2,bare-viridis-png.png',
      ]);
      expect(stderr).toBe('4 pictures in 2 groups\n');
      const alike = await runHere(
        ['similar', ...names.slice(0, 2).map((name) => `figures/${name}`), '--groups'],
        folder,
      );
      expect(alike.stderr).toBe('2 pictures in 1 group\n');
    }));

  it('writes a page with hostile names as text, which loads nothing', () =>
    withFlags(async (folder) => {
      const name = '<script>alert(1)</script>.png'.replace('/', '∕');
      writeFileSync(join(folder, 'in', name), await flag(0x123456, 0x654321));
      // The built program, which loads packages otherwise than this process does.
      const { code, stderr } = await runUnhue(['similar', 'in', '--report', 'r.html'], folder);
      expect([code, stderr]).toEqual([0, '']);
      const page = readFileSync(join(folder, 'r.html'), 'utf8');
      expect(page.includes('<script>alert')).toBe(false);
      expect(page.includes('default-src &#39;none&#39;')).toBe(true);
      expect(page.match(/class="thumbnail"/g)).toHaveLength(5);
    }));

  it('tells which pictures cannot be read, goes on with the others and exits with 3', () =>
    withFlags(async (folder) => {
      writeFileSync(join(folder, 'in', 'bad.png'), 'no picture');
      const { code, stdout, stderr } = await runHere(['similar', 'in', '-n', '1'], folder);
      expect(code).toBe(3);
      expect(stderr).toMatch(/^unhue: in\/bad\.png is not a picture/);
      expect(stdout.trim().split('\n')).toHaveLength(5);
    }));

  it.each([
    [['in/a.png'], 2, /expected another picture or a folder/],
    [['in', '-o', 's.tif'], 2, /\.csv or \.parquet, or \.npy/],
    [['in', '--groups', '-o', 's.npy'], 2, /\.csv or \.parquet, but/],
    [['in', '-n', '0'], 2, /-n expects a whole number of at least 1/],
    [['in', '-o', 'no/s.csv'], 4, /its folder does not exist/],
  ])('answers %j with exit code %d', (args, code, message) =>
    withFlags(async (folder) => {
      const outcome = await runHere(['similar', ...args], folder);
      expect(outcome.code).toBe(code);
      expect(outcome.stderr).toMatch(message);
    }),
  );
});
