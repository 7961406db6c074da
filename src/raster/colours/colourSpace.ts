/**
 * The space in which colours are compared. Colours drawn exactly are compared in plain sRGB. In pictures that were
 * compressed or resampled, distances are taken in luma and halved chroma: JPEG keeps luma at every pixel and finely
 * quantised, chroma at every other pixel and coarsely, so a unit of chroma is worth less. The factor 1.6 brings the
 * length of common colourmaps back to what it is in sRGB, so that radii mean the same in both spaces.
 */
export type WorkingSpace = 'rgb' | 'chroma-weighted';

/** How light a colour is: luma by ITU-R BT.601, as in JPEG; 0…255 like the sRGB values. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

const scale = 1.6;
const chromaWeight = 0.6;

/** The n colours (3n sRGB values, 0…255) in the working space. */
export function toWorkingSpace(colours: ArrayLike<number>, space: WorkingSpace): Float64Array {
  const converted = Float64Array.from(colours);
  return space === 'rgb' ? converted : weighChroma(converted);
}

/** Takes colours (3n sRGB values) to luma and halved chroma, in place. */
export function weighChroma(colours: Float64Array): Float64Array {
  const chroma = scale * chromaWeight;
  for (let o = 0; o < colours.length; o += 3) {
    const r = colours[o]!;
    const g = colours[o + 1]!;
    const b = colours[o + 2]!;
    // ITU-T T.871 (JFIF), without the chroma offset of 128.
    const y = luma(r, g, b);
    colours[o] = scale * y;
    colours[o + 1] = chroma * ((b - y) / 1.772);
    colours[o + 2] = chroma * ((r - y) / 1.402);
  }
  return colours;
}

/** Back to sRGB; values are not clipped to 0…255. */
export function fromWorkingSpace(colours: ArrayLike<number>, space: WorkingSpace): Float64Array {
  const converted = Float64Array.from(colours);
  if (space === 'rgb') return converted;
  const chroma = scale * chromaWeight;
  for (let o = 0; o < converted.length; o += 3) {
    const y = converted[o]! / scale;
    const b = y + (1.772 * converted[o + 1]!) / chroma;
    const r = y + (1.402 * converted[o + 2]!) / chroma;
    converted[o] = r;
    converted[o + 1] = (y - 0.299 * r - 0.114 * b) / 0.587;
    converted[o + 2] = b;
  }
  return converted;
}
