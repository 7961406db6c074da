import type { ValueScale } from '../grid/coordinates/scale.js';
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
  readonly from: Omit<BorrowedFrom, 'confidence'>;
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

/** A figure that says nothing of its range may be one of the lender's series, or one with a range of its own. */
const evenChance = 1 / 2;

/**
 * A panel's plan with another figure's colourmap and range. However many figures of a series say one range, none of them
 * says that this one has it: their confidence times an even chance is the most that the range can have. Without a bar of
 * its own the same goes for the colourmap: where values lie along its curve, and which end is low, colours do not tell.
 */
export function borrowing(
  request: PanelRequest,
  { colourmap, values, units, confidence, from }: Loan,
): PanelRequest {
  const { colourbarBox, warnings, found } = request;
  const doubtful = confidence * evenChance;
  const showsBar = request.colourmap.from === 'colourbar';
  return {
    ...request,
    colourmap: {
      from: 'given',
      colourmap: showsBar ? colourmap : { ...colourmap, confidence: doubtful },
      reverse: false,
      ...(colourbarBox && { bar: colourbarBox }),
    },
    values,
    calibration: null,
    units: request.units ?? units,
    borrowedFrom: { ...from, confidence: doubtful },
    found: { ...found, range: doubtful },
    warnings: [
      ...warnings.filter(({ remedy = [] }) => !remedy.some((name) => settled.has(name))),
      borrowedWarning(from),
    ],
  };
}

const borrowedWarning = ({ figure, agreeing }: Loan['from']): Warning => ({
  code: 'borrowed',
  message: `colourmap and range are borrowed from ${figure}, ${agreeing === 1 ? 'the only figure like this one that says them' : `one of ${agreeing} figures like this one that say the same`}`,
  remedy: ['range'],
});
