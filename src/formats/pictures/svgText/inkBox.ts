import type { Box, Raster } from '../../../model/types.js';

/** Ink differs this much from what is around it, of 255: half of what faint print has. */
const strong = 40;

/**
 * The ink that hangs together around the middle of where a text should be.
 *
 * @param box where it should be, pixels
 * @param reach how much farther it may be: before and behind it, above and below it
 * @param gap empty rows or columns within it, pixels
 * @returns undefined where there is none
 */
export function inkBox(
  raster: Raster,
  box: Box,
  reach: Box,
  gap: { readonly across: number; readonly down: number },
): Box | undefined {
  const left = Math.max(0, Math.floor(box.left - reach.left));
  const top = Math.max(0, Math.floor(box.top - reach.top));
  const right = Math.min(raster.width, Math.ceil(box.right + reach.right));
  const bottom = Math.min(raster.height, Math.ceil(box.bottom + reach.bottom));
  if (right - left < 1 || bottom - top < 1) return undefined;
  const paper = commonest(raster, { left, top, right, bottom });
  const isInk = (x: number, y: number): boolean => {
    const o = 4 * (y * raster.width + x);
    return [0, 1, 2].some((c) => Math.abs(raster.data[o + c]! - paper[c]!) >= strong);
  };
  const [from, to] = [Math.max(left, Math.floor(box.left)), Math.min(right, Math.ceil(box.right))];
  const rows = run(top, bottom, (box.top + box.bottom) / 2, gap.down, (y) => {
    for (let x = from; x < to; x++) if (isInk(x, y)) return true;
    return false;
  });
  if (!rows) return undefined;
  const columns = run(left, right, (box.left + box.right) / 2, gap.across, (x) => {
    for (let y = rows[0]; y < rows[1]; y++) if (isInk(x, y)) return true;
    return false;
  });
  return columns && { left: columns[0], top: rows[0], right: columns[1], bottom: rows[1] };
}

/** The run of lines with ink that is nearest to a middle, over gaps; its end is exclusive. */
function run(
  start: number,
  end: number,
  middle: number,
  gap: number,
  hasInk: (at: number) => boolean,
): readonly [number, number] | undefined {
  const runs: [number, number][] = [];
  for (let at = start; at < end; at++) {
    if (!hasInk(at)) continue;
    const last = runs.at(-1);
    if (last && at - last[1] <= gap) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  const distance = ([a, b]: readonly [number, number]): number => Math.max(0, a - middle, middle - b);
  return runs.sort((a, b) => distance(a) - distance(b))[0];
}

/** The colour that most pixels of a box have. */
function commonest({ width, data }: Raster, { left, top, right, bottom }: Box): readonly number[] {
  const counts = new Map<number, number>();
  let [most, best] = [0, 0];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const o = 4 * (y * width + x);
      const colour = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
      const count = (counts.get(colour) ?? 0) + 1;
      counts.set(colour, count);
      if (count > most) [most, best] = [count, colour];
    }
  return [best >> 16, (best >> 8) & 255, best & 255];
}
