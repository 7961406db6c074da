import { colourmapFromColourbar, type FromColourbar } from './colourmap/fromColourbar.js';
import { type BlindOptions, recoverBlind } from './decode/blind.js';
import { type GreedyOptions, recoverGreedy } from './decode/greedy.js';
import { type DecodeKnownOptions, decodeKnown } from './decode/known.js';
import { crop, cropPlane, validateBox, wholeBox } from './raster/crop.js';
import type { Box, Colourmap, Decoded, Grid, Provenance, Raster, Scale } from './types.js';
import { version } from './version.js';

export interface RecoverRequest {
  /** The data's pixels; the whole picture unless given. */
  readonly plotBox?: Box;
  /** Data values at the low and the high end of the colourmap; without them values are positions 0…1. */
  readonly range?: readonly [number, number] | null;
  readonly scale?: Scale;
  /** The notebook's walk with these settings, instead of the ordering that unhue would choose. */
  readonly walk?: GreedyOptions;
  /** 1 for pixels of the whole picture that cannot be data (transparent ones). */
  readonly ignore?: Uint8Array | undefined;
  readonly provenance?: Partial<Provenance>;
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface Recovery {
  readonly grid: Grid;
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  /** What a blind ordering started from: the unordered colours, and the order it gave them. */
  readonly palette?: { readonly colours: Float64Array; readonly order: Uint32Array } | undefined;
  readonly plotBox: Box;
  readonly colourbarBox: Box | null;
  readonly range: readonly [number, number] | null;
  readonly scale: Scale;
  /** Share of the plot area's pixels that are unmasked. */
  readonly coverage: number;
  /** How much to trust the values, 0…1. */
  readonly confidence: number;
  readonly warnings: readonly string[];
  /** Further findings for the sidecar: counts, levels, noise. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * The pipeline: raster → plot area → colourmap → positions → values on a grid.
 *
 * @throws UsageError for boxes and ranges that cannot be
 * @throws RecoveryError if the plot area holds no order of colours
 */
export function recover(raster: Raster, request: RecoverRequest = {}): Recovery {
  const plotBox = request.plotBox ?? wholeBox(raster);
  validateBox(plotBox, raster.width, raster.height, '--plot');
  const plot = crop(raster, plotBox);
  const ignore = request.ignore && cropPlane(request.ignore, 1, raster.width, plotBox);
  const { colourmap, decoded, palette } = request.walk
    ? walked(plot, request.walk)
    : blind(plot, { ...(ignore && { ignore }), ...(request.progress && { progress: request.progress }) });
  const range = request.range ?? null;
  const [lo, hi] = range ?? [0, 1];
  const pixels = decoded.t.length;
  const values = new Float64Array(pixels);
  const sigma = new Float64Array(pixels);
  let valid = 0;
  for (let i = 0; i < pixels; i++) {
    values[i] = lo + decoded.t[i]! * (hi - lo);
    sigma[i] = decoded.sigma[i]! * Math.abs(hi - lo);
    valid += decoded.mask[i]!;
  }
  return {
    grid: {
      width: decoded.width,
      height: decoded.height,
      values,
      sigma,
      mask: decoded.mask,
      x: Float64Array.from({ length: decoded.width }, (_, i) => i + 0.5),
      y: Float64Array.from({ length: decoded.height }, (_, i) => i + 0.5),
      provenance: { version, options: {}, ...request.provenance },
    },
    decoded,
    colourmap,
    palette,
    plotBox,
    colourbarBox: null,
    range,
    scale: 'linear',
    coverage: valid / pixels,
    confidence: colourmap.confidence,
    warnings: [],
    details: {},
  };
}

function walked(plot: Raster, options: GreedyOptions) {
  const { colourmap, decoded, palette, order } = recoverGreedy(plot, options);
  return { colourmap, decoded, palette: { colours: palette.colours, order } };
}

function blind(plot: Raster, options: BlindOptions) {
  return { ...recoverBlind(plot, options), palette: undefined };
}
