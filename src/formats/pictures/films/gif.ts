import { InputError } from '../../../model/errors.js';
import { joinedBytes } from '../../numbers/joinedBytes.js';
import { composed, type Film, type FramePart } from './film.js';
import { unpackLzw } from './lzw.js';

/** The marks that blocks begin with (GIF89a, 1990). */
const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;

/** What becomes of a frame's part, by its number; 4 is a widespread mistake for 3. */
const disposals: readonly FramePart['disposal'][] = ['keep', 'keep', 'clear', 'restore', 'restore'];

/** What stands before a frame, for it alone. */
interface Control {
  readonly disposal: FramePart['disposal'];
  readonly delay: number;
  /** The colour that stands for none; undefined where each is one. */
  readonly transparent?: number;
}

const noControl: Control = { disposal: 'keep', delay: 0 };

export const isGif = (bytes: Uint8Array): boolean =>
  /^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)));

/**
 * The frames of a GIF, composed as browsers do: where nothing was drawn it is transparent, whatever the file calls its background.
 *
 * @throws InputError if it is damaged: of a frame's own data, once it is asked for
 */
export function gifFilm(bytes: Uint8Array, name: string): Film {
  const parts: FramePart[] = [];
  const damaged = (cause: unknown): InputError =>
    new InputError(`${name} is damaged or truncated: ${(cause as Error).message}`, name, { cause });
  const reader = new Reader(bytes);
  let [width, height] = [0, 0];
  try {
    reader.at = 6;
    [width, height] = [reader.short(), reader.short()];
    const flags = reader.byte();
    reader.at += 2;
    const palette = reader.palette(flags);
    let control = noControl;
    for (let mark = reader.byte(); mark === EXTENSION || mark === IMAGE; mark = reader.nextMark())
      if (mark === IMAGE) {
        const part = readImage(reader, palette, control);
        parts.push({ ...part, pixels: () => orFail(part.pixels, damaged) });
        control = noControl;
      } else if (reader.byte() === GRAPHIC_CONTROL) control = readControl(reader);
      else reader.blocks();
    if (parts.length === 0) throw new Error('it has no frames');
  } catch (cause) {
    throw damaged(cause);
  }
  // Some writers leave the size of the whole to the frames.
  width = Math.max(width, ...parts.map((part) => part.x + part.width));
  height = Math.max(height, ...parts.map((part) => part.y + part.height));
  return {
    format: 'gif',
    width,
    height,
    delays: parts.map(({ delay }) => delay),
    frames: () => composed(width, height, parts),
  };
}

function orFail<T>(make: () => T, failure: (cause: unknown) => Error): T {
  try {
    return make();
  } catch (cause) {
    throw failure(cause);
  }
}

/** Goes through the bytes of a file. */
class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Error('it ends too early');
    return value;
  }

  short(): number {
    return this.byte() + 256 * this.byte();
  }

  /** The mark of what follows; a file that ends after a whole frame has no more. */
  nextMark(): number {
    return this.at < this.bytes.length ? this.byte() : 0;
  }

  /** Three bytes a colour, as many as flags say; undefined where they say that there are none. */
  palette(flags: number): Uint8Array | undefined {
    if ((flags & 0x80) === 0) return undefined;
    const length = 3 * (2 << (flags & 7));
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** What lies in blocks of up to 255 bytes, up to an empty one. */
  blocks(): Uint8Array {
    const blocks: Uint8Array[] = [];
    for (let length = this.byte(); length > 0; length = this.byte()) {
      blocks.push(this.bytes.subarray(this.at, this.at + length));
      this.at += length;
    }
    return joinedBytes(blocks);
  }
}

function readControl(reader: Reader): Control {
  const [flags = 0, low = 0, high = 0, transparent = 0] = reader.blocks();
  return {
    disposal: disposals[(flags >> 2) & 7] ?? 'keep',
    delay: 10 * (low + 256 * high),
    ...((flags & 1) === 1 && { transparent }),
  };
}

function readImage(reader: Reader, shared: Uint8Array | undefined, control: Control) {
  const [x, y, width, height] = [reader.short(), reader.short(), reader.short(), reader.short()];
  const flags = reader.byte();
  const palette = reader.palette(flags) ?? shared;
  const leastBits = reader.byte();
  const packed = reader.blocks();
  if (!palette || leastBits < 1 || leastBits > 8) throw new Error('a frame has no colours');
  const { disposal, delay, transparent } = control;
  const isInterlaced = (flags & 0x40) !== 0;
  const pixels = (): Uint8Array => {
    const indices = unpackLzw(packed, leastBits, width * height);
    const rgba = new Uint8Array(4 * width * height);
    let from = 0;
    for (const row of isInterlaced ? interlacedRows(height) : Array(height).keys())
      for (let o = 4 * row * width; o < 4 * (row + 1) * width; o += 4) {
        const index = indices[from++]!;
        if (index === transparent) continue;
        for (let c = 0; c < 3; c++) rgba[o + c] = palette[3 * index + c] ?? 0;
        rgba[o + 3] = 255;
      }
    return rgba;
  };
  return { x, y, width, height, disposal, delay, blend: 'over' as const, pixels };
}

/** Rows in the order in which an interlaced frame has them (GIF89a, appendix E). */
function interlacedRows(height: number): number[] {
  const passes = [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const;
  return passes.flatMap(([start, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - start) / step)) }, (_, k) => start + k * step),
  );
}
