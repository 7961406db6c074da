import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { SaxesParser } from 'saxes';
import { InputError } from '../../model/errors.js';

/** A drawing's filters, patterns and references can ask for any amount of work: what it may take. */
export interface DrawingLimits {
  /** Seconds. */
  readonly seconds: number;
  /** Most pixels of the picture. */
  readonly maxPixels: number;
}

export const defaultSeconds = 20;
/** Memory of the process that draws, bytes: what is looked at where the system tells. */
const maxBytes = 1.5e9;
const glance = 50;

/**
 * Draws an svg in a process of its own, which is ended when it takes too long or too much: nothing else stops a drawing
 * that is under way.
 *
 * @param svg the file
 * @param name of the file, for messages
 * @returns the picture as png
 * @throws InputError if it can't be drawn within the limits
 * @throws Error with the program's reason if it can't be drawn at all
 */
export async function drawSvg(svg: Uint8Array, name: string, limits: DrawingLimits): Promise<Uint8Array> {
  const { seconds, maxPixels } = limits;
  const size = sizeOf(svg);
  if (size !== undefined && size.width * size.height > maxPixels)
    throw new InputError(
      `${name} has ${size.width} × ${size.height} pixels, more than the limit of ${maxPixels}`,
      name,
      { code: 'too-large', settings: ['maxPixels'], fields: { ...size, maxPixels } },
    );
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
    child.stdin.end(svg);
  });
}

/** Whether a file is a drawing: xml, plain or packed by gzip. */
export function isDrawing(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).replace(/^\uFEFF/, '');
  return start.trimStart().startsWith('<');
}

/** As much as comes before the end of the first tag. */
const headBytes = 65_536;

/** The size that the drawing says it has, in pixels of 1/96 inch; undefined where it says none in lengths. */
function sizeOf(svg: Uint8Array): { width: number; height: number } | undefined {
  const parser = new SaxesParser();
  let size: { width: number; height: number } | undefined;
  parser.on('error', () => {});
  parser.on('opentag', ({ name, attributes }) => {
    if (size !== undefined || !/^(svg:)?svg$/.test(name)) return;
    const [, , across, down] = (attributes.viewBox ?? '').split(/[\s,]+/);
    const [width, height] = [pixels(attributes.width ?? across), pixels(attributes.height ?? down)];
    size = { width, height };
  });
  parser.write(new TextDecoder().decode(svg.subarray(0, headBytes)));
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

/** Pixels a unit of length has; what is relative to something else is bounded when it is drawn. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

function pixels(length: string | undefined): number {
  const [, value, unit] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '') ?? [];
  return Number(value) * (units[unit?.toLowerCase() ?? ''] ?? Number.NaN);
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
