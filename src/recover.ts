import { type GreedyOptions, recoverGreedy } from './decode/greedy.js';
import { crop, validateBox, wholeBox } from './raster/crop.js';
import type { Box, Colourmap, Decoded, Grid, Provenance, Raster, Scale } from './types.js';
import { version } from './version.js';

export interface RecoverRequest extends GreedyOptions {
  readonly plotBox?: Box;
  readonly colourbarBox?: Box | null;
  readonly range?: readonly [number, number] | null;
  readonly scale?: Scale;
  readonly provenance?: Partial<Provenance>;
}

export interface Recovery {
  readonly grid: Grid;
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  readonly plotBox: Box;
  readonly colourbarBox: Box | null;
  readonly range: readonly [number, number] | null;
  readonly scale: Scale;
  readonly coverage: number;
  readonly confidence: number;
  readonly warnings: readonly string[];
  /** Further findings for the sidecar: counts, levels, noise. */
  readonly details: Readonly<Record<string, unknown>>;
}

export function recover(raster: Raster, request: RecoverRequest = {}): Recovery {
  const plotBox = request.plotBox ?? wholeBox(raster);
  validateBox(plotBox, raster.width, raster.height, '--plot');
  const { colourmap, decoded } = recoverGreedy(crop(raster, plotBox), request);
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
