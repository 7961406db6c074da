import type { ValueScale } from '../../grid/coordinates/scale.js';
import type { OrderCandidate } from '../../locus/order/order.js';
import type { WalkedColourmap } from '../../locus/walkedColourmap.js';
import type { countKinds } from '../../model/pixelKind.js';
import type { Box, Colourmap, Decoded, Grid, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { FoundConfidence } from '../plan/request.js';

/** How sure each part of a result is, 0…1: 1 for what was given, 0 for what is not known. */
export interface Confidences extends FoundConfidence {
  /** That the colours are in the order, and at the places, of the map that the figure was drawn with. */
  readonly order: number;
  /** That each pixel was put where it belongs on the map. */
  readonly decoding: number;
}

/** What else came to light of a panel, for its sidecar: plain data, each under its name. */
export interface PanelFacts {
  /** How many pixels are of each kind. */
  readonly kinds: ReturnType<typeof countKinds>;
  /**
   * Share of the plot area's pixels that was looked at for what was decided on as a whole, and how it was smoothed; absent where that was all
   * of them.
   */
  readonly sampled?: number;
  /** Pixels beneath marks that were filled from their surroundings. */
  readonly filled?: number;
  /** How the field was smoothed, and to what share of the pixels, or of the noise. */
  readonly smoothed: { readonly how: string; readonly share: number };
  /** Levels or bands that the picture was drawn in. */
  readonly levels?: number;
  /** How the picture's colours differ from the map's, and by how much: one standard deviation, about sRGB units. */
  readonly noise: { readonly kind: 'exact' | 'palette' | 'scattered'; readonly sigma: number };
  /** How light was blended with the map's colours, where it was undone. */
  readonly shading?: { readonly blend: string; readonly selfShaded: boolean };
  /** With what the map's colours are mixed in the plot, where they were decoded so: share of the map, and the colour beneath. */
  readonly transparency?: { readonly opacity: number; readonly beneath: Rgb };
  /** The named maps that came nearest, where one was looked for. */
  readonly identified?: {
    readonly decisive: boolean;
    readonly reason: string;
    readonly matches: readonly unknown[];
  };
  /** How sure it is which end of an order found from pixels is the low one, ½…1. */
  readonly directionConfidence?: number;
  /** The walk: colours of the palette that it visited and left out, how often it began, its thresholds (sRGB units), and the share of the pixels that it explains. */
  readonly walk?: {
    readonly visited: number;
    readonly leftOut: number;
    readonly starts: number;
    readonly near: number;
    readonly far: number;
    readonly explained: number;
  };
}

/** What `recoverPanel` makes of a request. Plain data: it can be cloned between threads. */
export interface PanelRecovery {
  /** Its provenance names the input's checksum and the request's options. */
  readonly grid: Grid;
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  /** What an order found from pixels started from: the unordered colours, and their order. */
  readonly palette?: { readonly colours: Float64Array; readonly order: ArrayLike<number> };
  /** The steps of the walk through the palette, where the order is its. */
  readonly walk?: Pick<WalkedColourmap, 'walked' | 'thresholds' | 'explained'>;
  /** The orders of the palette that a blind one was chosen from, best first. */
  readonly candidates?: readonly OrderCandidate[];
  /** The error to expect by the colours of the pixels one by one, as a share of the range; absent where light was undone. */
  readonly pixelError?: number;
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

/**
 * The part on which the values depend that is the least sure. Axes are not among these, nor is the range where values are
 * positions.
 */
export function limitingPart(
  confidences: Confidences,
  hasRange: boolean,
): Exclude<keyof Confidences, 'axes'> {
  const always = ['layout', 'order', 'decoding'] as const;
  const parts = hasRange ? ([...always, 'range'] as const) : always;
  return [...parts].reduce((least, part) => (confidences[part] < confidences[least] ? part : least));
}

/** How much to trust the values: the least sure of the parts on which they depend. */
export function overallConfidence(confidences: Confidences, values: ValueScale | null): number {
  return confidences[limitingPart(confidences, values !== null)];
}
