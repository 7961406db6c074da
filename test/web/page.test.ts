import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Bench,
  closeAll,
  copiedCommand,
  csv,
  drop,
  exported,
  field,
  keptProject,
  recoveredCsv,
  settled,
  startBench,
} from './browser.js';
import { executablePath, hasBrowser } from './chromium.js';
import { parts, rightHalf, smallFigure } from './smallFigure.js';

describe.skipIf(!hasBrowser)(`the page (skipped without ${executablePath})`, () => {
  let bench: Bench;
  let folder: string;
  // One page for all, put back to the start by each: it is warm after the first figure.
  let page: Page;
  let faults: string[];
  const file = (name: string): string => join(folder, name);
  const commandLineCsv = (...words: string[]): Promise<string> => recoveredCsv(folder, ...words);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-page-'));
    writeFileSync(file('small.png'), smallFigure());
    writeFileSync(
      file('photo.jpg'),
      await sharp(smallFigure()).extract(rightHalf).jpeg({ quality: 90 }).toBuffer(),
    );
    bench = await startBench(file('small.png'));
    ({ page, faults } = await bench.open('?figure=small.png'));
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const nans = (text: string): number => text.split('NaN').length - 1;

  /** Types a number as people do, and waits for what comes of it. */
  async function type(label: string, text: string): Promise<void> {
    await field(page, label).fill(text);
    await field(page, label).press('Enter');
  }

  it('writes the csv that the command line writes: of a figure handed over, of a jpeg dropped', async () => {
    expect(await settled(page)).toBe('small.png: 2 panels. Done');
    // What a reload would hand over again.
    await page.evaluate("history.replaceState(null, '', './')");
    const { name, bytes } = await exported(page, 'CSV');
    expect(name).toBe('small-1.csv');
    expect(bytes.toString()).toBe(await commandLineCsv('small.png', '--panel', '1'));
    await drop(page, file('photo.jpg'));
    expect(await settled(page, 'photo.jpg')).toMatch(/^photo\.jpg: .*Done$/);
    expect(await csv(page)).toBe(await commandLineCsv('photo.jpg'));
    expect(faults).toEqual([]);
  });

  it('puts right what is typed, dragged and painted, takes all of it back, and keeps it', async () => {
    await closeAll(page);
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
    await type('Tick 1 value', '0');
    await page.getByRole('button', { name: 'Add tick' }).click();
    await type('Tick 2 value', '9');
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
    expect(nans(painted)).toBeGreaterThan(150);

    // The same by the command line.
    writeFileSync(file('small.mask.png'), (await exported(page, 'Mask')).bytes);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const command = await copiedCommand(page);
    const [, recover, ...words] = command.split(' ');
    expect([recover, ...words.slice(-2)]).toEqual(['recover', '-o', 'small.csv']);
    expect(await commandLineCsv(...words.slice(0, -2))).toBe(painted);

    // What unhue masked given back, and the same by the command line, from the picture of the mask.
    await page.getByLabel('Painting').selectOption('restore');
    const [left, top, right, bottom] = parts.mark;
    await page.mouse.move(at!.x + left * scale, at!.y + top * scale);
    await page.mouse.down();
    await page.mouse.move(at!.x + right * scale, at!.y + bottom * scale);
    await page.mouse.up();
    expect(await settled(page)).toMatch(/Done$/);
    const restored = await csv(page);
    expect(nans(painted) - nans(restored)).toBeGreaterThanOrEqual((right - left) * (bottom - top));
    writeFileSync(file('small.mask.png'), (await exported(page, 'Mask')).bytes);
    expect(await commandLineCsv(...words.slice(0, -2))).toBe(restored);

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
    expect(await csv(page)).toBe(restored);

    writeFileSync(file('small.unhue.json'), project.bytes);
    expect(await commandLineCsv('small.unhue.json')).toBe(restored);
    await closeAll(page);
    await page.locator('input[type=file]').setInputFiles([file('small.unhue.json'), file('small.png')]);
    expect(await settled(page)).toMatch(/Done$/);
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await settled(page)).toMatch(/Done$/);
    expect(await csv(page)).toBe(restored);
    expect(faults).toEqual([]);
  });

  it('takes a colourmap from a file, axes by two clicks each, and shows contours, colours and a report', async () => {
    await closeAll(page);
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
    await type('X at the first', '10');
    await type('X at the second', '14');
    await expect
      .poll(async () => Number(await field(page, 'X at the right').inputValue()))
      .toBeCloseTo(20, 0);
    expect(Number(await field(page, 'X at the left').inputValue())).toBeCloseTo(10, 0);
    expect(await settled(page)).toMatch(/Done$/);

    const values = await csv(page);
    const command = await copiedCommand(page);
    expect(command).toContain('--colourmap=map.csv');
    const words = command.split(' ').slice(2, -2);
    expect(await commandLineCsv(...words)).toBe(values);
    writeFileSync(file('small.unhue.json'), (await exported(page, 'Project')).bytes);
    expect(await commandLineCsv('small.unhue.json', '--panel', '1')).toBe(values);

    // Forty pixels are 50 µm long, and a rectangle has two hundred.
    for (const [label, text] of [
      ['Y at the bottom', '0'],
      ['Y at the top', '9'],
    ] as const)
      await type(label, text);
    expect(await settled(page)).toMatch(/Done$/);
    const figure = page.getByRole('group', { name: /^Keys on the figure/ });
    const draw = async (tool: string, ...moves: string[]): Promise<void> => {
      await page.getByLabel('Pointer').selectOption(tool);
      for (const key of ['Enter', ...moves, 'Enter']) await figure.press(key);
    };
    await draw('scaleBar', ...Array<string>(4).fill('Shift+ArrowRight'));
    await type('Length with unit, such as 50 µm', '50 µm');
    await draw('rectangle', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown');
    const said = await page.getByText('200 of 200 pixels with a value, area').textContent();
    const [, area] = /area ([\d.]+) in units of the axes, area 312\.5 µm²\.$/.exec(said!)!;
    expect(Number(area)).toBeCloseTo(2, 1);
    await draw('line', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await page.getByText(', length 25 µm.').waitFor();
    expect(await page.getByRole('status').textContent()).toMatch(/Done$/);
    expect(JSON.parse((await exported(page, 'Project')).bytes.toString()).scaleBar).toMatchObject({
      length: 50,
      unit: 'µm',
    });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByText(', length 25 µm.').count()).toBe(0);
    expect(await field(page, 'Length with unit, such as 50 µm').inputValue()).toBe('');

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

  it('shows names as text, and says in one sentence what is wrong with a file', async () => {
    await closeAll(page);
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
});
