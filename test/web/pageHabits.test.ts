import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { CDPSession, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, closeAll, csv, drop, keptProject, settled, startBench } from './browser.js';
import { executablePath, hasBrowser } from './chromium.js';
import { parts, rightHalf, smallFigure, smallFilm } from './smallFigure.js';
import { smallPaper } from './smallPaper.js';

/**
 * What a task of the window may take of the time that workers take for a picture of 25 million pixels: 25 ms, which nobody notices,
 * where that is two and a half seconds. On slower machines, and beside other programs, both take longer.
 */
const unnoticed = 0.025 / 2.5;

/** A script: what a browser says that saves data, whose page does not rehearse. */
const saving = `Object.defineProperty(navigator, 'connection', { value: { saveData: true } });`;

describe.skipIf(!hasBrowser)(`the page, as it is used (skipped without ${executablePath})`, () => {
  let bench: Bench;
  let folder: string;
  // One page for most, put back to the start by each: it is warm after the first figure. No rehearsal runs beside.
  let page: Page;
  let faults: string[];
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-page-'));
    writeFileSync(file('small.png'), smallFigure());
    bench = await startBench();
    ({ page, faults } = await bench.open('', {}, saving));
  });
  afterAll(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens without a network once it was open with one', async () => {
    await page.evaluate('navigator.serviceWorker.ready');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: 'figure.png' }).click();
    expect(await settled(page)).toMatch(/^figure\.png: .*Done$/);
    await page.context().setOffline(false);
  });

  it('never keeps its window busy while a picture of 25 million pixels is read and recovered', async () => {
    // A plot and its bar six times as wide and high as in the small figure, each pixel a block, with paper around them.
    const half = await sharp(smallFigure()).extract(rightHalf).toBuffer();
    const large = sharp(half).resize(972, 672, { kernel: 'nearest' });
    const figure = await large
      .extend({ right: 4028, bottom: 4328, background: '#fff' })
      .png({ compressionLevel: 1 })
      .toBuffer();
    writeFileSync(file('large.png'), figure);
    await closeAll(page);
    const tasksOf = await watchedTasks(await page.context().newCDPSession(page));
    await page.locator('input[type=file]').setInputFiles(file('large.png'));
    await page
      .getByRole('status')
      .filter({ hasText: /large\.png: .*Done$/ })
      .waitFor({ timeout: 110_000 });
    await page.getByRole('region', { name: 'Grid' }).locator('canvas').waitFor();
    await expect.poll(() => page.evaluate(keptProject)).toContain('large.png');
    const tasks = await tasksOf();
    const window = tasks('CrRendererMain');
    const workers = tasks('DedicatedWorker thread').reduce((sum, task) => sum + task, 0);
    expect(window.length).toBeGreaterThan(100);
    expect(Math.max(...window)).toBeLessThan(unnoticed * workers);
    expect(faults).toEqual([]);
  });

  it('does by keys what the pointer does, shows what was found before it is decoded, and what is painted out before that is recovered', async () => {
    await closeAll(page);
    await page.evaluate(watchedSteps);
    await drop(page, file('small.png'));
    expect(await settled(page)).toMatch(/Done$/);
    await page.getByRole('region', { name: 'Grid' }).locator('canvas').waitFor();
    const found = await page.evaluate<Step[]>('watched()');
    // Boxes of two plots and of their bar.
    expect(found.some(({ text, boxes }) => text.includes('as found') && boxes === 4)).toBe(true);
    const figure = page.getByRole('group', { name: /^Keys on the figure/ });
    // From the middle of the first plot.
    await figure.press('ArrowRight');
    await page.getByText(/at x .*, y .*\(data\)/).waitFor();
    await page.getByLabel('Pointer').selectOption('box');
    for (const key of ['Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter']) await figure.press(key);
    await expect.poll(() => page.getByRole('button', { name: 'Unmask all' }).isEnabled()).toBe(true);
    expect(await settled(page)).toMatch(/Done$/);
    const painted = (await page.evaluate<Step[]>('watched()')).slice(found.length);
    const before = found.at(-1)!.empty;
    const first = painted.find(({ empty }) => empty === before + 100)!;
    expect(first.text).toMatch(/^Waiting/);
    // What is written is what was recovered.
    expect((await csv(page)).match(/NaN/g)).toHaveLength(100);

    // It is shown again, too, where the next stroke's recovery is cancelled.
    await page.evaluate(cancelAtOnce);
    for (const key of ['Enter', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Enter']) await figure.press(key);
    await page.getByText(/small\.png: cancelled: the numbers are those from before/).waitFor();
    const emptyNow = async () => (await page.evaluate<Step[]>('watched()')).at(-1)!.empty;
    await expect.poll(emptyNow).toBe(before + 100);
    expect((await csv(page)).match(/NaN/g)).toHaveLength(100);
    expect(faults).toEqual([]);
  });

  it('can be used by everybody: no violation that axe knows of, wide and light, narrow and dark', async () => {
    // As a visit begins, and not as the tests before have left it.
    await page.reload();
    expect(await settled(page)).toMatch(/Done$/);
    await closeAll(page);
    await faultless(page);
    writeFileSync(file('film.gif'), smallFilm());
    await drop(page, file('film.gif'));
    expect(await settled(page)).toMatch(/Done$/);
    await page.getByLabel('Take it').selectOption('named');
    await page.locator('.maps button').first().waitFor();
    await page.getByLabel('Pointer').selectOption('brush');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByLabel('Contour lines').check();
    await page.getByText('Colours in 3-D').click();
    await page.getByText('Histogram').click();
    await page.getByRole('button', { name: 'X by two clicks' }).click();
    await faultless(page);
    writeFileSync(file('paper.pdf'), smallPaper([1]));
    await drop(page, file('paper.pdf'));
    await page.getByRole('button', { name: 'Figure 1 of page 1' }).waitFor();
    // All else is as it was.
    await faultless(page, '.pages');
  });

  it('rehearses unseen while nobody has brought a figure, but not where the browser saves data', async () => {
    // Nor does anything wait for a pause.
    const watched = `globalThis.rehearsals = 0;
      const later = globalThis.setTimeout;
      globalThis.setTimeout = (call, _, ...given) => later(call, 0, ...given);
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, transfer) {
        if (message.rehearse) globalThis.rehearsals++;
        postMessage.call(this, message, transfer);
      };`;
    const other = await bench.open('', {}, watched);
    await expect.poll(() => other.page.evaluate('rehearsals')).toBe(1);
    expect(await other.page.getByRole('status').textContent()).toBe('Drop, paste or choose a figure');
    await other.page.context().close();
    const spared = await bench.open('', {}, saving + watched);
    await spared.page.evaluate('navigator.serviceWorker.ready');
    expect(await spared.page.evaluate('rehearsals')).toBe(0);
    expect([...other.faults, ...spared.faults]).toEqual([]);
  });

  it('reads a value under a finger, keeps it when the finger is lifted, and zooms with two', async () => {
    const touched = { hasTouch: true, viewport: { width: 360, height: 740 } };
    const { page, faults } = await bench.open('', touched, saving);
    await drop(page, file('small.png'));
    expect(await settled(page)).toMatch(/Done$/);
    const at = (await page.locator('.picture').first().boundingBox())!;
    const scale = at.width / 280;
    const [left, top] = parts.plots[0];
    const [x, y] = [at.x + (left + 48) * scale, at.y + (top + 40) * scale];
    await page.touchscreen.tap(x, y);
    await page.getByText(/at x .*, y .*\(data\)/).waitFor();

    // Two fingers zoom the page, also where one would paint.
    await page.getByLabel('Pointer').selectOption('brush');
    const now = (await page.locator('.picture').first().boundingBox())!;
    const [middleX, middleY] = [now.x + now.width / 2, now.y + now.height / 2];
    await pinch(await page.context().newCDPSession(page), middleX, middleY, 40, 200);
    await expect.poll(() => page.evaluate<number>('visualViewport.scale')).toBeGreaterThan(1.2);
    expect(await page.getByRole('button', { name: 'Unmask all' }).isDisabled()).toBe(true);
    expect(await settled(page)).toMatch(/Done$/);
    expect(faults).toEqual([]);
  });
});

