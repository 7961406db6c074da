import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** An address that answers with that of the browser, which the first question starts. */
    readonly browser: string;
  }
}

/** One browser for all files of tests, started by the first that asks for it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  let browser: Promise<BrowserServer> | undefined;
  const server = createServer(async (_, answer) => {
    browser ??= import('./chromium.js').then(({ launchBrowser }) => launchBrowser());
    answer.end((await browser).wsEndpoint());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provide('browser', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return async () => {
    server.close();
    await (await browser)?.close();
  };
}
