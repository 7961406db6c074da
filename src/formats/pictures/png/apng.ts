import sharp from 'sharp';
import { InputError } from '../../../model/errors.js';
import { pngChunk } from './pngChunk.js';

const SIGNATURE = 8;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** An animated PNG: frames of RGBA bytes as they are shown, and how long each is, in milliseconds. */
export interface ApngFilm {
  readonly width: number;
  readonly height: number;
  readonly delays: readonly number[];
  readonly frames: () => AsyncGenerator<Uint8ClampedArray>;
}

/** What a frame control chunk (fcTL) says, and the frame's own compressed data. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly delay: number;
  /** What becomes of the frame's part before the next one: 0 stays, 1 cleared, 2 as it was before. */
  readonly dispose: number;
  /** 1: drawn over what is there; 0: in its place. */
  readonly blend: number;
  readonly data: Uint8Array[];
}

/** Whether a file is a PNG with an animation: an acTL chunk before its first data. */
export function isApng(bytes: Uint8Array): boolean {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, SIGNATURE).toString('latin1') !== '\x89PNG\r\n\x1a\n')
    return false;
  for (const { type } of chunksOf(bytes)) {
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/**
 * The frames of an animated PNG, composed as the specification says (PNG, third edition, 2025: fcTL and fdAT chunks).
 *
 * @throws InputError if it is damaged
 */
export function apngFrames(bytes: Uint8Array, path: string): ApngFilm {
  const damaged = (what: string): InputError =>
    new InputError(`${path} is damaged or truncated: ${what}`, path, { code: 'input' });
  const shared: Chunk[] = [];
  const frames: Frame[] = [];
  let header: Uint8Array | undefined;
  for (const { type, data } of chunksOf(bytes)) {
    const frame = frames.at(-1);
    if (type === 'IHDR') header = data;
    else if (type === 'fcTL') frames.push(frameControl(data));
    // A default picture before the first frame control is none of the frames.
    else if (type === 'IDAT') frame?.data.push(data);
    else if (type === 'fdAT') frame?.data.push(data.subarray(4));
    else if (frames.length === 0 && type !== 'acTL') shared.push({ type, data });
  }
  if (header === undefined || header.length !== 13 || frames.length === 0) throw damaged('it has no frames');
  const head = header;
  const [width, height] = [Buffer.from(head).readUInt32BE(0), Buffer.from(head).readUInt32BE(4)];
  for (const { x, y, ...part } of frames)
    if (x + part.width > width || y + part.height > height) throw damaged('a frame lies outside of it');
  return {
    width,
    height,
    delays: frames.map(({ delay }) => delay),
    frames: async function* () {
      const canvas = new Uint8ClampedArray(4 * width * height);
      for (const frame of frames) {
        const before = frame.dispose === 2 ? canvas.slice() : undefined;
        const part = await decoded(head, shared, frame).catch((cause: Error) => {
          throw damaged(cause.message);
        });
        drawOn(canvas, width, frame, part);
        yield canvas.slice();
        if (before) canvas.set(before);
        else if (frame.dispose === 1)
          drawOn(canvas, width, { ...frame, blend: 0 }, new Uint8Array(part.length));
      }
    },
  };
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.readUInt32BE(at);
    yield { type: view.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function frameControl(data: Uint8Array): Frame {
  const view = Buffer.from(data);
  if (view.length < 26) throw new InputError('a frame of an animated png is damaged');
  const [, width, height, x, y] = Array.from({ length: 5 }, (_, k) => view.readUInt32BE(4 * k));
  const denominator = view.readUInt16BE(22) || 100;
  return {
    ...{ width: width!, height: height!, x: x!, y: y! },
    delay: (1000 * view.readUInt16BE(20)) / denominator,
    dispose: view[24]!,
    blend: view[25]!,
    data: [],
  };
}

/** A frame's own pixels: a PNG is made of its data, and read. */
async function decoded(header: Uint8Array, shared: readonly Chunk[], frame: Frame): Promise<Uint8Array> {
  const own = Buffer.from(header);
  own.writeUInt32BE(frame.width, 0);
  own.writeUInt32BE(frame.height, 4);
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', own),
    ...shared.map(({ type, data }) => pngChunk(type, data)),
    pngChunk('IDAT', Buffer.concat(frame.data)),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
  return sharp(png, { limitInputPixels: false, ignoreIcc: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
}

function drawOn(
  canvas: Uint8ClampedArray,
  canvasWidth: number,
  { width, height, x, y, blend }: Frame,
  part: Uint8Array,
): void {
  for (let row = 0; row < height; row++) {
    const to = 4 * ((y + row) * canvasWidth + x);
    const from = part.subarray(4 * row * width, 4 * (row + 1) * width);
    if (blend === 0) {
      canvas.set(from, to);
      continue;
    }
    for (let o = 0; o < from.length; o += 4) over(canvas, to + o, from, o);
  }
}

/** Porter and Duff's “over”, of colours that are not multiplied by alpha. */
function over(canvas: Uint8ClampedArray, to: number, from: Uint8Array, o: number): void {
  const alpha = from[o + 3]! / 255;
  if (alpha === 0) return;
  const beneath = (canvas[to + 3]! / 255) * (1 - alpha);
  const total = alpha + beneath;
  for (let c = 0; c < 3; c++) canvas[to + c] = (from[o + c]! * alpha + canvas[to + c]! * beneath) / total;
  canvas[to + 3] = 255 * total;
}