/** What the page showed when it changed: its words of values and of what is going on, boxes on the figure, empty pixels of the grid. */
interface Step {
  readonly text: string;
  readonly boxes: number;
  readonly empty: number;
}

/** A script: `watched()` gives all steps of the page since. */
const watchedSteps = `(() => {
  const steps = [];
  globalThis.watched = () => steps;
  const emptyOf = (canvas) => {
    if (!canvas || canvas.width === 0) return -1;
    const context = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, o) => o % 4 === 3 && value === 0).length;
  };
  new MutationObserver(() => {
    const text = document.querySelector('[role=status]').textContent + (document.querySelector('.facts dl')?.textContent ?? '');
    const boxes = document.querySelectorAll('.findings .panel rect').length;
    steps.push({ text, boxes, empty: emptyOf(document.querySelector('[aria-label=Grid] canvas')) });
  }).observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
})()`;

/** A script: whatever is begun from now on is cancelled as soon as that is offered. */
const cancelAtOnce = `new MutationObserver(() => {
  for (const button of document.querySelectorAll('button'))
    if (button.textContent === 'Cancel') button.click();
}).observe(document.body, { childList: true, subtree: true })`;

/** Both looks of what the page shows now, or of a part of it, have no violation, and are not wider than the window. */
async function faultless(page: Page, part = 'html'): Promise<void> {
  for (const [colorScheme, width] of [['light', 1280] as const, ['dark', 360] as const]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    // The page has no frame whose findings a page of their own would have to gather.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .include(part)
      .options({ resultTypes: ['violations'] })
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('; ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  }
}

/** Moves two fingers beside a place apart, from one distance to another. */
async function pinch(session: CDPSession, x: number, y: number, from: number, to: number): Promise<void> {
  const fingers = (distance: number) => [
    { x: x - distance / 2, y, id: 0 },
    { x: x + distance / 2, y, id: 1 },
  ];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: ReturnType<typeof fingers>) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', fingers(from));
  for (let step = 1; step <= 10; step++) await touch('touchMove', fingers(from + (step / 10) * (to - from)));
  await touch('touchEnd', []);
}

/** What a trace of the browser tells of a task: times are microseconds, those of the processor `tdur`. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Notes how long the browser's tasks take, from now on: in milliseconds of the processor's time, which other programs make less
 * longer than those of the clock.
 *
 * @returns ends it, and gives the times of the tasks of threads by their name
 */
async function watchedTasks(session: CDPSession): Promise<() => Promise<(thread: string) => number[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] },
  });
  return async () => {
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    const named = events.filter(({ name }) => name === 'thread_name');
    const nameOf = new Map(named.map(({ pid, tid, args }) => [`${pid} ${tid}`, args?.name]));
    const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
    return (thread) =>
      tasks
        .filter(({ pid, tid }) => nameOf.get(`${pid} ${tid}`) === thread)
        .map(({ tdur = 0 }) => tdur / 1000);
  };
}
