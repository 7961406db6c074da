import { UsageError } from '../model/errors.js';
import type { Setting } from '../model/warning.js';

/** One axis of a plot area: the coordinates of its two edges and where they lie, in pixels from the first pixel's start. */
export interface AxisEdges {
  /** Coordinates at the left and right, or at the top and bottom edge. */
  readonly range: readonly [number, number];
  /** Pixel coordinates of the two edges, 0 and the number of pixels unless they are known better. */
  readonly at?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  /** Of the coordinates, where they are known; of dates CF's `seconds since …`. */
  readonly units?: string;
}

/**
 * Coordinates of the centres of `count` pixels in a row or column: pixel i is centred on i + ½.
 *
 * @throws UsageError if a logarithmic axis has an edge that is not positive
 */
export function pixelCentres(count: number, axis: AxisEdges, setting: Setting = 'x'): Float64Array {
  const { range, at = [0, count], scale = 'linear' } = axis;
  if (scale === 'log' && !(range[0] > 0 && range[1] > 0))
    throw new UsageError(
      `${setting} expects positive edges on a logarithmic axis, but received ${range[0]},${range[1]}`,
      setting,
    );
  const [first, last] = scale === 'log' ? range.map(Math.log) : range;
  const centres = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const value = first! + ((i + 0.5 - at[0]) / (at[1] - at[0])) * (last! - first!);
    centres[i] = scale === 'log' ? Math.exp(value) : value;
  }
  return centres;
}
