import type { Box, Colourmap, Decoded, Grid, Raster, Scale } from '../../model/types.js';
import type { PanelRecovery } from '../../pipeline/panel/recovery.js';

/** A tick of the colourbar that was read: a point of the figure (pixels) and what is printed beside it. */
export interface ReportTick {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** What makes a result doubtful: a sentence, with what settles it where something does. */
export type ReportWarning = string | { readonly message: string; readonly settle: string };

/** The colours of an order found from pixels, before they were put in order. */
export interface UnorderedPalette {
  /** 3n colours, sRGB 0…255. */
  readonly colours: Float64Array;
  /** Indices of those that lie on the locus, in its order. */
  readonly order: ArrayLike<number>;
}

/** What a report shows: a recovery, its figure and a title. Version, checksum and options come from the grid's provenance. */
export interface ReportInput {
  /** What the report is about: the name of the figure's file. */
  readonly title: string;
  /** The whole figure. */
  readonly figure: Raster;
  readonly plotBox: Box;
  readonly colourbarBox?: Box | null | undefined;
  readonly ticks?: readonly ReportTick[] | undefined;
  readonly grid: Grid;
  /** What each pixel of the plot area says. */
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  /** Present where the colourmap was found from nothing but the pixels. */
  readonly palette?: UnorderedPalette | undefined;
  /** The steps of the walk, where the order is its. */
  readonly walk?: PanelRecovery['walk'] | undefined;
  /** The orders that a blind one was chosen from, best first. */
  readonly candidates?: PanelRecovery['candidates'] | undefined;
  /** Data values at the ends of the colourmap; without them values are positions 0…1. */
  readonly range?: readonly [number, number] | null | undefined;
  readonly scale: Scale;
  /** Share of the plot area's pixels that hold a value, 0…1. */
  readonly coverage: number;
  /** 0…1. */
  readonly confidence: number;
  /** How sure each part is; the overall confidence is the least of those that the values depend on. */
  readonly confidences?: PanelRecovery['confidences'] | undefined;
  /** What came to light at each stage. */
  readonly facts?: PanelRecovery['facts'] | undefined;
  readonly warnings: readonly ReportWarning[];
}
