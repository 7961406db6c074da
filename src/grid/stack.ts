import { UsageError } from '../model/errors.js';
import type { Grid } from '../model/types.js';

/** The grids of a film: one field after the other, all on the same coordinates. */
export interface GridStack {
  /** At least one, all of one size and on the coordinates of the first. */
  readonly frames: readonly Grid[];
  /** When each frame is shown, in seconds from the first; ascending. */
  readonly time: Float64Array;
  /** Values at the ends of each frame's colourmap; null where its values are positions 0…1. */
  readonly ranges: readonly (readonly [number, number] | null)[];
}

/**
 * Puts the frames of a film together.
 *
 * @param time seconds from the first frame, one for each
 * @throws UsageError if there is no frame, they differ in size, or there is not one time and one range for each
 */
export function gridStack(
  frames: readonly Grid[],
  time: Float64Array,
  ranges: GridStack['ranges'],
): GridStack {
  const [first] = frames;
  if (first === undefined || time.length !== frames.length || ranges.length !== frames.length)
    throw new UsageError(
      `expected frames with a time and a range for each, but received ${frames.length} frames, ${time.length} times and ${ranges.length} ranges`,
      'frame',
    );
  const odd = frames.findIndex(({ width, height }) => width !== first.width || height !== first.height);
  if (odd >= 0) {
    const { width, height } = frames[odd]!;
    throw new UsageError(
      `frame expects all frames to be of one size, but the first is ${first.width} × ${first.height} and number ${odd} is ${width} × ${height}`,
      'frame',
      { code: 'frames-of-different-size' },
    );
  }
  return { frames, time, ranges };
}

/** The frames of a stack, or a grid as the only one. */
export const framesOf = <G extends object>(grid: G | GridStack): readonly (G | Grid)[] =>
  'frames' in grid ? grid.frames : [grid];
