import * as v from 'valibot';
import type { Colourmap } from '../model/types.js';

const numbers = v.array(v.pipe(v.number(), v.finite()));
const rgb = v.tuple([v.number(), v.number(), v.number()]);
/** A colourmap as a project holds it. */
export const colourmapSchema = v.object({
  colours: numbers,
  positions: numbers,
  closed: v.boolean(),
  bands: v.exactOptional(numbers),
  levels: v.exactOptional(v.number()),
  below: v.exactOptional(rgb),
  above: v.exactOptional(rgb),
  source: v.picklist(['colourbar', 'named', 'file', 'walk', 'blind']),
  accuracy: v.object({ standardError: v.number(), endsKnown: v.boolean() }),
  name: v.exactOptional(v.string()),
  confidence: v.number(),
});

/** A colourmap with its arrays as JSON has them. */
export type PlainColourmap = v.InferOutput<typeof colourmapSchema>;

export function plainColourmap(colourmap: Colourmap): PlainColourmap {
  const { colours, positions, bands, below, above, ...rest } = colourmap;
  return {
    ...rest,
    colours: [...colours],
    positions: [...positions],
    ...(bands && { bands: [...bands] }),
    ...(below && { below: [...below] }),
    ...(above && { above: [...above] }),
  };
}

export function typedColourmap({ bands, ...plain }: PlainColourmap): Colourmap {
  return {
    ...plain,
    colours: Float64Array.from(plain.colours),
    positions: Float64Array.from(plain.positions),
    ...(bands && { bands: Float64Array.from(bands) }),
  };
}
