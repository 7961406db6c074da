import { dctScale, scaledForward } from './dct.js';

/** A grey picture, row-major, 0…255. */
export interface GreyPlane {
  readonly width: number;
  readonly height: number;
  readonly samples: Float32Array;
}

/** Where the first whole block of a grid of 8 × 8 pixels begins: 0…7 either way. */
export interface BlockGrid {
  readonly left: number;
  readonly top: number;
}

/** Blocks asked at each of the 64 places that a grid can have. */
const askedBlocks = 60;
/** A coefficient that was rounded to zero has this much at most after its pixels were rounded to bytes (variance 1/12): three deviations. */
const mostOfNothing = 0.9;

/**
 * The grid in whose blocks the most coefficients are nothing: that of a JPEG, where the picture was one. Any other grid cuts
 * through the blocks' borders.
 *
 * @param plane at least 16 pixels wide and high
 */
export function likeliestGrid(plane: GreyPlane): BlockGrid {
  const block = new Float64Array(64);
  let best: BlockGrid = { left: 0, top: 0 };
  let most = -1;
  for (let top = 0; top < 8; top++)
    for (let left = 0; left < 8; left++) {
      const across = (plane.width - left) >> 3;
      const count = across * ((plane.height - top) >> 3);
      const asked = Math.min(askedBlocks, count);
      let none = 0;
      for (let k = 0; k < asked; k++) {
        const b = Math.floor(((k + 0.5) * count) / asked);
        const x = left + 8 * (b % across);
        blockAt(plane, x, top + 8 * Math.floor(b / across), block);
        for (let i = 1; i < 64; i++) if (Math.abs(block[i]!) <= mostOfNothing) none++;
      }
      if (none / asked > most) {
        most = none / asked;
        best = { left, top };
      }
    }
  return best;
}

/** The coefficients of the 8 × 8 pixels that begin at x, y, put into `block`; beyond the picture its border goes on. */
export function blockAt(
  { width, height, samples }: GreyPlane,
  x: number,
  y: number,
  block: Float64Array,
): void {
  for (let i = 0; i < 64; i++) {
    const u = Math.min(width - 1, Math.max(0, x + (i & 7)));
    const v = Math.min(height - 1, Math.max(0, y + (i >> 3)));
    block[i] = samples[v * width + u]! - 128;
  }
  scaledForward(block);
  for (let i = 0; i < 64; i++) block[i]! *= dctScale[i]!;
}

/** Samples beyond these may have been cut off. */
const [black, white] = [1, 254];

/** Whether no pixel of a whole block is black or white to the full: what decoders cut off there is not known. */
export function isUncut({ width, samples }: GreyPlane, x: number, y: number): boolean {
  for (let i = 0; i < 64; i++) {
    const sample = samples[(y + (i >> 3)) * width + x + (i & 7)]!;
    if (sample < black || sample > white) return false;
  }
  return true;
}
