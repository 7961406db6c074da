import { lengthIn } from '../drawing/lengths.js';

/** The font's size that an element says, by itself or as a part of its font; else that around it. */
export function fontSizeOf(own: Readonly<Record<string, string | undefined>>, outer: number): number {
  const { font, 'font-size': alone } = own;
  const [shorthand] = /(?:^|\s)[\d.]+(?:px|pt|em|ex|%|cm|mm|in|pc)(?=[\s/]|$)/.exec(font ?? '') ?? [];
  const size = lengthIn((alone ?? shorthand)?.trim(), outer);
  return size > 0 ? size : outer;
}

/** Places are of the letters' feet unless a baseline is named: how far below it the feet are, shares of the size. */
const baselines: Readonly<Record<string, number>> = {
  ...{ middle: 0.28, central: 0.35, mathematical: 0.35 },
  ...{ hanging: 0.72, 'text-before-edge': 0.9, 'before-edge': 0.9, 'text-top': 0.9 },
  ...{ 'text-after-edge': -0.2, 'after-edge': -0.2, ideographic: -0.2, 'text-bottom': -0.2 },
  ...{ auto: 0, alphabetic: 0, baseline: 0, super: -0.4, sub: 0.2 },
};

/** By how much of its size a text's feet are moved down; undefined where nothing is said. */
export function raiseOf(own: Readonly<Record<string, string | undefined>>): number | undefined {
  for (const name of ['dominant-baseline', 'alignment-baseline', 'baseline-shift']) {
    const raise = baselines[own[name] ?? ''];
    if (raise !== undefined) return raise;
  }
  return undefined;
}
