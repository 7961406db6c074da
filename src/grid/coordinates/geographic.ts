import type { GridAxis, GridFrame } from '../../model/types.js';

/**
 * Whether a grid's x and y are longitude and latitude: both in degrees, east and north where the figure says which, and
 * within what these can be, a pixel more or less. Other angles within the same bounds (azimuth and elevation) cannot
 * be told from them.
 */
export function isLongitudeLatitude({ xAxis, yAxis, width, height }: GridFrame): boolean {
  return isWithin(xAxis, 'degrees_east', 360, width) && isWithin(yAxis, 'degrees_north', 90, height);
}

function isWithin(axis: GridAxis | undefined, units: string, most: number, count: number): boolean {
  if (!axis || axis.scale === 'log' || (axis.units !== units && axis.units !== '°')) return false;
  const [a, b] = axis.edges;
  const slack = Math.abs(b - a) / count;
  // A latitude's bounds lie a half turn apart, a longitude may begin anywhere: either spans no more than this.
  const span = Math.min(most, 180) * 2;
  return Math.max(Math.abs(a), Math.abs(b)) <= most + slack && Math.abs(b - a) <= span + 2 * slack;
}
