import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { runHere } from '../cli/runUnhue.js';
import { servedPage } from './servedPage.js';

/** PDFs of the tests. */
export const documents = join(import.meta.dirname, '..', 'documents', 'fixtures');

/** The page, served and opened in a real browser. */
export interface Bench {
  /** Opens the page in a context of its own, and collects what should not happen there; a script runs before its own. */
  open(
    query?: string,
    options?: BrowserContextOptions,
    script?: string,
  ): Promise<{ page: Page; faults: string[] }>;
  close(): Promise<void>;
}

/** @param figure handed over by the server */
export async function startBench(figure?: string): Promise<Bench> {
  const { address, stop } = await servedPage(figure);
  const browser = await chromium.connect(await (await fetch(inject('browser'))).text());
  return {
    async open(query = '', options = {}, script = '') {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      await context.addInitScript(script);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
      page.on('pageerror', (error) => void faults.push(error.message));
      context.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
          faults.push(request.url());
      });
      await page.goto(address + query);
      return { page, faults };
    },
    async close() {
      await browser.close();
      stop();
    },
  };
}

/** Drops a file anywhere on the page. */
export async function drop(page: Page, path: string, name = basename(path)): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(readFileSync(path).toString('base64'))}), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], ${JSON.stringify(name)}));
      return data;
    })()`,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

/**
 * Waits until the page says that it is done, or why not; gives what it says.
 *
 * @param file what it says it of: of a file that was brought, the page says nothing before it is read
 */
export async function settled(page: Page, file = ''): Promise<string> {
  const status = page.getByRole('status').filter({ hasText: file });
  const ending = /Done$|expects|cancelled|not |no /;
  // What the page said of the figure before may still stand there, and be gone when it is read.
  for (;;) {
    await status.filter({ hasText: ending }).waitFor({ timeout: 60_000 });
    const text = (await status.textContent())!;
    if (ending.test(text) && text.includes(file)) return text;
  }
}

/** What a format's button downloads. */
export async function exported(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: format, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await buffer(await download.createReadStream()) };
}

export const csv = async (page: Page): Promise<string> => (await exported(page, 'CSV')).bytes.toString();

export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Puts away all figures that are open. */
export async function closeAll(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Close' });
  while (await close.isVisible()) await close.click();
}

/** The csv that the command line writes, run as its words are in a shell. */
export async function recoveredCsv(folder: string, ...words: string[]): Promise<string> {
  const { code, stderr, stdout } = await runHere(['recover', ...words, '-o', '-', '--quiet'], folder);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

/** An expression: the projects that are kept for the next visit, as text. */
export const keptProject = `new Promise((resolve) => {
  const request = indexedDB.open('unhue');
  request.onsuccess = () => {
    const all = request.result.transaction('projects').objectStore('projects').getAll();
    all.onsuccess = () => {
      request.result.close();
      resolve(all.result.map(({ text }) => text).join());
    };
  };
})`;

/**
 * What the page copies as its command. Taken as it is written: the browser's clipboard is shared with the pages of other tests,
 * which run at the same time.
 */
export async function copiedCommand(page: Page): Promise<string> {
  await page.evaluate(`{
    const own = Clipboard.prototype.writeText;
    navigator.clipboard.writeText = (text) => {
      globalThis.copied = text;
      return own.call(navigator.clipboard, text);
    };
  }`);
  await page.getByRole('button', { name: 'Copy as command line' }).click();
  await page.getByRole('status').filter({ hasText: 'clipboard' }).waitFor();
  return page.evaluate<string>('globalThis.copied');
}
