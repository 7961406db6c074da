import type { Box, Raster, Scale } from '../model/types.js';
import { overallConfidence, type PanelRecovery } from './panel/recovery.js';
import type { FigureInput, PanelRequest } from './plan/request.js';
import { type Sidecar, sidecarOf } from './sidecar.js';

/** One recovered panel: its numbers, where they come from, and how far to trust them. Plain data. */
export interface Panel extends PanelRecovery {
  /** Number in reading order, from 1, and how many there are in the figure. */
  readonly panel: number;
  readonly panels: number;
  /** Values at the ends of the colourmap; null: values are positions 0…1. */
  readonly range: readonly [number, number] | null;
  readonly scale: Scale | 'ticks';
  /** Labelled ticks of the colourbar: row (upright bars) or column of the figure, and what they say. */
  readonly ticks: PanelRequest['ticks'];
  /** The cells that the picture clearly is a grid of, where each pixel has a value of its own here. */
  readonly cellsFound?: PanelRequest['cellsFound'];
  /**
   * The picture as it was decoded, and places in it, where it was straightened or drawn from a document; all other places
   * are those of the picture given.
   */
  readonly straight?: {
    readonly raster: Raster;
    readonly plotBox: Box;
    readonly colourbarBox: Box | null;
    readonly ticks: PanelRequest['ticks'];
  };
  /** How much to trust the values, 0…1: the least of the `confidences` on which they depend. */
  readonly confidence: number;
  /** What to write beside the numbers. */
  readonly sidecar: Sidecar;
}

/** A recovery with its request: what `recoverFigure` gives. */
export function panelOf(input: FigureInput, request: PanelRequest, recovered: PanelRecovery): Panel {
  const recovery: PanelRecovery = {
    ...recovered,
    warnings: [...(input.warnings ?? []), ...recovered.warnings],
  };
  const sidecar = sidecarOf(input, request, recovery);
  return {
    ...recovery,
    panel: request.panel,
    panels: request.panels,
    range: sidecar.range,
    scale: sidecar.scale,
    ticks: request.ticks,
    ...(request.cellsFound && { cellsFound: request.cellsFound }),
    confidence: overallConfidence(recovery.confidences, recovery.values),
    sidecar,
  };
}
