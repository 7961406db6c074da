import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere, samples } from '../runUnhue.js';

describe('recover --mask', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-mask-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A black picture whose first columns are white. */
  async function mask(name: string, width: number, height: number, white: number): Promise<string> {
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i % width < white ? 255 : 0));
    const path = join(folder, name);
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(path);
    return path;
  }
  const recover = (path: string) =>
    runHere(['recover', 'notebook.png', '--mask', path, '-o', '-', '--quiet', '--plot', 'all'], samples);

  it('leaves out what is white in the picture', async () => {
    const { stdout } = await recover(await mask('a.png', 320, 240, 100));
    const rows = stdout.trimEnd().split('\n');
    // A csv may leave out columns without a value.
    const counts = new Set(rows.map((row) => row.split(',').filter((field) => field !== 'NaN').length));
    expect(Math.max(...counts)).toBe(220);
  });

  it('gives a value to what is green in the picture, or painted so in a project: the same bytes', async () => {
    const marked = join(folder, 'marked.png');
    const band = { width: 320, height: 3, channels: 3, background: '#000' } as const;
    await sharp(join(samples, 'notebook.png'))
      .composite([{ input: await sharp({ create: band }).png().toBuffer(), left: 0, top: 100 }])
      .toFile(marked);
    const plot = ['--plot', 'all', '--quiet', '-o', '-'];
    const csv = async (...words: string[]): Promise<string> => {
      const { code, stderr, stdout } = await runHere(['recover', ...words, ...plot], folder);
      expect([code, stderr]).toEqual([0, '']);
      return stdout;
    };
    const masked = (await csv('marked.png')).split('NaN').length;
    const green = { width: 20, height: 3, channels: 3, background: '#0f0' } as const;
    await sharp({ create: { width: 320, height: 240, channels: 3, background: '#000' } })
      .composite([{ input: await sharp({ create: green }).png().toBuffer(), left: 50, top: 100 }])
      .png()
      .toFile(join(folder, 'green.png'));
    const restored = await csv('marked.png', '--mask', 'green.png');
    expect(masked - restored.split('NaN').length).toBe(60);

    const stroke = {
      tool: 'box',
      erase: false,
      restore: true,
      points: [
        [50, 100],
        [70, 103],
      ],
    };
    const sha256 = createHash('sha256').update(readFileSync(marked)).digest('hex');
    const project = { figure: { path: 'marked.png', sha256 }, options: { plot: 'all', mask: [stroke] } };
    writeFileSync(
      join(folder, 'marked.unhue.json'),
      JSON.stringify({ unhue: '0', ...project, findings: null, colourmap: null }),
    );
    expect(await csv('marked.unhue.json')).toBe(restored);
  });

  it('is refused where the picture has another size', async () => {
    const { code, stderr } = await recover(await mask('b.png', 32, 24, 1));
    expect(code).toBe(2);
    expect(stderr).toMatch(/--mask expects a picture of the figure's 320 × 240 pixels, but .* has 32 × 24/);
  });
});
