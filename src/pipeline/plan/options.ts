import type { Findings } from '../../figure/findings.js';
import type { Box, Colourmap, Ground, Rgb, Scale } from '../../model/types.js';
import type { Quadrilateral } from '../../scan/projective.js';
import type { DecodeRequest, LowEnd } from './request.js';

/** What a tick of the colourbar says, and where it stands: a row (upright bars) or column of the figure. */
export interface GivenTick {
  readonly value: number;
  readonly at: number;
}

/**
 * Everything that can be said of a figure before its numbers are recovered. All of it is optional: what is not given is
 * found, and what is given wins over what is found. Boxes are in pixels of the whole picture.
 */
export interface RecoverOptions {
  /** The plot area; `all`: the whole picture, or all of `crop`. */
  readonly plot?: Box | 'all' | 'auto';
  readonly colourbar?: Box | 'none' | 'auto';
  /** Corners of the plot area of a tilted scan or photograph, clockwise from its top left, in pixels of the picture. */
  readonly corners?: Quadrilateral;
  /** Look at this part of the picture only. */
  readonly crop?: Box;
  /** Only this panel, from 1 in reading order. */
  readonly panel?: number;
  /** What `inspect` found, edited or not, instead of looking again; options given beside it win. */
  readonly layout?: Findings;
  /** Read labels; yes unless told. Without, values are positions 0…1 unless `range` or `ticks` are given. */
  readonly labels?: boolean;
  /**
   * A colourmap, or the name of one (in Node also of a file). `auto`: from the colourbar, else a named one that
   * decisively explains the pixels, else the order of the pixels' own colours; `blind`: their own order, whatever else
   * there is; `walk`: the order by the notebook's walk.
   */
  readonly colourmap?: Colourmap | string;
  /** Values at the low and the high end of the colourmap. */
  readonly range?: readonly [number, number];
  /** `ticks`: interpolated between the ticks, whatever law they follow. */
  readonly scale?: Scale | 'ticks' | 'auto';
  /** Of a symmetric logarithm: |value| at which its linear middle ends. */
  readonly threshold?: number;
  /** What the colourbar's ticks say, from its bottom or left: one value for each tick found, or values with places. */
  readonly ticks?: readonly number[] | readonly GivenTick[];
  /** Data coordinates of the plot area's left and right edge. */
  readonly x?: readonly [number, number];
  /** Data coordinates of the plot area's bottom and top edge. */
  readonly y?: readonly [number, number];
  readonly xScale?: 'linear' | 'log';
  readonly yScale?: 'linear' | 'log';
  readonly units?: string;
  /** One value a data cell: found, counted, or (unless told) none: one a pixel. */
  readonly cells?: 'auto' | 'none' | { readonly rows: number; readonly columns: number };
  /** The grid at a resolution of its own: so many cells, each the mean of the pixels that it covers. */
  readonly resample?: { readonly columns: number; readonly rows: number };
  /** The same in steps along x and y, in the units of the axes. */
  readonly step?: readonly [number, number];
  /** EPSG code of the coordinate reference system of the axes, for formats that name it. */
  readonly crs?: number;
  /** Give position 0 to the other end of the colourmap; of a colourbar: its low end is at the top or right. */
  readonly reverse?: boolean;
  /** Where an order found from pixels begins: the darkest colour unless told. */
  readonly from?: LowEnd;
  /** The walk: most colours of its palette, and its thresholds in typical gaps between them. */
  readonly colours?: number;
  readonly near?: number;
  readonly far?: number;
  readonly smooth?: DecodeRequest['smooth'];
  readonly clip?: boolean;
  readonly fill?: boolean;
  readonly missing?: readonly Rgb[];
  /** Whether lightness is shading's rather than the data's; looked for unless told. */
  readonly shaded?: boolean | 'auto';
  /** Mask pixels whose colour is farther from the colourmap than this, sRGB units. */
  readonly cutoff?: number;
  /** Colour behind transparent pixels; white unless told. */
  readonly background?: Rgb;
}

/** The options as `plan` takes them: a colourmap by name or file has been looked up. */
export type PlanOptions = Omit<RecoverOptions, 'colourmap'> & {
  readonly colourmap?: Colourmap | 'auto' | 'blind' | 'walk';
  /** The picture's georeference, as its file has it. */
  readonly ground?: Ground;
};

/** The options as a sidecar notes them: those that were given, as plain data, a colourmap by its name. */
export function givenOptions(options: RecoverOptions): Record<string, unknown> {
  const { colourmap, layout, ...rest } = options;
  const given = Object.entries({
    ...rest,
    colourmap: typeof colourmap === 'object' ? (colourmap.name ?? colourmap.source) : colourmap,
    layout: layout && true,
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
