import { PNG } from 'pngjs';
import { pngChunk, pngSignature } from '../../../../src/formats/pictures/png/pngChunk.js';

/** A frame of an animated PNG, shown for a quarter of a second. */
export interface ApngFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: ArrayLike<number>;
  /** As the format numbers it: 0 stays, 1 is cleared, 2 is taken back. */
  readonly disposal: number;
  /** 0: in place of what is there, 1: over it. */
  readonly blend: number;
}

/** An animated PNG, whose first frame is the picture that is shown where nothing moves. */
export function writeApng(frames: readonly ApngFrame[]): Buffer {
  const [first] = frames;
  const chunks = frames.flatMap((frame, k) => {
    const data = packed(frame);
    return [
      pngChunk('fcTL', control(frame)),
      k === 0 ? pngChunk('IDAT', data) : pngChunk('fdAT', Buffer.concat([Buffer.alloc(4), data])),
    ];
  });
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', Buffer.concat([longs(first!.width, first!.height), Buffer.of(8, 6, 0, 0, 0)])),
    pngChunk('acTL', longs(frames.length, 0)),
    ...chunks,
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}

function control({ x, y, width, height, disposal, blend }: ApngFrame): Buffer {
  return Buffer.concat([longs(0, width, height, x, y), Buffer.of(0, 1, 0, 4, disposal, blend)]);
}

function longs(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [k, value] of values.entries()) bytes.writeUInt32BE(value, 4 * k);
  return bytes;
}

function packed({ width, height, rgba }: ApngFrame): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  const bytes = PNG.sync.write(png, { colorType: 6 });
  const at = bytes.indexOf('IDAT');
  return bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4));
}
