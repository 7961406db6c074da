import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { browserSeconds, hasBrowser, launchBrowser } from '../web/chromium.js';
import { builtPage, servedPage } from '../web/servedPage.js';
import type { BenchArguments } from './arguments.js';
import { sizedFigure } from './fresh/sized.js';
import { markdownTable, median } from './score.js';

export const title = 'The page, with figures of half a megapixel';

/** Figures that are drawn, each dropped on a page of its own as png and as jpeg. */
export const count = 5;

/** Of a page in the proportions of a figure: 820 × 615 pixels. */
const longestSide = 820;

/**
 * What a step took: until something of what comes of it is seen, until the page says that it is done, and of processors in all
 * threads of the page and its workers.
 */
interface Cost {
  readonly seen: number;
  readonly wall: number;
  readonly cpu: number;
}

/** A correction as people make it, and what the page shows once it counts. */
const corrections: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['range typed', (page) => type(page, 'Range high', '1234')],
  ['tick typed', (page) => type(page, 'Tick 1 value', '-77')],
  ['colourmap turned round', (page) => page.getByLabel('Turned round').check()],
  ['axes typed', (page) => typeBoth(page, ['X at the left', 'X at the right'], ['3', '77'])],
  ['mask, a stroke of the brush', brush],
  ['cells counted', (page) => page.getByLabel('One value for each').selectOption('counted')],
  ['never smoothed', (page) => page.getByLabel('Smooth').selectOption('off')],
  ['colourmap by name', (page) => nameColourmap(page)],
  ['box, an edge moved by ten pixels', moveEdge],
];

export async function run({ seed, count: figures }: BenchArguments): Promise<string> {
  if (!hasBrowser) return 'Chromium was not found: CHROMIUM=/path names it.';
  const [server, { address, stop }] = [await launchBrowser(), await servedPage()];
  const browser = await chromium.connect(server.wsEndpoint());
  try {
    const costs = new Map<string, Cost[]>();
    const note = (what: string, cost: Cost) => costs.set(what, [...(costs.get(what) ?? []), cost]);
    for (let index = 0; index < figures; index++) {
      const { bytes } = await sizedFigure(seed, index, longestSide);
      const files = { png: sharp(bytes).png(), jpeg: sharp(bytes).jpeg({ quality: 90 }) };
      for (const [format, file] of Object.entries(files))
        await measureFigure(browser, address, await file.toBuffer(), (what, cost) =>
          note(`${format}: ${what}`, cost),
        );
    }
    const rows = [...costs].map(([what, all]) => [
      what,
      all.length,
      ...(['seen', 'wall', 'cpu'] as const).map((time) => median(all.map((cost) => cost[time])).toFixed(0)),
      Math.max(...all.map(({ cpu }) => cpu)).toFixed(0),
    ]);
    return [
      'From what was done until findings or a grid are drawn, and to “Done”; changes wait 120 ms for more of them. CPU: of all threads of the page, its workers’ included.',
      markdownTable(
        ['step', 'times', 'median ms until seen', 'median ms', 'median CPU ms', 'most CPU ms'],
        rows,
      ),
      await firstLoad(browser, address),
    ].join('\n\n');
  } finally {
    await browser.close();
    await server.close();
    stop();
  }
}

/** Drops a figure on a page that was just loaded, and on one that was left alone; corrects it there in each way, and takes each correction back. */
async function measureFigure(
  browser: Browser,
  address: string,
  figure: Buffer,
  note: (what: string, cost: Cost) => void,
): Promise<void> {
  const opened = async (): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(address);
    return page;
  };
  const timed = async (page: Page, what: string, step: () => Promise<unknown>): Promise<void> => {
    await quiet(page);
    const before = (await browserSeconds(browser)).get('renderer') ?? 0;
    const [seenAt, done] = [page.evaluate<number>(untilSeen), page.evaluate<number>(untilDone)];
    await step();
    const wall = await done;
    // Where nothing is drawn, nothing is seen.
    const seen = await Promise.race([seenAt, quiet(page).then(() => Number.NaN)]);
    await quiet(page);
    note(what, { seen, wall, cpu: 1000 * (((await browserSeconds(browser)).get('renderer') ?? 0) - before) });
  };
  const fresh = await opened();
  await timed(fresh, 'dropped at once', () => drop(fresh, figure));
  await fresh.context().close();
  const page = await opened();
  await leaveAlone(browser, page);
  await timed(page, 'dropped after a pause', () => drop(page, figure));
  for (const [what, correct] of corrections) {
    await timed(page, what, () => correct(page));
    const undone = page.evaluate(untilDone);
    await page.getByRole('button', { name: 'Undo' }).click();
    await undone;
  }
  await page.context().close();
}

