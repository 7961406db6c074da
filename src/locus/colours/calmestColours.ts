import type { PictureColours } from './pictureColours.js';

/**
 * How many pixels have each distinct colour, of those that differ least from their neighbours. Compression and resampling mix
 * the colours of unlike pixels, and mixtures lie on chords of the locus; where neighbours are alike there is nothing to mix.
 *
 * @param share of the calm pixels that count, 0…1
 */
export function calmestColours(
  { distinct, colours, calm, width }: Pick<PictureColours, 'distinct' | 'colours' | 'calm' | 'width'>,
  share: number,
): Uint32Array {
  const { indices } = distinct;
  const steps = new Float32Array(indices.length);
  const apart = (p: number, q: number): number => {
    const a = 3 * indices[p]!;
    const b = 3 * indices[q]!;
    const du = colours[a]! - colours[b]!;
    const dv = colours[a + 1]! - colours[b + 1]!;
    const dw = colours[a + 2]! - colours[b + 2]!;
    return Math.sqrt(du * du + dv * dv + dw * dw);
  };
  for (let p = 0; p < indices.length; p++) {
    if ((p + 1) % width > 0) {
      const d = apart(p, p + 1);
      if (d > steps[p]!) steps[p] = d;
      if (d > steps[p + 1]!) steps[p + 1] = d;
    }
    if (p + width < indices.length) {
      const d = apart(p, p + width);
      if (d > steps[p]!) steps[p] = d;
      if (d > steps[p + width]!) steps[p + width] = d;
    }
  }
  const sorted = steps.filter((_, p) => calm[p] === 1).sort();
  const limit = sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const counts = new Uint32Array(distinct.packed.length);
  for (let p = 0; p < indices.length; p++) if (calm[p] === 1 && steps[p]! <= limit) counts[indices[p]!]!++;
  return counts;
}
