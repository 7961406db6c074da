import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere, samples } from '../cli/runUnhue.js';
import { type Bench, drop, executablePath, exported, hasBrowser, settled, startBench } from './browser.js';

describe.skipIf(!hasBrowser)(`the page (skipped without ${executablePath})`, () => {
  let bench: Bench;
  let folder: string;
  beforeAll(async () => {
    bench = await startBench(join(samples, 'notebook.png'));
    folder = mkdtempSync(join(tmpdir(), 'unhue-page-'));
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The csv that the command line writes. */
  async function commandLineCsv(words: readonly string[]): Promise<Buffer> {
    const path = join(folder, 'cli.csv');
    const { code, stderr } = await runHere([...words, '-o', path, '--force', '--quiet'], samples);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return readFileSync(path);
  }

  it('writes the csv that the command line writes, of a png handed over and of a jpeg dropped', async () => {
    const { page, faults } = await bench.open('?figure=notebook.png');
    expect(await settled(page)).toMatch(/^notebook\.png: .*Done$/);
    const csv = await exported(page, 'CSV');
    expect(csv.name).toBe('notebook.csv');
    expect(csv.bytes.equals(await commandLineCsv(['notebook.png']))).toBe(true);
    await drop(page, join(samples, 'jpeg.jpg'));
    expect(await settled(page)).toMatch(/^jpeg\.jpg: .*Done$/);
    expect((await exported(page, 'CSV')).bytes.equals(await commandLineCsv(['jpeg.jpg']))).toBe(true);
    expect(faults).toEqual([]);
  });

  it('shows what was found, and puts right what is typed over', async () => {
    const { page, faults } = await bench.open();
    await page.locator('input[type=file]').setInputFiles(join(samples, 'figure.png'));
    expect(await settled(page)).toMatch(/Done$/);
    expect(await page.getByLabel('Range low').inputValue()).toBe('-5');
    expect(await page.getByLabel('Range high').inputValue()).toBe('25');
    expect(Number(await page.getByLabel('Confidence').textContent())).toBeGreaterThan(0.9);
    for (const name of ['Figure', 'Grid'])
      expect(await page.getByRole('region', { name, exact: true }).locator('canvas').count()).toBe(1);
    const npy = async () => (await exported(page, 'NPY')).bytes;
    const before = await npy();
    await page.getByLabel('Range high').fill('55');
    expect(await settled(page)).toMatch(/Done$/);
    const after = await npy();
    // Twice the range: as far from the low end twice over.
    const at = before.length - 8 * 1000;
    expect((after.readDoubleLE(at) + 5) / (before.readDoubleLE(at) + 5)).toBeCloseTo(2, 6);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await settled(page)).toMatch(/Done$/);
    expect((await npy()).equals(before)).toBe(true);
    expect(faults).toEqual([]);
  });

  it('says in one sentence what is wrong with a file, and shows names as text', async () => {
    const { page, faults } = await bench.open();
    const nasty = '<img src=x onerror="document.title=1">.png';
    const path = join(folder, 'text.png');
    writeFileSync(path, 'no picture');
    await drop(page, path, nasty);
    await page.getByRole('status').filter({ hasText: 'not a picture' }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe(
      `${nasty} is not a picture that this page can read (png, jpeg, webp, gif, avif, bmp)`,
    );
    expect(await page.title()).toBe('unhue');
    expect(faults).toEqual([]);
  });
});
