import { profileAlong } from '../../../grid/profile.js';
import { summaryOf } from '../../../grid/summaryOf.js';
import { paintedMask } from '../../../marks/paintedMask.js';
import { InputError } from '../../../model/errors.js';
import type { Panel } from '../../../pipeline/panel.js';
import { extentOf, type ScaleBar } from '../../project/scaleBar.js';
import type { Measured, MeasuredShape } from '../calls/calls.js';

/**
 * What the values along a line, or in a part of the plot area, come to.
 *
 * @throws InputError where the grid has a value a cell: the shape is drawn in pixels
 */
export function measured(panel: Panel, { kind, points }: MeasuredShape, scaleBar: ScaleBar | null): Measured {
  const { grid, decoded } = panel;
  const { width, height } = grid;
  if (width !== decoded.width || height !== decoded.height)
    throw new InputError('lines and areas are measured where there is one value for each pixel');
  if (kind === 'line') {
    const [from, to] = [points[0] ?? corner, points.at(-1) ?? corner];
    const profile = profileAlong(grid, from, to);
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const { values, sigma } = profile;
    const mask = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
    const along = { ...grid, width: values.length, height: 1, values, sigma: Float32Array.from(sigma), mask };
    const extent = scaleBar && extentOf(scaleBar, length, 1);
    return { kind, profile, summary: summaryOf(along), area: null, extent };
  }
  const shape = { tool: kind === 'rectangle' ? 'box' : 'polygon', erase: false, points } as const;
  const part = paintedMask([shape], { width, height, data: new Uint8ClampedArray() });
  const summary = summaryOf(grid, part);
  const extent = scaleBar && extentOf(scaleBar, summary.count, 2);
  return { kind, profile: null, summary, area: areaOf(panel, summary.count), extent };
}

const corner = [0, 0] as const;

/** The area of so many pixels, in the units of the axes. */
function areaOf({ grid, sidecar: { axes } }: Panel, pixels: number): number | null {
  const isLinear = [axes.x, axes.y].every((axis) => axis && (axis.scale ?? 'linear') === 'linear');
  if (!isLinear || grid.width < 2 || grid.height < 2) return null;
  return pixels * Math.abs((grid.x[1]! - grid.x[0]!) * (grid.y[1]! - grid.y[0]!));
}
