import { cells, gaussians, plateaus, tissue } from './fieldsBlocks.js';
import { bands, eddies, radar, stars, terrain } from './fieldsNature.js';
import { seismic, spectrogram, waves } from './fieldsSignal.js';
import { quantile } from './noise.js';
import type { Draws } from './random.js';

type FieldMaker = (width: number, height: number, draw: Draws) => Float64Array;

/** Every kind of field, by the word that stands in the pictures' names. */
const makers = {
  spectrogram,
  radar,
  stars,
  eddies,
  bands,
  terrain,
  seismic,
  cells,
  waves,
  tissue,
  plateaus,
  gaussians,
} satisfies Readonly<Record<string, FieldMaker>>;

export type FieldKind = keyof typeof makers;

export const fieldKinds = Object.keys(makers) as FieldKind[];

/**
 * A field of a kind as shares of its colourmap's range: width × height values in [0, 1], NaN = no data. Most reach both
 * ends; some saturate there, as with limits set by percentiles, and some stay short of them, as with round limits.
 */
export function shareField(kind: FieldKind, width: number, height: number, draw: Draws): Float64Array {
  const field = makers[kind](width, height, draw);
  const saturated = draw.chance(0.25) ? draw.uniform(0.002, 0.02) : 0;
  const low = quantile(field, saturated);
  const high = quantile(field, 1 - saturated);
  const [least, most] = draw.chance(0.3) ? [draw.uniform(0, 0.15), draw.uniform(0.85, 1)] : [0, 1];
  return field.map((v) => least + (most - least) * Math.min(1, Math.max(0, (v - low) / (high - low))));
}
