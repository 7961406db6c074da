import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../cli/runUnhue.js';
import { type Bench, drop, executablePath, exported, hasBrowser, settled, startBench } from './browser.js';
import { parts, smallFigure } from './smallFigure.js';

const documents = join(import.meta.dirname, '..', 'documents', 'fixtures');

/** The second plot and the bar. */
const rightHalf = { left: 118, top: 0, width: 162, height: 112 };

describe.skipIf(!hasBrowser)(`the page (skipped without ${executablePath})`, () => {
  let bench: Bench;
  let folder: string;
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-page-'));
    writeFileSync(file('small.png'), smallFigure());
    writeFileSync(
      file('photo.jpg'),
      await sharp(smallFigure()).extract(rightHalf).jpeg({ quality: 90 }).toBuffer(),
    );
    bench = await startBench(file('small.png'));
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The csv that the command line writes, run as its words are in a shell. */
  async function commandLineCsv(...words: string[]): Promise<string> {
    const { code, stderr, stdout } = await runHere(['recover', ...words, '-o', '-', '--quiet'], folder);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout;
  }

  const csv = async (page: Page): Promise<string> => (await exported(page, 'CSV')).bytes.toString();
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

  /** Types a number as people do, and waits for what comes of it. */
  async function type(page: Page, label: string, text: string): Promise<void> {
    await field(page, label).fill(text);
    await field(page, label).press('Enter');
  }

  it('writes the csv that the command line writes: of a figure handed over, of a jpeg dropped', async () => {
    const { page, faults } = await bench.open('?figure=small.png');
    expect(await settled(page)).toBe('small.png: 2 panels. Done');
    const { name, bytes } = await exported(page, 'CSV');
    expect(name).toBe('small-1.csv');
    expect(bytes.toString()).toBe(await commandLineCsv('small.png', '--panel', '1'));
    await drop(page, file('photo.jpg'));
    expect(await settled(page)).toMatch(/^photo\.jpg: .*Done$/);
    expect(await csv(page)).toBe(await commandLineCsv('photo.jpg'));
    expect(faults).toEqual([]);
  });

  it('puts right what is typed, dragged and painted, takes all of it back, and keeps it', async () => {
    const { page, faults } = await bench.open();
    await page.locator('input[type=file]').setInputFiles(file('small.png'));
    expect(await settled(page)).toMatch(/Done$/);
    expect(await field(page, 'Range low').inputValue()).toBe('');
    for (const name of ['Figure', 'Grid'])
      await page.getByRole('region', { name, exact: true }).locator('canvas').waitFor();
    const first = await csv(page);
    await page.getByRole('radio', { name: '2' }).check();
    const second = await csv(page);
    expect(second).not.toBe(first);

    // Two ticks of the bar that carries no labels.
    await page.getByRole('button', { name: 'Add tick' }).click();
    await type(page, 'Tick 1 value', '0');
    await page.getByRole('button', { name: 'Add tick' }).click();
    await type(page, 'Tick 2 value', '9');
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();
    expect(await settled(page)).toMatch(/Done$/);
    const range = [await field(page, 'Range low').inputValue(), await field(page, 'Range high').inputValue()];
    expect(range.map(Number)).toEqual([expect.closeTo(0, 1), expect.closeTo(9, 1)]);
    expect(Number(await field(page, 'Confidence').textContent())).toBeGreaterThan(0.9);

    // A part of the plot, by its handle and by the keys.
    const handle = page.getByRole('button', { name: 'Plot area, right edge; arrow keys move it' });
    await handle.press('Shift+ArrowLeft');
    await handle.press('Shift+ArrowLeft');
    await handle.press('ArrowLeft');
    expect(await settled(page)).toMatch(/Done$/);
    expect(await field(page, 'Plot area right').inputValue()).toBe(String(parts.plots[1][2] - 21));

    // A hole painted into it.
    await page.getByLabel('Pointer').selectOption('box');
    const at = await page.locator('.picture').first().boundingBox();
    const scale = at!.width / 280;
    await page.mouse.move(at!.x + 150 * scale, at!.y + 30 * scale);
    await page.mouse.down();
    await page.mouse.move(at!.x + 160 * scale, at!.y + 50 * scale);
    await page.mouse.up();
    expect(await settled(page)).toMatch(/Done$/);
    const painted = await csv(page);
    expect(painted.match(/NaN/g)!.length).toBeGreaterThan(150);

    // The same by the command line.
    writeFileSync(file('small.mask.png'), (await exported(page, 'Mask')).bytes);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as command line' }).click();
    await page.getByRole('status').filter({ hasText: 'clipboard' }).waitFor();
    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    const [, recover, ...words] = command.split(' ');
    expect([recover, ...words.slice(-2)]).toEqual(['recover', '-o', 'small.csv']);
    expect(await commandLineCsv(...words.slice(0, -2))).toBe(painted);

    // Kept in a file, and over a reload.
    const project = await exported(page, 'Project');
    expect(JSON.parse(project.bytes.toString())).toMatchObject({
      figure: { path: 'small.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      options: { plot: { right: parts.plots[1][2] - 21 } },
    });

    const undo = page.getByRole('button', { name: 'Undo' });
    while (await undo.isEnabled()) await undo.click();
    expect(await settled(page)).toMatch(/Done$/);
    expect(await csv(page)).toBe(second);
    const redo = page.getByRole('button', { name: 'Redo' });
    while (await redo.isEnabled()) await redo.click();
    await expect.poll(() => page.evaluate(keptProject)).toContain('"tool": "box"');
    await page.reload();
    expect(await settled(page)).toMatch(/Done$/);
    expect(await csv(page)).toBe(painted);

    writeFileSync(file('small.unhue.json'), project.bytes);
    expect(await commandLineCsv('small.unhue.json')).toBe(painted);
    const other = await bench.open();
    await other.page.locator('input[type=file]').setInputFiles([file('small.unhue.json'), file('small.png')]);
    expect(await settled(other.page)).toMatch(/Done$/);
    await other.page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await settled(other.page)).toMatch(/Done$/);
    expect(await csv(other.page)).toBe(painted);
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('takes a colourmap from a file, axes by two clicks each, and shows contours, colours and a report', async () => {
    const { page, faults } = await bench.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await drop(page, file('small.png'));
    expect(await settled(page)).toMatch(/Done$/);
    const rows = Array.from({ length: 256 }, (_, i) => [i / 255, (i * i) / 255 ** 2, 1 - i / 255].join());
    writeFileSync(file('map.csv'), rows.join('\n'));
    await page.getByLabel('Take it').selectOption('file');
    await page.getByLabel('Colourmap file').setInputFiles(file('map.csv'));
    await page.getByRole('definition').filter({ hasText: '(file)' }).waitFor();
    expect(await settled(page)).toMatch(/Done$/);

    // Two places on the x axis of the first plot: its left edge, and forty pixels further.
    const at = (await page.locator('.picture').first().boundingBox())!;
    const scale = at.width / 280;
    const [left] = parts.plots[0];
    await page.getByRole('button', { name: 'X by two clicks' }).click();
    await page.mouse.click(at.x + left * scale, at.y + 60 * scale);
    await page.mouse.click(at.x + (left + 40) * scale, at.y + 60 * scale);
    await type(page, 'X at the first', '10');
    await type(page, 'X at the second', '14');
    await expect
      .poll(async () => Number(await field(page, 'X at the right').inputValue()))
      .toBeCloseTo(20, 0);
    expect(Number(await field(page, 'X at the left').inputValue())).toBeCloseTo(10, 0);
    expect(await settled(page)).toMatch(/Done$/);

    const values = await csv(page);
    await page.getByRole('button', { name: 'Copy as command line' }).click();
    await page.getByRole('status').filter({ hasText: 'clipboard' }).waitFor();
    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(command).toContain('--colourmap=map.csv');
    const words = command.split(' ').slice(2, -2);
    expect(await commandLineCsv(...words)).toBe(values);
    writeFileSync(file('small.unhue.json'), (await exported(page, 'Project')).bytes);
    expect(await commandLineCsv('small.unhue.json', '--panel', '1')).toBe(values);

    await page.getByLabel('Contour lines').check();
    await page.getByRole('img', { name: 'contour lines' }).waitFor();
    await page.getByText('Colours in 3-D').click();
    const space = page.getByRole('img', { name: /^Colours of the panel/ });
    await space.press('ArrowLeft');
    expect((await space.screenshot()).length).toBeGreaterThan(3000);
    const { name, bytes } = await exported(page, 'Report');
    expect(name).toBe('small-1.html');
    const report = bytes.toString();
    for (const part of ['<!doctype html>', '<h1>small.png</h1>', 'Plotly', 'id="space-data"'])
      expect(report).toContain(part);
    expect(faults).toEqual([]);
  });

  it('goes on answering while a picture of 25 million pixels is read and recovered', async () => {
    // Twenty-five times the small figure's width and height, each pixel a block.
    const large = await sharp(smallFigure()).resize(7000, 2800, { kernel: 'nearest' });
    const figure = await large
      .extend({ bottom: 800, background: '#fff' })
      .png({ compressionLevel: 1 })
      .toBuffer();
    writeFileSync(file('large.png'), figure);
    const { page, faults } = await bench.open();
    await page.evaluate(watchedTasks);
    await page.locator('input[type=file]').setInputFiles(file('large.png'));
    await page
      .getByRole('status')
      .filter({ hasText: /large\.png: .*Done$/ })
      .waitFor({ timeout: 110_000 });
    const long = await page.evaluate<number[]>('globalThis.longTasks');
    // A machine that is busy otherwise makes any task longer: what counts is that none of them grows with the picture.
    expect(long.filter((milliseconds) => milliseconds > 500)).toEqual([]);
    expect(faults).toEqual([]);
  });

  describe('of a PDF', () => {
    it.each(['vector.pdf', 'picture.pdf'])(
      'recovers the numbers that the command line does: %s',
      async (name) => {
        const { page, faults } = await bench.open();
        await drop(page, join(documents, name));
        expect(await settled(page)).toBe(`${name}, page 1: one panel. Done`);
        const { name: written, bytes } = await exported(page, 'CSV');
        expect(written).toBe(name.replace('.pdf', '-p1.csv'));
        const path = join(documents, name);
        expect(bytes.toString()).toBe(await commandLineCsv(path, '--meta', 'own.json', '--force'));
        const {
          page: number,
          pageBox,
          sha256,
        } = JSON.parse((await exported(page, 'Sidecar')).bytes.toString());
        const own = JSON.parse(readFileSync(file('own-p1.json'), 'utf8'));
        expect({ number, pageBox, sha256 }).toEqual({ number: 1, pageBox: own.pageBox, sha256: own.sha256 });
        expect(faults).toEqual([]);
      },
    );

    it('marks the figures on its pages, keeps which is which, and says the command for each', async () => {
      const { page, faults } = await bench.open();
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await drop(page, join(documents, 'paper.pdf'));
      expect(await settled(page)).toBe('paper.pdf, page 1: one panel. Done');
      const other = page.getByRole('button', { name: 'Figure 1 of page 3' });
      await other.click();
      expect(await settled(page)).toBe('paper.pdf, page 3: one panel. Done');
      const values = await csv(page);
      await page.getByRole('button', { name: 'Copy as command line' }).click();
      await page.getByRole('status').filter({ hasText: 'clipboard' }).waitFor();
      const command = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(command).toBe('unhue recover paper.pdf --page=3 --panel=1 -o paper.csv');
      expect(await commandLineCsv(join(documents, 'paper.pdf'), '--page=3', '--panel=1')).toBe(values);
      const project = await exported(page, 'Project');
      copyFileSync(join(documents, 'paper.pdf'), file('paper.pdf'));
      writeFileSync(file('paper.unhue.json'), project.bytes);
      expect(
        (await runHere(['recover', 'paper.unhue.json', '-o', 'paper.csv', '--quiet'], folder)).code,
      ).toBe(0);
      expect(readFileSync(file('paper-p3-1.csv'), 'utf8')).toBe(values);

      await expect.poll(() => page.evaluate(keptProject)).toContain('"page": 3');
      await page.reload();
      expect(await settled(page)).toBe('paper.pdf, page 3: one panel. Done');
      expect(await other.getAttribute('aria-pressed')).toBe('true');
      await drop(page, join(documents, 'encrypted.pdf'));
      await page.getByRole('status').filter({ hasText: 'encrypted.pdf is encrypted' }).waitFor();
      expect(faults).toEqual([]);
    });

    it('has no words for places in its pixels, on the command line or in a project that this takes', async () => {
      const { page } = await bench.open();
      await drop(page, join(documents, 'vector.pdf'));
      expect(await settled(page)).toMatch(/Done$/);
      await page
        .getByRole('button', { name: 'Plot area, right edge; arrow keys move it' })
        .press('ArrowLeft');
      expect(await settled(page)).toMatch(/Done$/);
      writeFileSync(file('vector.unhue.json'), (await exported(page, 'Project')).bytes);
      copyFileSync(join(documents, 'vector.pdf'), file('vector.pdf'));
      const { code, stderr } = await runHere(['recover', 'vector.unhue.json', '-o', '-', '--quiet'], folder);
      expect([code, stderr]).toEqual([2, expect.stringContaining('pages are drawn at sizes of their own')]);
      await page.getByRole('button', { name: 'Copy as command line' }).click();
      await page.getByRole('status').filter({ hasText: 'draws the whole page' }).waitFor();
    });
  });

  it('draws an svg, and says that its pixels are the browser’s', async () => {
    const { page, faults } = await bench.open();
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

  it('opens without a network once it was open with one', async () => {
    const { page } = await bench.open();
    await page.evaluate('navigator.serviceWorker.ready');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: 'figure.png' }).click();
    expect(await settled(page)).toMatch(/^figure\.png: .*Done$/);
  });

  it('shows names as text, and says in one sentence what is wrong with a file', async () => {
    const { page, faults } = await bench.open();
    const nasty = `<img src=x onerror="document.title='taken over'">`;
    const said = page.getByRole('status');
    writeFileSync(file('text.txt'), 'no picture');
    await drop(page, file('text.txt'), `${nasty}.png`);
    await said.filter({ hasText: `${nasty}.png is not a picture that this page can read` }).waitFor();
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='taken over'"><script>document.title='taken over'</script></svg>`;
    writeFileSync(file('bad.svg'), svg);
    await drop(page, file('bad.svg'), 'bad.svg');
    await said.filter({ hasText: 'bad.svg is no svg that this browser can draw' }).waitFor();
    const project = {
      unhue: nasty,
      figure: { path: nasty, sha256: null },
      options: { plot: nasty },
    };
    writeFileSync(file('bad.json'), JSON.stringify(project));
    await drop(page, file('bad.json'), 'bad.unhue.json');
    await said.filter({ hasText: 'bad.unhue.json: options.plot expects' }).waitFor();
    await drop(page, file('small.png'), nasty);
    await said.filter({ hasText: `${nasty}: 2 panels. Done` }).waitFor();
    expect(await page.title()).toBe('unhue');
    expect(faults).toEqual([]);
  });

  it.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 360 },
  ] as const)(
    'can be used by everybody: no violation that axe knows of, %o',
    async ({ colorScheme, width }) => {
      const { page } = await bench.open('', { colorScheme, viewport: { width, height: 800 } });
      await drop(page, file('small.png'));
      expect(await settled(page)).toMatch(/Done$/);
      await page.getByLabel('Take it').selectOption('named');
      await page.locator('.maps button').first().waitFor();
      await page.getByLabel('Pointer').selectOption('brush');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByLabel('Contour lines').check();
      await page.getByText('Colours in 3-D').click();
      await page.getByText('Histogram').click();
      await page.getByRole('button', { name: 'X by two clicks' }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`)).toEqual(
        [],
      );
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

      await drop(page, join(documents, 'vector.pdf'));
      await page.getByRole('button', { name: 'Figure 1 of page 1' }).waitFor();
      expect(await settled(page)).toMatch(/Done$/);
      const pages = await new AxeBuilder({ page }).analyze();
      expect(pages.violations.map(({ id }) => id)).toEqual([]);
      for (let open = 2; open > 0; open--) await page.getByRole('button', { name: 'Close' }).click();
      const empty = await new AxeBuilder({ page }).analyze();
      expect(empty.violations.map(({ id }) => id)).toEqual([]);
    },
  );

  it('reads a value under a finger, and keeps it when the finger is lifted', async () => {
    const { page, faults } = await bench.open('', { hasTouch: true, viewport: { width: 360, height: 740 } });
    await drop(page, file('small.png'));
    expect(await settled(page)).toMatch(/Done$/);
    const at = (await page.locator('.picture').first().boundingBox())!;
    const scale = at.width / 280;
    await page.touchscreen.tap(at.x + 60 * scale, at.y + 50 * scale);
    await page.getByText(/at x .*, y .*\(data\)/).waitFor();
    expect(faults).toEqual([]);
  });
});

/** Notes how long the tasks of the window are that browsers call long: over 50 milliseconds. */
const watchedTasks = `(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
})()`;

/** The projects that are kept for the next visit, as text. */
const keptProject = `new Promise((resolve) => {
  const request = indexedDB.open('unhue');
  request.onsuccess = () => {
    const all = request.result.transaction('projects').objectStore('projects').getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result.map(({ text }) => text).join());
    };
  };
})`;
