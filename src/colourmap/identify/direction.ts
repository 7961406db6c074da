import { okLabOf } from '../check/colourDifference.js';
import type { NamedTable } from '../library/library.js';

/** OKLab hues, degrees, of what people call red and blue: from crimson to orange-red, from azure to ultramarine. */
const redHues = [5, 45] as const;
const blueHues = [225, 282] as const;
/** OKLab chroma below which an end has no hue to speak of. */
const coloured = 0.04;
/** OKLab chroma of a table that is grey all along. */
const grey = 0.01;

/**
 * Whether a table is by convention used the other way round than it is stored. A picture's colours alone cannot tell
 * a map from its reverse, so custom has to: of a diverging map with a blue and a red end, blue is low; of greys, dark
 * is low; any other table is used as its program stores it.
 */
export function usuallyReversed(table: NamedTable): boolean {
  const lab = okLabOf(table.rgb);
  const n = table.n;
  let chroma = 0;
  for (let i = 0; i < n; i++) chroma = Math.max(chroma, Math.hypot(lab[3 * i + 1]!, lab[3 * i + 2]!));
  if (chroma < grey) return lab[0]! > lab[3 * (n - 1)]!;
  if (table.kind !== 'diverging') return false;
  // The very ends are often nearly black: look a little way in.
  const inset = Math.floor(0.1 * n);
  const isHue = (i: number, [low, high]: readonly [number, number]): boolean => {
    const a = lab[3 * i + 1]!;
    const b = lab[3 * i + 2]!;
    const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
    return Math.hypot(a, b) > coloured && hue >= low && hue <= high;
  };
  return isHue(inset, redHues) && isHue(n - 1 - inset, blueHues);
}
