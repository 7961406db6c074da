import type { Box, Colourmap, Decoded, Grid, Raster, Scale } from '../model/types.js';

/** A tick of the colourbar that was read: a point of the figure (pixels) and what is printed beside it. */
export interface ReportTick {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** The colours of a blind recovery before they were put in order. */
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
  /** Data values at the ends of the colourmap; without them values are positions 0…1. */
  readonly range?: readonly [number, number] | null | undefined;
  readonly scale: Scale;
  /** Share of the plot area's pixels that hold a value, 0…1. */
  readonly coverage: number;
  /** 0…1. */
  readonly confidence: number;
  readonly warnings: readonly string[];
}
