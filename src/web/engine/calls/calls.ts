import type { Findings } from '../../../figure/findings.js';
import type { PlainColourmap } from '../../../formats/colourmapSchema.js';
import type { AxisEdges } from '../../../grid/coordinates/coordinates.js';
import type { Profile } from '../../../grid/profile.js';
import type { ValueSummary } from '../../../grid/summaryOf.js';
import type { Box } from '../../../model/types.js';
import type { Setting } from '../../../model/warning.js';
import type { Confidences } from '../../../pipeline/panel/recovery.js';
import type { ShownColours } from '../../../report/shown/shownColours.js';
import type { ErrorMessage } from '../../../worker/messages.js';
import type { FigureName, FigurePlace, Project, ReadingOptions } from '../../project/project.js';
import type { Extent, ScaleBar } from '../../project/scaleBar.js';

/** A picture to look at, no larger than a screen; the browser's own bitmap, which moves between threads. */
export interface Picture {
  readonly bitmap: ImageBitmap;
  /** Of what it shows, in pixels of the figure or of the grid; the bitmap may have fewer. */
  readonly width: number;
  readonly height: number;
}

/** The figure as it was read. */
export interface OpenedFigure extends Picture {
  readonly name: string;
  /** Pictures that its file holds, of which it shows one. */
  readonly frames: number;
}

/** A page of a document as a small picture; sizes are in points. */
export interface ShownPage extends Picture {
  /** From 1. */
  readonly page: number;
}

/** What the page shows of a recovered panel; its numbers stay in the worker. */
export interface PanelSummary {
  readonly panel: number;
  readonly plotBox: Box;
  readonly colourbarBox: Box | null;
  /** Pixels of the plot area as it was decoded. */
  readonly plotWidth: number;
  readonly plotHeight: number;
  /** The picture was straightened: boxes are those around the tilted parts. */
  readonly isStraightened: boolean;
  readonly range: readonly [number, number] | null;
  readonly scale: string;
  readonly units: string | null;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly axes: { readonly x: AxisEdges | null; readonly y: AxisEdges | null };
  readonly colourmap: string;
  readonly rows: number;
  readonly columns: number;
  readonly coverage: number;
  readonly confidence: number;
  readonly confidences: Confidences;
  readonly cellsFound: { readonly rows: number; readonly columns: number } | null;
  readonly warnings: readonly Notice[];
}

/** What was found of a panel, before its pixels are decoded. */
export type FoundPanel = Pick<
  PanelSummary,
  'panel' | 'plotBox' | 'colourbarBox' | 'range' | 'scale' | 'units' | 'ticks' | 'axes'
>;

/** A warning, and the settings that settle it. */
export interface Notice {
  readonly message: string;
  readonly settings: readonly Setting[];
}

/** What stands at a place of the figure. */
export interface Probe {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  /** NaN where masked. */
  readonly value: number;
  readonly sigma: number;
  readonly kind: string;
}

export type Look = 'values' | 'sigma' | 'difference' | 'residual' | 'kind';

/** A look at a panel's grid, with what its colours stand for where they are a scale. */
export interface Drawn extends Picture {
  readonly range: readonly [number, number] | null;
}

/** A named colourmap of the list, with sixteen of its colours. */
export interface ListedColourmap {
  readonly name: string;
  readonly colours: readonly string[];
}

