import type { Box, Raster } from '../../model/types.js';
import type { Orientation } from '../layout/bars/pieces.js';

/** Share of the lines at which a strip ends where it ends: what lies beside it may have its colour in places. */
export const leastBounded = 0.55;
/** A colour that changes by more than this from one line to the next is another cell's or band's. */
export const leastJump = 12;

/**
 * Whether both long sides of a box are edges: most pixels just beyond differ from what the line across would go on with.
 * A steep field has strips whose lines hardly change within a codec's tolerance; they go on beyond as they are inside.
 */
export function standsOut(raster: Raster, box: Box, orientation: Orientation): boolean {
  const { width, height } = raster;
  const vertical = orientation === 'vertical';
  const [from, to] = vertical ? [box.top, box.bottom] : [box.left, box.right];
  const [start, end, most] = vertical ? [box.left, box.right, width] : [box.top, box.bottom, height];
  const at = (a: number, b: number): number => 4 * (vertical ? b * width + a : a * width + b);
  const differs = (far: number, near: number, beyond: number): boolean => {
    if (beyond < 0 || beyond >= most) return true;
    const ratio = (beyond - near) / (near - far);
    let edges = 0;
    for (let b = from; b < to; b++)
      if (stepBeyond(raster, [at(far, b), at(near, b), at(beyond, b)], ratio) > leastJump) edges++;
    return edges >= leastBounded * (to - from);
  };
  return differs(end - 2, start + 1, start - 2) && differs(start + 1, end - 2, end + 1);
}

/**
 * How far the third of three pixels is from where the first two lead, in the channel in which it is farthest.
 *
 * @param ratio distance from the second to the third over that from the first to the second
 */
function stepBeyond(
  { data }: Raster,
  [far, near, beyond]: readonly [number, number, number],
  ratio: number,
): number {
  let most = 0;
  for (let c = 0; c < 3; c++) {
    const expected = data[near + c]! + ratio * (data[near + c]! - data[far + c]!);
    most = Math.max(most, Math.abs(data[beyond + c]! - Math.min(255, Math.max(0, expected))));
  }
  return most;
}
