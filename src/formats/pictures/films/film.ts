import { InputError } from '../../../model/errors.js';
import type { Warning } from '../../../model/warning.js';

/** An animation: frames as they are shown, and how long each is, in milliseconds. */
export interface Film {
  readonly format: 'gif' | 'png';
  readonly width: number;
  readonly height: number;
  readonly delays: readonly number[];
  /** One after the other, RGBA, alpha not premultiplied; each is the receiver's own. */
  readonly frames: () => AsyncGenerator<Uint8ClampedArray>;
}

/** What a frame draws on the canvas of its film, within it. */
export interface FramePart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Milliseconds. */
  readonly delay: number;
  /** What becomes of the part before the next frame: it stays, becomes transparent, or is again what it was before. */
  readonly disposal: 'keep' | 'clear' | 'restore';
  /** Over what is there, or in its place. */
  readonly blend: 'over' | 'replace';
  /** RGBA. */
  readonly pixels: () => Promise<ArrayLike<number>> | ArrayLike<number>;
}

/** The frames of a film, each composed on what those before it left. */
export async function* composed(
  width: number,
  height: number,
  parts: readonly FramePart[],
): AsyncGenerator<Uint8ClampedArray> {
  const canvas = new Uint8ClampedArray(4 * width * height);
  for (const part of parts) {
    const before = part.disposal === 'restore' ? canvas.slice() : undefined;
    draw(canvas, width, part, await part.pixels());
    yield canvas.slice();
    if (before) canvas.set(before);
    else if (part.disposal === 'clear')
      draw(canvas, width, { ...part, blend: 'replace' }, new Uint8Array(4 * part.width * part.height));
  }
}

function draw(
  canvas: Uint8ClampedArray,
  canvasWidth: number,
  { width, height, x, y, blend }: FramePart,
  pixels: ArrayLike<number>,
): void {
  for (let row = 0, from = 0; row < height; row++) {
    let to = 4 * ((y + row) * canvasWidth + x);
    for (let column = 0; column < width; column++, to += 4, from += 4)
      if (blend === 'over') over(canvas, to, pixels, from);
      else for (let c = 0; c < 4; c++) canvas[to + c] = pixels[from + c]!;
  }
}

/** Porter and Duff's “over”, of colours that are not multiplied by alpha. */
function over(canvas: Uint8ClampedArray, to: number, from: ArrayLike<number>, o: number): void {
  const alpha = from[o + 3]! / 255;
  if (alpha === 0) return;
  const beneath = (canvas[to + 3]! / 255) * (1 - alpha);
  const total = alpha + beneath;
  for (let c = 0; c < 3; c++) canvas[to + c] = (from[o + c]! * alpha + canvas[to + c]! * beneath) / total;
  canvas[to + 3] = 255 * total;
}

/**
 * A frame of a film by its number, from 0.
 *
 * @throws InputError if it has none of this number, or is damaged before it
 */
export async function frameOf(film: Film, number: number, name: string): Promise<Uint8ClampedArray> {
  let k = 0;
  for await (const frame of film.frames()) if (k++ === number) return frame;
  throw noSuchFrame(name, film.delays.length);
}

/** A frame was asked for that a file has not. */
export function noSuchFrame(name: string, frames: number, cause?: unknown): InputError {
  const held = frames === 1 ? 'a single picture' : `${frames} frames, the first of which is 0`;
  return new InputError(`${name} has no such frame: it holds ${held}`, name, {
    cause,
    code: 'no-such-frame',
    settings: ['frame'],
  });
}

/** What to say where one of several frames was taken without being asked for. */
export function firstFrameWarnings(frames: number, asked: number | undefined): Warning[] {
  return frames > 1 && asked === undefined
    ? [{ code: 'first-frame', message: `the first of ${frames} frames is used`, remedy: ['frame'] }]
    : [];
}
