/**
 * The space in which colours are compared with tables: Y'CbCr (BT.601, as in JPEG) with the chroma axes shortened.
 * A JPEG keeps chroma at half the resolution and with coarser steps, so a difference in chroma says less; for
 * lossless pictures the weighting changes nothing that matters. The common factor keeps a unit about as long as in sRGB.
 */
const scale = 1.6;
const chroma = 0.6;

/** 3n sRGB values 0…255 as 3n coordinates. */
export function inFitSpace(colours: ArrayLike<number>): Float64Array {
  const points = new Float64Array(colours.length);
  for (let i = 0; i < points.length; i += 3) {
    const r = colours[i]!;
    const g = colours[i + 1]!;
    const b = colours[i + 2]!;
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    points[i] = scale * y;
    points[i + 1] = scale * chroma * 0.564 * (b - y);
    points[i + 2] = scale * chroma * 0.713 * (r - y);
  }
  return points;
}
