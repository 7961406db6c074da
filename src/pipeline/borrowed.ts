import type { ValueScale } from '../grid/scale.js';
import type { Colourmap } from '../model/types.js';
import type { Setting, Warning } from '../model/warning.js';
import type { BorrowedFrom, PanelRequest } from './plan/request.js';

/** What a figure that says its range lends to one that does not. */
export interface Loan {
  /** Its confidence is that of its order. */
  readonly colourmap: Colourmap;
  readonly values: ValueScale;
  readonly units: string | null;
  /** How much the lender's own values can be trusted, 0…1. */
  readonly confidence: number;
  readonly from: BorrowedFrom;
}

/** What a loan settles: doubts about it are the lender's. */
const settled: ReadonlySet<Setting> = new Set([
  'colourmap',
  'colourbar',
  'range',
  'ticks',
  'scale',
  'reverse',
]);

/**
 * A panel's plan with another figure's colourmap and range. That n figures of a series say one range makes it probable by
 * n / (n + 1) that the next one has it too (Laplace's rule of succession, the first of them having set the range): the
 * lender's confidence times this bounds that of the range. One lender alone gives ½ at most.
 */
export function borrowing(
  request: PanelRequest,
  { colourmap, values, units, confidence, from }: Loan,
): PanelRequest {
  const { colourbarBox, warnings, found } = request;
  return {
    ...request,
    colourmap: { from: 'given', colourmap, reverse: false, ...(colourbarBox && { bar: colourbarBox }) },
    values,
    calibration: null,
    units: request.units ?? units,
    borrowedFrom: from,
    found: { ...found, range: confidence * (from.agreeing / (from.agreeing + 1)) },
    warnings: [
      ...warnings.filter(({ remedy = [] }) => !remedy.some((name) => settled.has(name))),
      borrowedWarning(from),
    ],
  };
}

const borrowedWarning = ({ figure, agreeing }: BorrowedFrom): Warning => ({
  code: 'borrowed',
  message: `colourmap and range are borrowed from ${figure}, ${agreeing === 1 ? 'the only figure like this one that says them' : `one of ${agreeing} figures like this one that say the same`}`,
  remedy: ['range'],
});
