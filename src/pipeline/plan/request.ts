import type { BarReading } from '../../bar/readBar.js';
import type { Calibration } from '../../figure/labels/law.js';
import type { CellBorders } from '../../grid/cellGrid.js';
import type { AxisEdges } from '../../grid/coordinates/coordinates.js';
import type { ValueScale } from '../../grid/coordinates/scale.js';
import type { Resolution } from '../../grid/resample.js';
import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import type { Box, Colourmap, Ground, Raster, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { Polygon } from '../../numeric/curves/convexHull.js';

/** A picture as the pipeline takes it. Plain data: it can be cloned to a worker. */
export interface FigureInput {
  readonly raster: Raster;
  /** 1 for pixels of the picture that cannot be data, such as transparent ones; width × height. */
  readonly ignore?: Uint8Array;
  /** 1 for pixels that are data whatever they seem to be: they get the value that their colour says; width × height. */
  readonly restore?: Uint8Array;
  /** The coefficients of the JPEG that the raster was decoded from, whole and unturned. */
  readonly jpeg?: JpegCoefficients;
  /** Colours went through a lossy codec: those of a bar scatter, even where they seem not to. */
  readonly compressed?: boolean;
  /** The picture was straightened, or averaged: places in it are known less well. */
  readonly straightened?: boolean;
  /** Where its pixels lie on the ground, where the file says so. */
  readonly ground?: Ground;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256?: string;
  /** What people call the picture: the name of its file. */
  readonly name?: string;
  /** What the reading of the file had to say. */
  readonly warnings?: readonly Warning[];
}

/** Whether a picture went through a lossy codec, as far as is known. */
export const isCompressed = ({ compressed, jpeg }: FigureInput): boolean => compressed ?? jpeg !== undefined;

/** Where the low end of an order that is found from pixels lies: the darker end unless told. */
export type LowEnd = 'darkest' | 'lightest' | Rgb;

/** Where the colourmap comes from. Nothing after the plan chooses again among these. */
export type ColourmapRequest =
  /** The figure's own bar; `flipped` where its low end is at the top or the right. */
  | { readonly from: 'colourbar'; readonly box: Box; readonly flipped: boolean }
  /** A map known by name or from a file; where the figure shows a bar as well, it is asked whether it agrees. */
  | { readonly from: 'given'; readonly colourmap: Colourmap; readonly reverse: boolean; readonly bar?: Box }
  /** The named map that explains the pixels, if one decisively does, and their own order otherwise. */
  | { readonly from: 'pixels'; readonly reverse: boolean; readonly lowEnd: LowEnd; readonly named: boolean }
  /** The notebook's walk of the palette; a bar, where there is one, places its ends. */
  | {
      readonly from: 'walk';
      readonly colours?: number;
      readonly near?: number;
      readonly far?: number;
      readonly lowEnd: LowEnd;
      readonly reverse: boolean;
      readonly bar?: Box;
    };

/** How pixels become positions. */
export interface DecodeRequest {
  /** `auto`: the smoothest field within the levels or the noise, where the field is smooth enough to gain. */
  readonly smooth: 'auto' | 'on' | 'off';
  /** Values beyond the colourmap get that of its end instead of being masked. */
  readonly clip: boolean;
  /** Put values under marks that data surround. */
  readonly fill: boolean;
  /** Colours of missing data. */
  readonly missing: readonly Rgb[];
  /** Whether lightness is a hillshade's rather than the data's; `auto` looks. */
  readonly shaded: boolean | 'auto';
  /** Mask pixels whose colour is farther from the colourmap than this (sRGB units), whatever else speaks for them. */
  readonly cutoff?: number;
}

/** Borders of data cells in pixels of the plot box, ascending, as plain arrays. */
export type PlainBorders = { readonly [axis in keyof CellBorders]: readonly number[] };

/** The figure whose colourmap and range were taken for another one. */
export interface BorrowedFrom {
  readonly figure: string;
  readonly sha256: string;
  /** How many figures like it say this range, itself among them. */
  readonly agreeing: number;
  /** How far its range can be trusted to be this figure's too, 0…1: the most that `range` is trusted. */
  readonly confidence: number;
}

/** How sure the findings are on which a request is built, 0…1; 1 for what was given, 0 for what is not known. */
export interface FoundConfidence {
  readonly layout: number;
  readonly range: number;
  readonly axes: number;
}

/** All that is to be done for one panel, with nothing left to decide: plain data, made by `plan`. */
export interface PanelRequest {
  /** Number of the panel in reading order, from 1, and how many there are. */
  readonly panel: number;
  readonly panels: number;
  readonly plotBox: Box;
  /** The bar that belongs to the plot, whether or not the colourmap comes from it; null where none is to be used. */
  readonly colourbarBox: Box | null;
  /** What is drawn on the plot and is no data. */
  readonly covered: readonly Box[];
  /** The border of data that do not fill the plot box, a convex polygon; null where they do. */
  readonly outline: Polygon | null;
  /** That bar as it was read when it was found; absent where its box was given: it is read then. */
  readonly barReading?: BarReading;
  readonly colourmap: ColourmapRequest;
  /** Values at the two ends of the colourmap; null: positions 0…1. */
  readonly values: ValueScale | null;
  /**
   * What the bar's labels say along it, and the pixel coordinates of its ends at which `values` were read: read again
   * where the bar's ends become known to a fraction of a pixel. Null where the values come from elsewhere.
   */
  readonly calibration: { readonly law: Calibration; readonly ends: readonly [number, number] } | null;
  /** Coordinates of the plot area's left and right, top and bottom edge; null: pixels from its corner. */
  readonly x: AxisEdges | null;
  readonly y: AxisEdges | null;
  readonly units: string | null;
  /** One value a data cell: their borders in pixels of the plot box, or how many there are; null: one a pixel. */
  readonly cells: PlainBorders | { readonly rows: number; readonly columns: number } | null;
  /** The cells that the picture clearly is a grid of, where a value for each pixel was asked for nevertheless. */
  readonly cellsFound?: { readonly rows: number; readonly columns: number };
  /** The resolution of the grid; absent: one value a pixel, or a cell. */
  readonly resolution?: Resolution;
  /** EPSG code of the coordinate reference system of x and y. */
  readonly crs?: number;
  readonly decode: DecodeRequest;
  /** Where colourmap and values are another figure's. */
  readonly borrowedFrom?: BorrowedFrom;
  readonly found: FoundConfidence;
  /** Labelled ticks of the bar: row (upright bars) or column of the figure, and what they say. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly warnings: readonly Warning[];
  /** The options as they were given, for the sidecar. */
  readonly options: Readonly<Record<string, unknown>>;
}
