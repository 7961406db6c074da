import { basename } from 'node:path';
import { agreementOf, disagreementOf } from '../../colourmap/bar/barAgreement.js';
import type { Warning } from '../../model/warning.js';
import { locusDistance, sameLocus } from '../../palette/loci/locusGroups.js';
import type { SeenFigure } from './seenFigure.js';

/** Who lends colourmap and range to a figure, or why nobody does. */
export type Lending =
  | { readonly lender: SeenFigure; readonly agreeing: number }
  | { readonly lender: undefined; readonly warning: Warning };

/** Edges of a plot area are found to a pixel: two of one size may differ by two. */
const sizeSlack = 2;
/** Ends of a range are read to a row of the bar at either end, and its rounding: a share of the range. */
const rangeSlack = 0.01;
/** A figure that is itself in doubt lends nothing. */
const leastConfidence = 0.5;

/**
 * The figure that lends its colourmap and range to one without: of those with the same locus whose page or plot area has
 * the same size, the surest, where all of them say the same.
 *
 * @returns undefined where nobody is like it, or it says its range itself
 */
export function lendingTo(borrower: SeenFigure, figures: readonly SeenFigure[]): Lending | undefined {
  if (borrower.values !== null) return undefined;
  const near = figures
    .filter((other) => other.values !== null && isLaidOutLike(borrower, other))
    .map((figure) => ({ figure, distance: locusDistance(borrower.locus, figure.locus) }))
    // As far again as one map may be from itself, another one could be meant.
    .filter(({ distance }) => distance <= 2 * sameLocus);
  const lenders = near
    .filter(({ figure, distance }) => distance <= sameLocus && mayLend(figure, borrower))
    .map(({ figure }) => figure);
  if (lenders.length === 0) return undefined;
  // What stands at its marks may be another range.
  if (borrower.hasMarks) return { lender: undefined, warning: ownLabels };
  const lender = lenders.reduce((best, other) => (other.confidence > best.confidence ? other : best));
  const contrary = near.find(({ figure }) => !saysTheSame(lender, figure));
  if (contrary) return { lender: undefined, warning: disagreement(lender, contrary.figure) };
  return { lender, agreeing: new Set(lenders.map(({ sha256 }) => sha256)).size };
}

const isLaidOutLike = (a: SeenFigure, b: SeenFigure): boolean =>
  a.page.every((size, i) => size === b.page[i]) ||
  a.plot.every((size, i) => Math.abs(size - b.plot[i]!) <= sizeSlack);

/** Whether a figure is sure of its own bar, and a bar without labels that the borrower has shows the same. */
const mayLend = ({ colourmap, locus, confidence }: SeenFigure, borrower: SeenFigure): boolean =>
  locus.hasBar &&
  confidence >= leastConfidence &&
  (!borrower.locus.hasBar || agreementOf(disagreementOf(borrower.colourmap, colourmap)) > 0.5);

/** Whether two figures give the same values to the same colours. */
function saysTheSame(a: SeenFigure, b: SeenFigure): boolean {
  const [one, other] = [a.values!, b.values!];
  const size = Math.abs(one.range[1] - one.range[0]);
  return (
    a === b ||
    (one.scale === other.scale &&
      one.threshold === other.threshold &&
      a.units === b.units &&
      one.range.every((end, i) => Math.abs(end - other.range[i]!) <= rangeSlack * size) &&
      agreementOf(disagreementOf(a.colourmap, b.colourmap)) > 0.5)
  );
}

const ownLabels: Warning = {
  code: 'own-labels-unread',
  message: "no range was borrowed: the figure's own colourbar has tick marks, whose labels could not be read",
  remedy: ['range', 'ticks'],
};

function disagreement(a: SeenFigure, b: SeenFigure): Warning {
  const said = [a, b].map(
    ({ figure, values, units }) =>
      `${basename(figure)} (${values!.range.map((end) => Number(end.toPrecision(4))).join(' to ')}${units ? ` ${units}` : ''}, ${values!.scale})`,
  );
  return {
    code: 'lenders-disagree',
    message: `no range was borrowed: the figures like this one say different things, such as ${said.join(' and ')}`,
    remedy: ['range'],
  };
}
