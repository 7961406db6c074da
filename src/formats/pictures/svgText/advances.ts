/**
 * How wide characters are in common sans-serif fonts, shares of the font's size: those of Helvetica (Adobe Font Metrics,
 * 1990), whose digits are all as wide as one another. Where a text is in a picture, its ink says in the end.
 */
const widths: readonly (readonly [characters: string, width: number])[] = [
  [" !,./:;I[]\\ft'|", 0.278],
  ['ijl', 0.222],
  ['()r-`°', 0.333],
  ['"*', 0.37],
  ['csvxyzkJ', 0.5],
  ['+=<>~−±×÷', 0.584],
  ['FTZ', 0.611],
  ['&ABEKPSVXY', 0.667],
  ['CDHNRUw', 0.722],
  ['GOQ', 0.778],
  ['Mm', 0.833],
  ['%', 0.889],
  ['W', 0.944],
  ['@—', 1],
  ['⁰¹²³⁴⁵⁶⁷⁸⁹⁻', 0.333],
];

const known = new Map(
  widths.flatMap(([characters, width]) => [...characters].map((c) => [c, width] as const)),
);

/** Letters and digits that are not listed. */
const usual = 0.556;

export const advanceOf = (character: string): number => known.get(character) ?? usual;
