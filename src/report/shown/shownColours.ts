import type { ReportInput } from './input.js';
import { sampleColours } from './sampleColours.js';

/** Points that a cloud in 3-D shows clearly and every graphics card turns smoothly. */
const SAMPLE = 4000;
/** More vertices than this do not make a line smoother at the size in which it is drawn. */
const VERTICES = 600;

/** What is shown in RGB space. */
export interface ShownColours {
  /** 3m bytes: the picture's own colours, as dots. */
  readonly sample: Uint8Array;
  /** 3n sRGB values: the colours that stand for them, larger. */
  readonly nodes: ArrayLike<number>;
  /** 3l sRGB values: a line through them; empty for none. */
  readonly locus: ArrayLike<number>;
}

/** The pixels in RGB space, with the quantised colours and the locus through them. */
export function shownColours({
  figure,
  plotBox,
  colourmap,
  palette,
}: Pick<ReportInput, 'figure' | 'plotBox' | 'colourmap' | 'palette'>): ShownColours {
  return {
    sample: sampleColours(figure, plotBox, SAMPLE),
    locus: thinned(colourmap.colours, VERTICES, colourmap.closed),
    // A map that came in order shows its own colours where a blind recovery shows those that it had to order.
    nodes: thinned(palette?.colours ?? colourmap.colours, VERTICES, false),
  };
}

/** At most `count` of n points, both ends kept; of a closed curve, the first again at the end. */
function thinned(points: Float64Array, count: number, closed: boolean): Float64Array {
  const n = points.length / 3;
  const kept = Math.min(n, count);
  const indices = Array.from({ length: kept }, (_, k) =>
    kept > 1 ? Math.round((k * (n - 1)) / (kept - 1)) : 0,
  );
  if (closed && n > 0) indices.push(0);
  return Float64Array.from(indices.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)]));
}
