import type { ValueScale } from '../grid/scale.js';
import type { Box, Colourmap, Decoded, Grid } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import type { FoundConfidence } from './request.js';

/** How sure each part of a result is, 0…1: 1 for what was given, 0 for what is not known. */
export interface Confidences extends FoundConfidence {
  /** That the colours are in the order, and at the places, of the map that the figure was drawn with. */
  readonly order: number;
  /** That each pixel was put where it belongs on the map. */
  readonly decoding: number;
}

/** What else came to light of a panel, for its sidecar: plain data, each under its name. */
export interface PanelFacts {
  /** Pixels in the colours of values below and above the range, and in those of missing data. */
  readonly below?: number;
  readonly above?: number;
  readonly missing?: number;
  /** Pixels beneath marks that were filled from their surroundings. */
  readonly filled?: number;
  /** Share of the valid pixels that the smooth field replaced. */
  readonly smoothed?: number;
  /** Levels or bands that the picture was drawn in. */
  readonly levels?: number;
  /** Colours scattered about the map (a JPEG, or a resampled or dithered picture), and how much, sRGB units. */
  readonly lossy?: boolean;
  readonly noise?: number;
  /** How light was blended with the map's colours, where it was undone. */
  readonly shading?: { readonly blend: string; readonly selfShaded: boolean };
  /** The named maps that came nearest, where one was looked for. */
  readonly identified?: {
    readonly decisive: boolean;
    readonly reason: string;
    readonly matches: readonly unknown[];
  };
  /** How sure it is which end of an order found from pixels is the low one, ½…1. */
  readonly directionConfidence?: number;
}

/** What `recoverPanel` makes of a request. Plain data: it can be cloned between threads. */
export interface PanelRecovery {
  /** Its provenance names the input's checksum and the request's options. */
  readonly grid: Grid;
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  /** What an order found from pixels started from: the unordered colours, and their order. */
  readonly palette?: { readonly colours: Float64Array; readonly order: ArrayLike<number> };
  readonly plotBox: Box;
  readonly colourbarBox: Box | null;
  /** How positions became values, read again at the bar's true ends where it was; null: positions 0…1. */
  readonly values: ValueScale | null;
  /** Share of the plot area's pixels that are unmasked. */
  readonly coverage: number;
  readonly confidences: Confidences;
  /** Those of the request first. */
  readonly warnings: readonly Warning[];
  readonly facts: PanelFacts;
}

/** How much to trust the values: the least sure of the parts on which they depend. Axes are not among them. */
export function overallConfidence(
  { layout, order, range, decoding }: Confidences,
  values: ValueScale | null,
): number {
  return Math.min(layout, order, decoding, values === null ? 1 : range);
}