/** A line or a part of the plot area, its points in pixels from the area's corner. */
export interface MeasuredShape {
  readonly kind: 'line' | 'rectangle' | 'outline';
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** What was measured along a line or over a part. */
export interface Measured {
  readonly kind: MeasuredShape['kind'];
  readonly profile: Profile | null;
  readonly summary: ValueSummary;
  /** Of the pixels with a value, in units of both axes; null where an axis is not known, or not linear. */
  readonly area: number | null;
  /** The line's length, or that area, by the scale bar; null without one. */
  readonly extent: Extent | null;
}

export type GridFile =
  | 'csv'
  | 'long'
  | 'npy'
  | 'npz'
  | 'netcdf'
  | 'geotiff'
  | 'asc'
  | 'parquet'
  | 'contours'
  | 'json'
  | 'png'
  | 'preview'
  | 'report'
  | 'meta';

export interface WrittenFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the page asks of its worker, and what comes back. */
export interface Calls {
  open: {
    readonly ask: {
      readonly file: Blob;
      readonly figure: FigureName;
      readonly options: ReadingOptions;
      /** What the window made of a drawing (svg), which workers cannot draw. */
      readonly drawn?: ImageBitmap;
    };
    readonly answer: OpenedFigure;
  };
  recover: {
    readonly ask: Pick<Project, 'options' | 'mask' | 'colourmap'>;
    readonly answer: readonly PanelSummary[];
  };
  draw: {
    readonly ask: { readonly panel: number; readonly look: Look; readonly colourmap: string };
    readonly answer: Drawn;
  };
  /** What is certain of a mask before anything is recovered with it: from now on, what it paints out is shown without values. */
  paint: { readonly ask: Pick<Project, 'mask'>; readonly answer: boolean };
  /** Where values reach levels, round ones unless told, to lie over a picture of the grid. */
  contours: {
    readonly ask: { readonly panel: number; readonly levels: readonly number[] };
    readonly answer: Picture;
  };
  /** Colours of the panel's pixels and its colourmap, in RGB space. */
  colours: { readonly ask: { readonly panel: number }; readonly answer: ShownColours };
  probe: {
    readonly ask: { readonly panel: number; readonly x: number; readonly y: number };
    readonly answer: Probe | null;
  };
  magnify: {
    readonly ask: { readonly x: number; readonly y: number; readonly reach: number };
    readonly answer: Picture;
  };
  write: {
    readonly ask: { readonly panels: readonly number[]; readonly formats: readonly GridFile[] };
    readonly answer: readonly WrittenFile[];
  };
  measure: {
    readonly ask: {
      readonly panel: number;
      readonly shape: MeasuredShape;
      readonly scaleBar: ScaleBar | null;
    };
    readonly answer: Measured;
  };
  histogram: {
    readonly ask: { readonly panel: number; readonly classes: number };
    readonly answer: { readonly counts: Uint32Array; readonly range: readonly [number, number] } | null;
  };
  /** The panels in all formats, in one archive. */
  archive: { readonly ask: Record<string, never>; readonly answer: WrittenFile };
  /** Where the figures of a PDF are. */
  pages: {
    readonly ask: { readonly file: Blob; readonly name: string };
    readonly answer: readonly FigurePlace[];
  };
  thumbnails: {
    readonly ask: { readonly file: Blob; readonly name: string; readonly pages: readonly number[] };
    readonly answer: readonly ShownPage[];
  };
  /** How many panels the command line counts on the page of the figure that is open, before those of the figure. */
  panelsBefore: {
    readonly ask: Pick<Project, 'options' | 'colourmap'> & { readonly file: Blob };
    readonly answer: number;
  };
  /** The figure with the data drawn in another named colourmap. */
  recoloured: { readonly ask: { readonly colourmap: string }; readonly answer: WrittenFile };
  /** What was painted out by hand, as a picture that `--mask` takes. */
  maskPicture: { readonly ask: Record<string, never>; readonly answer: WrittenFile };
  /** What was found, as `inspect --json` prints it; null before anything was. */
  findings: { readonly ask: Record<string, never>; readonly answer: Findings | null };
  colourmapFile: {
    readonly ask: { readonly file: Blob; readonly name: string };
    readonly answer: PlainColourmap;
  };
  colourmaps: {
    readonly ask: { readonly pattern: string; readonly most: number };
    readonly answer: readonly ListedColourmap[];
  };
}

export type CallName = keyof Calls;

export type ToEngine =
  | {
      readonly [K in CallName]: { readonly id: number; readonly call: K; readonly ask: Calls[K]['ask'] };
    }[CallName]
  | { readonly id: number; readonly abort: true }
  /** Nothing is asked for yet; whatever is ends it. */
  | { readonly rehearse: true };

export type FromEngine =
  | { readonly id: number; readonly progress: { readonly stage: string; readonly fraction: number } }
  | { readonly id: number; readonly found: readonly FoundPanel[] }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ErrorMessage };
