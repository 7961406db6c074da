import type { RecoverFileOptions } from '../../node/recoverFigure.js';
import { type Lending, lendingTo } from './lenders.js';
import { type SeenFigure, seenFigure } from './seenFigure.js';

/**
 * Looks at all figures of a batch and finds who lends to those that say no range.
 *
 * @param seen told after each figure
 * @returns by the figures' paths; figures with a range of their own, or without anybody like them, are not in it
 */
export async function lendings(
  figures: readonly string[],
  settings: RecoverFileOptions,
  seen: () => void,
): Promise<Map<string, Lending>> {
  const all: SeenFigure[] = [];
  for (const figure of figures) {
    const one = await seenFigure(figure, settings);
    if (one) all.push(one);
    seen();
  }
  return new Map(
    all.flatMap((borrower) => {
      const lending = lendingTo(borrower, all);
      return lending ? [[borrower.figure, lending]] : [];
    }),
  );
}
