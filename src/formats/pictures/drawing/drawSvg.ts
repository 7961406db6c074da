import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../../../model/errors.js';
import { drawingCost } from './drawingCost.js';
import { sizeOf } from './lengths.js';
import { readDrawing } from './readDrawing.js';

/** A drawing's filters, patterns and references can ask for any amount of work: what it may take. */
export interface DrawingLimits {
  /** Seconds of drawing; they bound the operations that it may ask for, too. */
  readonly seconds: number;
  /** Most pixels of the picture. */
  readonly maxPixels: number;
}

export const defaultSeconds = 20;
/** Memory of the process that draws, bytes: what is looked at where the system tells. */
const maxBytes = 1.5e9;
const glance = 50;
/** Bytes: librsvg loads a million elements, which are seldom longer than 256 characters each. */
const mostUnpacked = 256 * 2 ** 20;
/** Operations (`drawingCost`) in a second at best: what asks for more than the time allows at this pace is never done. */
const operationsPerSecond = 5e8;
/** What can make a short file much work. */
const multipliers = ['filter', 'use', 'mask', 'pattern', 'clip', 'opacity', 'blend'];

/**
 * Draws an svg in a process of its own, which is ended when it takes too long or too much: nothing else stops a drawing
 * that is under way.
 *
 * @param svg the file
 * @param name of the file, for messages
 * @returns the picture as png
 * @throws InputError if it can't be drawn within the limits; where it says so itself, before it is drawn
 * @throws Error with the program's reason if it can't be drawn at all
 */
export async function drawSvg(svg: Uint8Array, name: string, limits: DrawingLimits): Promise<Uint8Array> {
  const plain = unpacked(svg, name);
  checkWork(plain, name, limits);
  const { seconds, maxPixels } = limits;
  const library = pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, library, String(maxPixels)]);
    const drawn: Buffer[] = [];
    let said = '';
    let ended: InputError | undefined;
    const end = (what: string, code: string): void => {
      ended ??= new InputError(`${name} ${what}`, name, { code, settings: ['timeout'] });
      child.kill('SIGKILL');
    };
    const late = setTimeout(() => end(`took longer than ${seconds} s to draw`, 'too-slow'), 1000 * seconds);
    const watch = setInterval(async () => {
      const pages = Number(
        (await readFile(`/proc/${child.pid}/statm`, 'utf8').catch(() => '')).split(' ')[1],
      );
      if (4096 * pages > maxBytes) end(`takes more than ${maxBytes / 1e9} GB to draw`, 'too-large');
    }, glance);
    const stop = (): void => {
      clearTimeout(late);
      clearInterval(watch);
    };
    child.stdout.on('data', (chunk: Buffer) => drawn.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 4096) said += text;
    });
    // A process that ends early closes its input before all of it is written: its exit code says so.
    child.stdin.on('error', () => {});
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code) => {
      stop();
      if (ended) return reject(ended);
      if (code === 0) return resolve(Buffer.concat(drawn));
      const reason = /^drawing: (.*)$/m.exec(said)?.[1] ?? 'the drawing program ended early';
      reject(new Error(reason));
    });
    child.stdin.end(plain);
  });
}

/**
 * @returns the drawing, unpacked if it was packed
 * @throws InputError if it unpacks to more than a drawing can hold
 * @throws Error if it can't be unpacked
 */
export function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostUnpacked });
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') throw cause;
    throw new InputError(`${name} unpacks to more than ${mostUnpacked / 2 ** 20} MiB`, name, {
      cause,
      code: 'too-large',
    });
  }
}

/** Refuses, from what it says alone, a drawing that is too large or asks for more work than its time allows. */
function checkWork(svg: Uint8Array, name: string, { seconds, maxPixels }: DrawingLimits): void {
  const head = readDrawing(svg, true);
  const size = head && sizeOf(head);
  if (size === undefined) return;
  if (size.width * size.height > maxPixels)
    throw new InputError(
      `${name} has ${size.width} × ${size.height} pixels, more than the limit of ${maxPixels}`,
      name,
      { code: 'too-large', settings: ['maxPixels'], fields: { ...size, maxPixels } },
    );
  // Without any of these a drawing is as much work as it is long.
  const text = Buffer.from(svg.buffer, svg.byteOffset, svg.byteLength);
  if (!multipliers.some((word) => text.includes(word))) return;
  const operations = drawingCost(readDrawing(svg)!, size.width, size.height);
  const allowed = seconds * operationsPerSecond;
  if (operations > allowed)
    throw new InputError(
      `${name} asks for ${operations.toPrecision(2)} operations to draw, more than the ${allowed.toPrecision(2)} that ${seconds} s allow`,
      name,
      { code: 'too-costly', settings: ['timeout'], fields: { operations, allowed, seconds } },
    );
}

/** What the process does: reads a drawing from its input, and writes the picture. Errors are one line. */
const program = `
const [library, maxPixels] = process.argv.slice(1);
const { default: sharp } = await import(library);
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
try {
  const drawing = sharp(Buffer.concat(chunks), { limitInputPixels: Number(maxPixels), failOn: 'error' });
  process.stdout.write(await drawing.ensureAlpha().png({ compressionLevel: 1 }).toBuffer());
} catch (error) {
  process.stderr.write('\\ndrawing: ' + String(error.message).trim().split('\\n').join('; ').slice(0, 300) + '\\n');
  process.exitCode = 1;
}
`;
