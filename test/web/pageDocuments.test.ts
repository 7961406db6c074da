import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../cli/runUnhue.js';
import {
  type Bench,
  closeAll,
  copiedCommand,
  csv,
  documents,
  drop,
  exported,
  keptProject,
  recoveredCsv,
  settled,
  startBench,
} from './browser.js';
import { executablePath, hasBrowser } from './chromium.js';
import { smallFigure, smallFilm } from './smallFigure.js';
import { smallDrawing, smallPaper } from './smallPaper.js';

describe.skipIf(!hasBrowser)(`the page, of documents (skipped without ${executablePath})`, () => {
  let bench: Bench;
  let folder: string;
  // One page for all, put back to the start by each: it is warm after the first figure.
  let page: Page;
  let faults: string[];
  const file = (name: string): string => join(folder, name);
  const commandLineCsv = (...words: string[]): Promise<string> => recoveredCsv(folder, ...words);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-page-'));
    bench = await startBench();
    ({ page, faults } = await bench.open());
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('recovers the numbers that the command line does, of a figure of paths and text', async () => {
    writeFileSync(file('vector.pdf'), smallDrawing());
    await drop(page, file('vector.pdf'));
    expect(await settled(page)).toBe('vector.pdf, page 1: one panel. Done');
    const { name: written, bytes } = await exported(page, 'CSV');
    expect(written).toBe('vector-p1.csv');
    expect(bytes.toString()).toBe(await commandLineCsv('vector.pdf', '--meta', 'own.json', '--force'));
    const {
      page: number,
      pageBox,
      sha256,
      range,
    } = JSON.parse((await exported(page, 'Sidecar')).bytes.toString());
    const own = JSON.parse(readFileSync(file('own-p1.json'), 'utf8'));
    expect({ number, pageBox, sha256 }).toEqual({ number: 1, pageBox: own.pageBox, sha256: own.sha256 });
    expect(range).toEqual([expect.closeTo(0, 0), expect.closeTo(80, 0)]);
    expect(faults).toEqual([]);
  });

  it('marks the pictures on its pages, takes the second of one, keeps which is which, and says its command', async () => {
    await closeAll(page);
    writeFileSync(file('paper.pdf'), smallPaper([1, 0, 2]));
    await drop(page, file('paper.pdf'));
    expect(await settled(page)).toBe('paper.pdf, page 1: 2 panels. Done');
    const other = page.getByRole('button', { name: 'Figure 2 of page 3' });
    await other.click();
    expect(await settled(page)).toBe('paper.pdf, page 3, figure 2: 2 panels. Done');
    const values = await csv(page);
    const command = await copiedCommand(page);
    // After the two panels of the page's first figure.
    expect(command).toBe('unhue recover paper.pdf --page=3 --panel=3 -o paper.csv');
    expect(await commandLineCsv('paper.pdf', '--page=3', '--panel=3')).toBe(values);
    const project = await exported(page, 'Project');
    writeFileSync(file('paper.unhue.json'), project.bytes);
    expect((await runHere(['recover', 'paper.unhue.json', '-o', 'paper.csv', '--quiet'], folder)).code).toBe(
      0,
    );
    expect(readFileSync(file('paper-p3-3.csv'), 'utf8')).toBe(values);

    await expect.poll(() => page.evaluate(keptProject)).toContain('"page": 3');
    await page.reload();
    expect(await settled(page)).toBe('paper.pdf, page 3, figure 2: 2 panels. Done');
    expect(await other.getAttribute('aria-pressed')).toBe('true');
    await drop(page, join(documents, 'encrypted.pdf'));
    await page.getByRole('status').filter({ hasText: 'encrypted.pdf is encrypted' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('has no words for places in its pixels, on the command line or in a project that this takes', async () => {
    // The figure of the test before is open.
    await page.getByRole('button', { name: 'Plot area, right edge; arrow keys move it' }).press('ArrowLeft');
    expect(await settled(page)).toMatch(/Done$/);
    writeFileSync(file('paper.unhue.json'), (await exported(page, 'Project')).bytes);
    const { code, stderr } = await runHere(['recover', 'paper.unhue.json', '-o', '-', '--quiet'], folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining('pages are drawn at sizes of their own')]);
    await page.getByRole('button', { name: 'Copy as command line' }).click();
    await page.getByRole('status').filter({ hasText: 'draws the whole page' }).waitFor();
  });

  it('takes the frame of an animation that is chosen, as the command line does, and keeps which', async () => {
    await closeAll(page);
    writeFileSync(file('film.gif'), smallFilm());
    await drop(page, file('film.gif'));
    expect(await settled(page)).toBe('film.gif: 2 panels. Done');
    await page.getByText('the first of 3 frames is used').waitFor();
    const first = await csv(page);
    expect(first).toBe(await commandLineCsv('film.gif', '--panel', '1'));

    const frame = page.getByLabel('Frame, 0 … 2');
    await frame.fill('1');
    await frame.press('Enter');
    expect(await settled(page)).toMatch(/Done$/);
    const values = await csv(page);
    expect(values).not.toBe(first);
    const command = await copiedCommand(page);
    expect(command).toBe('unhue recover film.gif --frame=1 --panel=1 -o film.csv');
    expect(await commandLineCsv('film.gif', '--frame=1', '--panel=1')).toBe(values);
    writeFileSync(file('film.unhue.json'), (await exported(page, 'Project')).bytes);
    expect(await commandLineCsv('film.unhue.json', '--panel', '1')).toBe(values);

    await page.getByLabel('Frame by sliding').press('ArrowRight');
    expect(await settled(page)).toMatch(/Done$/);
    expect(await frame.inputValue()).toBe('2');
    expect(await csv(page)).toBe(first);
    await page.getByRole('radio', { name: '2' }).check();
    const last = await csv(page);
    expect(last).toBe(await commandLineCsv('film.gif', '--frame=2', '--panel=2'));
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await settled(page)).toMatch(/Done$/);
    expect(await csv(page)).not.toBe(last);

    await sharp(file('film.gif'), { animated: true }).webp({ lossless: true }).toFile(file('film.webp'));
    await drop(page, file('film.webp'));
    expect(await settled(page, 'film.webp')).toMatch(/^film\.webp: .*Done$/);
    await frame.fill('2');
    await frame.press('Enter');
    expect(await settled(page)).toMatch(/Done$/);
    expect(await csv(page)).toBe(await commandLineCsv('film.webp', '--frame=2', '--panel=2'));
    expect(faults).toEqual([]);
  });

  it('draws an svg, and says that its pixels are the browser’s', async () => {
    await closeAll(page);
    const picture = `data:image/png;base64,${smallFigure().toString('base64')}`;
    writeFileSync(
      file('small.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg" width="280" height="112"><image width="280" height="112" href="${picture}"/></svg>`,
    );
    await drop(page, file('small.svg'));
    expect(await settled(page)).toBe('small.svg: 2 panels. Done');
    await page.getByText('the browser drew this svg').waitFor();
    expect(faults).toEqual([]);
  });
});
