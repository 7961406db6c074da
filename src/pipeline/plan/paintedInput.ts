import { Painted } from '../../marks/paintedMask.js';
import type { FigureInput } from './request.js';

/** The figure with what was painted on its pixels, as `Painted` says: some left out, some to be given a value. */
export function paintedInput(input: FigureInput, painted: Uint8Array | undefined): FigureInput {
  if (!painted) return input;
  const { ignore } = input;
  const isRestored = painted.includes(Painted.restored);
  return {
    ...input,
    ignore: painted.map((is, i) => (is === Painted.out || ignore?.[i] === 1 ? 1 : 0)),
    ...(isRestored && { restore: painted.map((is) => (is === Painted.restored ? 1 : 0)) }),
  };
}
