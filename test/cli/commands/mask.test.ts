import { mkdtempSync, rmSync } from 'node:fs';
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

  it('is refused where the picture has another size', async () => {
    const { code, stderr } = await recover(await mask('b.png', 32, 24, 1));
    expect(code).toBe(2);
    expect(stderr).toMatch(/--mask expects a picture of the figure's 320 × 240 pixels, but .* has 32 × 24/);
  });
});
