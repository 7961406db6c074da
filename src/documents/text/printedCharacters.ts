import type { Box, Glyph } from '../../model/types.js';

/** A character of a page or a drawing with what tells exponents from other digits. */
export interface PrintedCharacter extends Glyph {
  /** Height of its line, and how far its foot is above that of level text (along its own up): points, or pixels. */
  readonly size: number;
  readonly foot: readonly [number, number];
}

const RAISED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'0123456789'].map((digit, k) => [digit, '⁰¹²³⁴⁵⁶⁷⁸⁹'[k]!])),
  '-': '⁻',
};

/** A character as labels are read: all dashes are one. */
export const plainCharacter = (character: string): string =>
  /[-\u2010-\u2015\u2212\u00ad\ufe63\uff0d]/.test(character) ? '-' : character;

/** An exponent is at most this tall beside its base, and its foot is raised by this share of the base's line at least. */
const SMALLER = 0.85;
const LIFTED = 0.12;

/** The same characters with those raised behind a digit as raised digits. */
export function withExponents<T extends PrintedCharacter>(
  characters: readonly T[],
): Omit<T, 'size' | 'foot'>[] {
  let base: PrintedCharacter | undefined;
  let last: PrintedCharacter | undefined;
  return characters.map(({ size, foot, ...character }) => {
    const here = { ...character, size, foot };
    const raised = RAISED[character.text];
    const follows = base && last && isBehind(last, here) && base.quarterTurns === here.quarterTurns;
    const isRaised =
      follows &&
      raised !== undefined &&
      /[\d)]/.test(base!.text) &&
      size < SMALLER * base!.size &&
      liftOf(base!, here) > LIFTED * base!.size;
    if (!isRaised) base = here;
    last = here;
    return isRaised ? { ...character, text: raised } : character;
  });
}

/** How far a character's foot is above that of another, in the direction that is up for it. */
function liftOf(from: PrintedCharacter, to: PrintedCharacter): number {
  const [dx, dy] = [to.foot[0] - from.foot[0], to.foot[1] - from.foot[1]];
  return [-dy, dx, dy, -dx][from.quarterTurns]!;
}

/** Whether a character is printed directly behind another, no farther than a space. */
function isBehind(a: PrintedCharacter, b: PrintedCharacter): boolean {
  const [dx, dy] = [b.foot[0] - a.foot[0], b.foot[1] - a.foot[1]];
  const along = [dx, dy, -dx, -dy][a.quarterTurns]!;
  const wide = lengthAlong(a.box, a.quarterTurns);
  return along > 0 && along < wide + 0.5 * a.size;
}

const lengthAlong = ({ left, top, right, bottom }: Box, quarterTurns: number): number =>
  quarterTurns % 2 === 0 ? right - left : bottom - top;
