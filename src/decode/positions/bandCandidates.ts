/** Compression smears a border so far: the flat places on either side begin within it. */
const reach = 4;
/** Pairs of flat places asked whether bands that meet follow each other. */
const apart = 6;
/** Of a field without jumps, so many of the bands that meet do. */
const leastFollowing = 0.6;
/** Fewer pairs say nothing: then a field is taken for continuous, as most are. */
const leastPairs = 24;

/**
 * Which bands a pixel may belong to: those of the flat places around it, and where the field is continuous those between them.
 * Between unordered classes (land use) nothing lies but the blur of their border.
 *
 * @param flat width × height: bands of the flat places, −1 elsewhere
 * @returns for a pixel, its bands in ascending order; none where no flat place is near
 */
export function bandCandidates(
  flat: Int16Array,
  width: number,
  height: number,
): (p: number) => readonly number[] {
  const continuous = isContinuous(flat, width);
  return (p) => {
    if (flat[p]! >= 0) return [flat[p]!];
    const seen = new Set<number>();
    const [x, y] = [p % width, Math.floor(p / width)];
    for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++)
        if (flat[v * width + u]! >= 0) seen.add(flat[v * width + u]!);
    const bands = [...seen].sort((a, b) => a - b);
    // One flat place says what is on its own side only.
    if (bands.length < 2) return [];
    if (!continuous) return bands;
    return Array.from({ length: bands.at(-1)! - bands[0]! + 1 }, (_, k) => bands[0]! + k);
  };
}

/** Whether the bands that meet, a border's blur apart, follow each other on the map. */
function isContinuous(flat: Int16Array, width: number): boolean {
  let pairs = 0;
  let following = 0;
  for (let p = 0; p + apart * width < flat.length; p++) {
    const band = flat[p]!;
    if (band < 0) continue;
    for (const q of [p % width < width - apart ? p + apart : p, p + apart * width]) {
      const other = flat[q]!;
      if (other < 0 || other === band) continue;
      pairs++;
      if (Math.abs(other - band) === 1) following++;
    }
  }
  return pairs < leastPairs || following >= leastFollowing * pairs;
}
