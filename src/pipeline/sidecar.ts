import type { AxisEdges } from '../grid/coordinates/coordinates.js';
import { dataBox } from '../grid/coordinates/dataBox.js';
import type { ValueScale } from '../grid/coordinates/scale.js';
import type { Box, ColourmapSource } from '../model/types.js';
import { version } from '../model/version.js';
import { warningText } from '../model/warning.js';
import {
  type Confidences,
  overallConfidence,
  type PanelFacts,
  type PanelRecovery,
} from './panel/recovery.js';
import type { BorrowedFrom, FigureInput, PanelRequest } from './plan/request.js';

/** A box as the sidecar and the command line write it: [left, top, right, bottom]. */
export type BoxArray = readonly [number, number, number, number];

export const boxArray = ({ left, top, right, bottom }: Box): BoxArray => [left, top, right, bottom];

/**
 * What is written beside the numbers, so that each of them can be traced and made again: plain data, ready for JSON.
 * docs/sidecar.schema.json says the same; the tests hold every sidecar against it.
 */
export interface Sidecar {
  readonly version: string;
  /** Name of the picture, for people; `sha256` (of its bytes) identifies it. Null where it had neither. */
  readonly figure: string | null;
  readonly sha256: string | null;
  /** As they were given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly panel: number;
  readonly panels: number;
  readonly plotBox: BoxArray;
  readonly colourbarBox: BoxArray | null;
  /** Corners of the plot area, clockwise from its top left, where the picture was straightened: `plotBox` holds them. */
  readonly corners?: readonly (readonly [x: number, y: number])[];
  /** Of a document: the page, from 1. */
  readonly page?: number;
  /** The plot area on that page as it is shown (cropped and turned), in points of 1/72 inch from its top left. */
  readonly pageBox?: BoxArray;
  /** How far the figure lies turned clockwise on the page as shown, degrees; the numbers are those of the figure upright. */
  readonly rotation?: number;
  /** Values at the ends of the colourmap; null: values are positions 0…1. */
  readonly range: readonly [number, number] | null;
  readonly scale: 'linear' | 'log' | 'symlog' | 'ticks';
  /** Of a film: when each frame is shown, seconds, and its own range. */
  readonly times?: readonly number[];
  readonly ranges?: readonly (readonly [number, number] | null)[];
  readonly threshold?: number;
  readonly units: string | null;
  /** Where colourmap and range are another figure's. */
  readonly borrowedFrom?: BorrowedFrom;
  readonly colourmap: {
    readonly name: string | null;
    readonly origin: ColourmapSource;
    /** How many colours it holds. */
    readonly colours: number;
    readonly closed: boolean;
    readonly stepped: boolean;
    readonly levels?: number;
    /** Borders of the bands of a stepped map, as positions 0…1. */
    readonly edges?: readonly number[];
  };
  /** Rows and columns of the grid. */
  readonly shape: readonly [number, number];
  /** Columns and rows of the grid that hold values, those that csv files are of: [left, top, right, bottom]. */
  readonly dataBox: BoxArray;
  readonly coverage: number;
  readonly confidence: number;
  readonly confidences: Confidences;
  readonly warnings: readonly string[];
  /** Labelled ticks of the colourbar: row (upright bars) or column of the figure, and what they say. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Coordinates of the plot area's edges; null: pixels from its corner. */
  readonly axes: { readonly x: AxisEdges | null; readonly y: AxisEdges | null };
  /** What else came to light. */
  readonly facts: PanelFacts;
}

/** The word for how positions become values: linear where they stay positions. */
export const scaleName = (values: ValueScale | null): Sidecar['scale'] =>
  values?.ticks ? 'ticks' : (values?.scale ?? 'linear');

/** The sidecar of one recovered panel. */
export function sidecarOf(input: FigureInput, request: PanelRequest, recovery: PanelRecovery): Sidecar {
  const { colourmap, colourbarBox, confidences, grid, values } = recovery;
  return {
    version,
    figure: input.name ?? null,
    sha256: input.sha256 ?? null,
    options: request.options,
    panel: request.panel,
    panels: request.panels,
    plotBox: boxArray(recovery.plotBox),
    colourbarBox: colourbarBox && boxArray(colourbarBox),
    range: values?.range ?? null,
    scale: scaleName(values),
    ...(values?.threshold !== undefined && { threshold: values.threshold }),
    units: grid.units ?? null,
    ...(request.borrowedFrom && { borrowedFrom: request.borrowedFrom }),
    colourmap: {
      name: colourmap.name ?? null,
      origin: colourmap.source,
      colours: colourmap.positions.length,
      closed: colourmap.closed,
      stepped: colourmap.bands !== undefined,
      ...(colourmap.levels !== undefined && { levels: colourmap.levels }),
      ...(colourmap.bands && { edges: [...colourmap.bands] }),
    },
    shape: [grid.height, grid.width],
    dataBox: boxArray(dataBox(grid)),
    coverage: recovery.coverage,
    confidence: overallConfidence(confidences, values),
    confidences,
    warnings: recovery.warnings.map(warningText),
    ticks: request.ticks,
    axes: { x: request.x, y: request.y },
    facts: recovery.facts,
  };
}
