import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inFolder, runHere, samples } from '../runUnhue.js';

const figure = join(samples, 'jpeg.jpg');

/** A four-colour picture of 8 × 2 pixels: 8 red, 4 blue, 2 white, 2 black. */
const small = (): Promise<Buffer> => {
  const colours = [...'rrrrrrrrbbbbwwkk'].map(
    (letter) => ({ r: [255, 0, 0], b: [0, 0, 255], w: [255, 255, 255], k: [0, 0, 0] })[letter]!,
  );
  return sharp(Uint8Array.from(colours.flat()), { raw: { width: 8, height: 2, channels: 3 } })
    .png()
    .toBuffer();
};

describe('unhue palette', () => {
  it('prints the colours of a picture, the most frequent first, with the nearest names', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.png'), await small());
      const { code, stdout } = await runHere(['palette', 'a.png', '-k', '4'], folder);
      expect(code).toBe(0);
      expect(stdout).toBe(
        `${[
          'k,hex,red,green,blue,share,pixels,name,deltaE',
          '4,#ff0000,255,0,0,0.500000,8,red,0.00',
          '4,#0000ff,0,0,255,0.250000,4,blue,0.00',
          '4,#000000,0,0,0,0.125000,2,black,0.00',
          '4,#ffffff,255,255,255,0.125000,2,white,0.00',
        ].join('\n')}\n`,
      );
    }));

  it('writes a json that is the same in every run, with what other palettes lose and the elbow', () =>
    inFolder(async (folder) => {
      const args = ['palette', figure, '-k', '2,4,8,16', '--quiet', '-o'];
      expect((await runHere([...args, 'a.json'], folder)).code).toBe(0);
      expect((await runHere([...args, 'b.json'], folder)).code).toBe(0);
      const text = readFileSync(join(folder, 'a.json'), 'utf8');
      expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe(text);
      const told = JSON.parse(text);
      expect(told.palettes.map(({ k }: { k: number }) => k)).toEqual([2, 4, 8, 16]);
      for (const { distortion, random, medianCut } of told.palettes) {
        expect(distortion.rmse).toBeLessThan(random.rmse);
        expect(distortion.rmse).toBeLessThan(1.001 * medianCut.rmse);
        expect(distortion.bytes).toBeGreaterThan(100);
      }
      expect([4, 8]).toContain(told.elbow.k);
      expect(told.options).toEqual({ space: 'rgb', seed: 1, method: 'kmeans' });
    }));

  it('writes every output that is named, and refuses two to one file', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.png'), await small());
      const palette = ['palette', 'a.png', '-k', '4', '-o', 'p.csv', '-o', 'p.json'];
      expect((await runHere(palette, folder)).code).toBe(0);
      expect(readdirSync(folder).sort()).toEqual(['a.png', 'p.csv', 'p.json']);
      const { code, stderr } = await runHere([...palette, '--report', 'p.csv', '--force'], folder);
      expect([code, stderr]).toEqual([2, expect.stringContaining('two outputs are to be written to p.csv')]);
    }));

  it('draws the picture in exactly these colours, as an indexed png for each size', () =>
    inFolder(async (folder) => {
      await runHere(['palette', figure, '-k', '3,20', '--quantised', 'q.png', '-o', 'p.csv'], folder);
      const listed = readFileSync(join(folder, 'p.csv'), 'utf8')
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(','));
      for (const k of [3, 20]) {
        const png = sharp(join(folder, `q-${k}.png`));
        expect(readFileSync(join(folder, `q-${k}.png`)).subarray(24, 26)).toEqual(
          Buffer.from([k === 3 ? 2 : 8, 3]),
        );
        const { data, info } = await png.raw().toBuffer({ resolveWithObject: true });
        const counts = new Map<string, number>();
        for (let o = 0; o < data.length; o += info.channels) {
          const hex = `#${data.subarray(o, o + 3).toString('hex')}`;
          counts.set(hex, (counts.get(hex) ?? 0) + 1);
        }
        const own = listed.filter(([size]) => size === String(k));
        expect(counts).toEqual(new Map(own.map((fields) => [fields[1]!, Number(fields[6])])));
      }
    }));

  it('writes palettes that other programs read', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.png'), await small());
      for (const name of ['p.gpl', 'p.ase', 'p.png'])
        expect((await runHere(['palette', 'a.png', '-k', '4', '-o', name], folder)).code).toBe(0);
      expect(readFileSync(join(folder, 'p.gpl'), 'utf8')).toBe(
        'GIMP Palette\nName: a.png\nColumns: 8\n#\n255   0   0\tred\n  0   0 255\tblue\n  0   0   0\tblack\n255 255 255\twhite\n',
      );
      const ase = readFileSync(join(folder, 'p.ase'));
      expect(ase.subarray(0, 4).toString('latin1')).toBe('ASEF');
      // A group's start and end, and four colours: the blocks fill the file.
      expect(ase.readUInt32BE(8)).toBe(6);
      const types: number[] = [];
      let at = 12;
      for (; at < ase.length; at += 6 + ase.readUInt32BE(at + 2)) types.push(ase.readUInt16BE(at));
      expect(at).toBe(ase.length);
      expect(types).toEqual([0xc001, 1, 1, 1, 1, 0xc002]);
      const { data } = await sharp(join(folder, 'p.png'))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(data.subarray(0, 3)).toEqual(Buffer.from([255, 0, 0]));
    }));

  it('writes a page that holds a hostile name as text and loads nothing', () =>
    inFolder(async (folder) => {
      const name = '<img src=x onerror=alert(1)>.png';
      writeFileSync(join(folder, name), await small());
      expect((await runHere(['palette', name, '-k', '2,3,4', '--report', 'r.html'], folder)).code).toBe(0);
      const page = readFileSync(join(folder, 'r.html'), 'utf8');
      expect(page.includes('<img src=x')).toBe(false);
      expect(page.includes('&lt;img src=x onerror=alert(1)&gt;.png')).toBe(true);
      expect(page.includes('default-src &#39;none&#39;')).toBe(true);
      expect(page.match(/<figure>/g)).toHaveLength(4);
    }));

  it.each([
    [['a.png', '-k', '0'], 2, /-k expects whole numbers from 1 to 256/],
    [['a.png', '-k', '4,x'], 2, /-k expects whole numbers/],
    [['a.png', '-o', 'p.tif'], 2, /\.csv, \.json, \.gpl, \.ase or \.png/],
    [['a.png', '-k', '2,4', '-o', 'p.gpl'], 2, /one size of palette/],
    [['a.png', '--quantised', 'q.jpg'], 2, /ends in \.png/],
    [['a.png', '--minibatch', '--random'], 2, /cannot be used with/],
    [['none.png'], 3, /there is no file none\.png/],
    [['a.png', '-o', 'no/p.json'], 4, /its folder does not exist/],
  ])('answers %j with exit code %d and one line, and writes nothing', (args, code, message) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.png'), await small());
      const outcome = await runHere(['palette', ...args], folder);
      expect(outcome.code).toBe(code);
      expect(outcome.stderr).toMatch(message);
      expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(['a.png']);
      expect(existsSync(join(folder, 'p.gpl'))).toBe(false);
    }),
  );
});
