import { Painted } from '../../marks/paintedMask.js';
import type { FigureInput } from './request.js';

/** The figure with what was painted on its pixels, as `Painted` says: some left out, some to be given a value. */
export function paintedInput(input: FigureInput, painted: Uint8Array | undefined): FigureInput {
  if (!painted) return input;
  const { ignore } = input;
  const isRestored = painted.includes(Painted.restored);
  return {
    ...input,
    ignore: eitherOf(pixelsPainted(painted, Painted.out), ignore),
    ...(isRestored && { restore: pixelsPainted(painted, Painted.restored) }),
  };
}

/** 1 for the pixels on which that was painted. */
function pixelsPainted(painted: Uint8Array, what: number): Uint8Array {
  const mask = new Uint8Array(painted.length);
  for (let p = 0; p < mask.length; p++) if (painted[p] === what) mask[p] = 1;
  return mask;
}

/** A mask (1, 0) with the pixels of another added, in place. */
function eitherOf(mask: Uint8Array, more: Uint8Array | undefined): Uint8Array {
  if (more) for (let p = 0; p < mask.length; p++) if (more[p] === 1) mask[p] = 1;
  return mask;
}
