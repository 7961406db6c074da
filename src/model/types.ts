/** The plain objects that every stage of the pipeline shares. Arrays are row-major, row 0 at the top. */

/** A picture: RGBA bytes (4 per pixel, sRGB, alpha 255 wherever the reader composited it on a background). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  /** What the page itself says that it writes here, as documents and drawings do; absent where only the pixels say. */
  readonly text?: readonly Glyph[];
  /** What it draws as gradients of colours, a colourbar among them perhaps; absent where only the pixels say. */
  readonly gradients?: readonly Gradient[];
  /** The level and upright lines that it draws, boxes without thickness: tick marks among them. Beside gradients only. */
  readonly lines?: readonly Box[];
}

/** Colours along a line as a page gives them: a gradient, or pieces of one colour each that follow one another. */
export interface Gradient {
  /** The rectangle that they fill, pixels, to fractions. */
  readonly box: Box;
  readonly orientation: 'vertical' | 'horizontal';
  /** 3n sRGB values, 0…255, from the bottom or the left. */
  readonly colours: Float64Array;
  /**
   * Ascending shares of the length, 0 and 1 among them: n of stops between which colours pass into one another, or n + 1 of
   * the edges of pieces.
   */
  readonly places: Float64Array;
}

/** A character that a page gives as text. */
export interface Glyph {
  /** One character; digits of an exponent are raised ones. */
  readonly text: string;
  /** Around its ink, to fractions of a pixel. */
  readonly box: Box;
  /** How far it is turned clockwise from upright: 0…3 quarter turns. */
  readonly quarterTurns: number;
  /** Whether its font says what the character means; otherwise its code is taken for that of the letter. */
  readonly isSure: boolean;
}

/** How a picture lies on the ground, north up or not, but not turned. */
export interface Ground {
  /** Coordinates x and y of the picture's top left corner. */
  readonly corner: readonly [number, number];
  /** What x grows by from a column to the next, and y from a row to the next. */
  readonly step: readonly [number, number];
  /** EPSG code of their reference system, where it is known. */
  readonly crs?: number;
  /** They are degrees of longitude and latitude. */
  readonly isGeographic?: boolean;
}

/** A rectangle of pixels; `right` and `bottom` are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An sRGB colour, 0…255 per channel (not necessarily whole). */
export type Rgb = readonly [number, number, number];

/** Where a colourmap comes from: a fact for the reader, which selects nothing. What matters of it is its accuracy. */
export type ColourmapSource = 'colourbar' | 'named' | 'file' | 'walk' | 'blind';

/** What is known of a colourmap's positions. */
export interface ColourmapAccuracy {
  /** Standard error that all positions share, as where a bar's ends are known to a part of a row; 0 for a table. */
  readonly standardError: number;
  /**
   * The first and the last colour are the ends of the range, and positions are shares of it. False for an order that was
   * found in pixels, now or before it was kept in a file: it shows the colours that occur, and any monotone relabelling of
   * its positions explains them as well.
   */
  readonly endsKnown: boolean;
}

/** An ordered polyline of colours. */
export interface Colourmap {
  /** 3n sRGB values, 0…255, colour i at 3i…3i + 2. */
  readonly colours: Float64Array;
  /** n positions, ascending, in [0, 1]: where on the map each colour lies. */
  readonly positions: Float64Array;
  /** The last colour joins the first (phase maps such as twilight and hsv). */
  readonly closed: boolean;
  /** n + 1 ascending edges in [0, 1] of a map drawn in flat bands: colour i stands for the whole of `bands[i]…bands[i + 1]`. */
  readonly bands?: Float64Array;
  /** Number of equal levels the renderer quantised a continuous map to (256 for matplotlib), where known. */
  readonly levels?: number;
  /** Colours drawn for values beyond the low and the high end (extended colourbars), where there are any. */
  readonly below?: Rgb;
  readonly above?: Rgb;
  readonly source: ColourmapSource;
  readonly accuracy: ColourmapAccuracy;
  readonly name?: string;
  /** How sure the ordering is, 0…1. */
  readonly confidence: number;
}

/** What each pixel of the plot area says. All arrays hold width × height entries. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  /** Position on the colourmap, 0…1; NaN where masked. */
  readonly t: Float32Array;
  /** Distance of the pixel's colour from the locus (sRGB units unless the decoder says otherwise). */
  readonly residual: Float32Array;
  /** Standard error of `t`; NaN where masked. */
  readonly sigma: Float32Array;
  /** What each pixel shows: `PixelKind`, 0 = data. */
  readonly kind: Uint8Array;
  /** 1 = there is a value, 0 = masked. A pixel beyond the range has one when values are clipped to it. */
  readonly mask: Uint8Array;
}

export type Scale = 'linear' | 'log' | 'symlog';

/** What is known of the coordinates along one side of a grid. */
export interface GridAxis {
  readonly scale: 'linear' | 'log';
  /** Coordinates of the grid's own edges: of its left and right, or of its top and bottom one. */
  readonly edges: readonly [number, number];
  /** `degrees_east`, `degrees_north`, `seconds since …`, or as the figure says; absent where it says nothing. */
  readonly units?: string;
}

/** Recovered numbers with their coordinates. Values sit at pixel (or cell) centres. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** Data values (or positions 0…1 where no range is known); NaN where masked. */
  readonly values: Float64Array;
  /** Standard error in the units of `values`; NaN where masked. */
  readonly sigma: Float32Array;
  /** 1 = valid. */
  readonly mask: Uint8Array;
  /** Coordinates of the column centres (width) and of the row centres (height). */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Absent: the coordinates are pixels from the plot area's top left corner. */
  readonly xAxis?: GridAxis;
  readonly yAxis?: GridAxis;
  /** What each pixel shows (`PixelKind`), of a cell what most of its pixels show; absent where it is not known. */
  readonly kind?: Uint8Array;
  readonly units?: string;
  /** EPSG code of the coordinate reference system of x and y, where it was given. */
  readonly crs?: number;
  readonly provenance: Provenance;
}

/** What is known of a grid besides its numbers. */
export type GridFrame = Omit<Grid, 'values' | 'sigma' | 'mask' | 'kind'>;

/** Where a grid comes from: enough to make it again. */
export interface Provenance {
  readonly version: string;
  readonly sha256?: string;
  readonly options: Readonly<Record<string, unknown>>;
}
