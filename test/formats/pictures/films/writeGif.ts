/** A frame of a GIF, its pixels as numbers of colours. */
export interface GifFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly indices: ArrayLike<number>;
  /** As the format numbers it: 1 stays, 2 is cleared, 3 is taken back. */
  readonly disposal: number;
  readonly transparent?: number;
  readonly isInterlaced?: boolean;
  /** In place of the colours of the whole. */
  readonly palette?: Uint8Array;
}

const short = (value: number): number[] => [value & 255, value >> 8];
const sizeOf = (palette: Uint8Array): number => Math.log2(palette.length / 3) - 1;

/** A GIF of frames, with colours (three bytes each, a power of two of them) that frames without their own share. */
export function writeGif(
  width: number,
  height: number,
  palette: Uint8Array,
  frames: readonly GifFrame[],
): Buffer {
  const bytes = [...Buffer.from('GIF89a'), ...short(width), ...short(height), 0x80 | sizeOf(palette), 0, 0];
  bytes.push(...palette);
  for (const frame of frames) {
    const { transparent, palette: own, isInterlaced } = frame;
    const flags = (frame.disposal << 2) | (transparent === undefined ? 0 : 1);
    bytes.push(0x21, 0xf9, 4, flags, 7, 0, transparent ?? 0, 0);
    bytes.push(0x2c, ...[frame.x, frame.y, frame.width, frame.height].flatMap(short));
    bytes.push((isInterlaced ? 0x40 : 0) | (own ? 0x80 | sizeOf(own) : 0), ...(own ?? []));
    const bits = Math.max(2, sizeOf(own ?? palette) + 1);
    const packed = packLzw(frame.indices, bits);
    bytes.push(bits);
    for (let at = 0; at < packed.length; at += 255) {
      const block = packed.slice(at, at + 255);
      bytes.push(block.length, ...block);
    }
    bytes.push(0);
  }
  return Buffer.from([...bytes, 0x3b]);
}

/** Lempel, Ziv and Welch's method as GIF has it. */
function packLzw(indices: ArrayLike<number>, leastBits: number): number[] {
  const clear = 1 << leastBits;
  const bytes: number[] = [];
  let codes = new Map<number, number>();
  let [bits, next, held, heldBits] = [leastBits + 1, clear + 2, 0, 0];
  const put = (code: number): void => {
    held |= code << heldBits;
    for (heldBits += bits; heldBits >= 8; heldBits -= 8) {
      bytes.push(held & 255);
      held >>>= 8;
    }
  };
  put(clear);
  let current = indices[0]!;
  for (let i = 1; i < indices.length; i++) {
    const pair = 256 * current + indices[i]!;
    const known = codes.get(pair);
    if (known !== undefined) {
      current = known;
      continue;
    }
    put(current);
    current = indices[i]!;
    if (next === 4096) {
      put(clear);
      [codes, bits, next] = [new Map(), leastBits + 1, clear + 2];
      continue;
    }
    codes.set(pair, next);
    if (next === 1 << bits) bits++;
    next++;
  }
  put(current);
  put(clear + 1);
  return heldBits > 0 ? [...bytes, held & 255] : bytes;
}
