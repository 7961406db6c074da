import type { OrderedNodes } from './orderedNodes.js';

/** Stages that can be replaced by none, in the order in which an order goes through them. */
export const locusStages = ['refinement', 'growing the ends', 'ring cut'] as const;

export type LocusStage = (typeof locusStages)[number];

/** A curve through the colours of a picture. */
export interface RefinedCurve {
  /** 3n vertices, working space. */
  readonly vertices: Float64Array;
  /** Scatter of the colours about it, one standard deviation; 0 where they are exact. */
  readonly sigma: number;
}

/** The colours of a picture in order, open from end to end. */
export interface OrderedCurve extends OrderedNodes {
  /** 3m scattered colours that the order was learnt from, working space; undefined where they are exact. */
  readonly sample: Float64Array | undefined;
  readonly curve: RefinedCurve;
  /** Leads another order that is about right to the curve of the same colours. */
  readonly refine: (rough: Float64Array) => RefinedCurve;
}
