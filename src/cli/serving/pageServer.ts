import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** The page loads its own files and nothing else, and no other page may frame or read it. */
const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/**
 * A server of the page's folder, and of one figure under `/figure/NAME`. It answers to names of this machine only, so that
 * no other site can reach it by pointing its own name here.
 *
 * @param folder the built page
 * @param figure path of the figure to hand over
 */
export function pageServer(folder: string, figure?: string): Server {
  return createServer((request, response) => {
    answer(request, response, folder, figure).catch(() => refuse(response, 500));
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  figure: string | undefined,
): Promise<void> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return refuse(response, 403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const path = pathOf(request.url ?? '/');
  if (path === undefined) return refuse(response, 400);
  const isFigure = figure !== undefined && path === `/figure/${basename(figure)}`;
  const file = isFigure ? figure : join(folder, path === '/' ? 'index.html' : path);
  if (!isFigure && !file.startsWith(folder + sep)) return refuse(response, 404);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return refuse(response, 404);
  const type = isFigure ? undefined : types[extname(file)];
  response.writeHead(200, {
    ...headers,
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Length': found.size,
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** The path of an address, decoded; undefined where it is none, or says something else to a file system. */
function pathOf(address: string): string | undefined {
  try {
    const path = decodeURIComponent(address.replace(/[?#].*$/s, ''));
    return path.startsWith('/') && !/[\0\\]|(^|\/)\.\.(\/|$)/.test(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, code: number): void {
  if (!response.headersSent) response.writeHead(code, { ...headers, 'Content-Type': 'text/plain' });
  response.end();
}