/** An expression: milliseconds until the page's status has changed and says that it is done, or why not. */
const untilDone = `new Promise((resolve) => {
  const status = document.querySelector('[role=status]');
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (!/Done$|not |no /.test(status.textContent)) return;
    watch.disconnect();
    resolve(performance.now() - start);
  });
  watch.observe(status, { childList: true, characterData: true, subtree: true });
})`;

/** An expression: milliseconds until panels are drawn on the figure, or the grid is drawn. */
const untilSeen = `new Promise((resolve) => {
  const start = performance.now();
  const isPanel = (node) => node instanceof Element && node.matches('.findings .panel');
  const watch = new MutationObserver((changes) => {
    if (!changes.some(({ target, addedNodes }) => target.matches?.('[aria-label=Grid] canvas') || [...addedNodes].some(isPanel))) return;
    watch.disconnect();
    resolve(performance.now() - start);
  });
  watch.observe(document.body, { childList: true, attributes: true, subtree: true });
})`;

/**
 * Leaves a page alone for what people take to choose a file: three seconds of a processor that does nothing else, which are
 * more by the clock where others want it.
 */
async function leaveAlone(browser: Browser, page: Page): Promise<void> {
  const start = (await browserSeconds(browser)).get('renderer') ?? 0;
  for (let used = 0, before = -1; used < 3 && used > before; ) {
    before = used;
    await page.waitForTimeout(3000);
    used = ((await browserSeconds(browser)).get('renderer') ?? 0) - start;
  }
}

/** What is drawn after the page is done belongs to it. */
const quiet = (page: Page): Promise<void> => page.waitForTimeout(600);

async function drop(page: Page, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0))], 'figure'));
    return data;
  })()`);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Enter');
}

async function typeBoth(page: Page, labels: readonly string[], texts: readonly string[]): Promise<void> {
  for (const [k, label] of labels.entries()) await type(page, label, texts[k]!);
}

async function brush(page: Page): Promise<void> {
  await page.getByLabel('Pointer').selectOption('brush');
  const figure = page.getByRole('group', { name: /^Keys on the figure/ });
  for (const key of ['Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter']) await figure.press(key);
  await page.getByLabel('Pointer').selectOption('point');
}

async function nameColourmap(page: Page): Promise<void> {
  await page.getByLabel('Take it').selectOption('named');
  await page.locator('.maps button').first().click();
}

function moveEdge(page: Page): Promise<void> {
  return page
    .getByRole('button', { name: 'Plot area, right edge; arrow keys move it' })
    .press('Shift+ArrowLeft');
}

/** What the page loads until it is done with a figure, packed as servers do. */
async function firstLoad(browser: Browser, address: string): Promise<string> {
  const page = await (await browser.newContext()).newPage();
  const files = new Set<string>();
  page.context().on('request', (request) => {
    if (!request.serviceWorker()) files.add(new URL(request.url()).pathname.replace(/^\/$/, '/index.html'));
  });
  await page.goto(address);
  const done = page.evaluate(untilDone);
  await drop(page, (await sizedFigure(1, 0, longestSide)).bytes);
  await done;
  await page.context().close();
  const kilobytes = (wanted: (path: string) => boolean): string => {
    const sizes = [...files]
      .filter(wanted)
      .map((path) => gzipSync(readFileSync(join(builtPage, path))).length);
    return (sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(0);
  };
  const isExample = (path: string): boolean => /\.(png|jpg)$/.test(path);
  return `First load, until a figure is done: ${kilobytes((path) => !isExample(path))} kB gzipped, and ${kilobytes(isExample)} kB of examples’ pictures.`;
}
