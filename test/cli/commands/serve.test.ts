import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageServer } from '../../../src/cli/serving/pageServer.js';
import { root, runUnhue, samples } from '../runUnhue.js';

interface Answer {
  readonly code: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** Asks as a browser would, or would not: the path goes out as it is. */
function ask(port: number, path: string, host = `127.0.0.1:${port}`, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: { host } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ code: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

describe('the server of the page', () => {
  let folder: string;
  let server: Server;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-serve-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'a.js'), '1');
    server = pageServer(folder, join(samples, 'figure.png')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('offers the page and the figure that it was given, and lets nothing else in', async () => {
    const page = await ask(port, '/?figure=x');
    expect([page.code, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask(port, '/a.js')).headers['content-type']).toMatch(/javascript/);
    const figure = await ask(port, '/figure/figure.png');
    expect(figure.body.equals(readFileSync(join(samples, 'figure.png')))).toBe(true);
    expect((await ask(port, '/a.js', undefined, 'HEAD')).body).toHaveLength(0);
  });

  it.each([
    ['/../package.json', 400],
    ['/%2e%2e/package.json', 400],
    ['/..%2fpackage.json', 400],
    ['/..%5cpackage.json', 400],
    ['//etc/passwd', 404],
    ['/%00', 400],
    ['/%zz', 400],
    ['/figure/notebook.png', 404],
    ['/figure/..%2f..%2fpackage.json', 400],
    ['/nothing.js', 404],
  ])('gives nothing outside of its folder: %s', async (path, code) => {
    const answer = await ask(port, path);
    expect([answer.code, answer.body.length]).toEqual([code, 0]);
  });

  it('answers to names of this machine only, and to no other method', async () => {
    expect((await ask(port, '/', 'evil.example')).code).toBe(403);
    expect((await ask(port, '/', `127.0.0.1.evil.example:${port}`)).code).toBe(403);
    expect((await ask(port, '/', `localhost:${port}`)).code).toBe(200);
    expect((await ask(port, '/', undefined, 'POST')).code).toBe(405);
  });
});

describe('unhue serve', () => {
  it('prints its address first, hands the figure over, and ends when interrupted', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'unhue.js'), 'serve', 'figure.png'], {
      cwd: samples,
    });
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const [, port] = /^http:\/\/127\.0\.0\.1:(\d+)\/\?figure=figure\.png\n$/.exec(line)!;
    expect((await ask(Number(port), '/figure/figure.png')).code).toBe(200);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('refuses a figure that is not there, and a port that is none', async () => {
    expect(await runUnhue(['serve', 'no-such.png'], samples)).toMatchObject({ code: 3, stdout: '' });
    expect(await runUnhue(['serve', '--port', '70000'], samples)).toMatchObject({ code: 2, stdout: '' });
  });
});
