import type { Box, Raster, Rgb } from '../../model/types.js';
import { difference } from '../layout/ink/frame.js';

/** Lines that are looked at each way, about, and pixels of one class that make a part of it: the rims between others have fewer. */
const lines = 60;
const thinnest = 3;
/** Anti-aliasing and codecs change a class's colour by less than this. */
const onClass = 32;
/** A class comes back on this share of the lines each way: on those of stacks, areas and sectors hardly any does. */
const leastShare = 0.25;

/**
 * Whether a plot's classes come back along its lines, level and upright ones: those of a field do, where it rises and falls. What is
 * stacked, bars and areas, shows each of its classes once one way, and so do the sectors of a pie both ways.
 *
 * @param plot pixels
 * @param classes their colours, sRGB
 */
export function comesBackBothWays(raster: Raster, plot: Box, classes: readonly Rgb[]): boolean {
  const { left, top, right, bottom } = plot;
  const classAt = (x: number, y: number): number => {
    const o = 4 * (y * raster.width + x);
    const colour: Rgb = [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
    const distances = classes.map((own) => difference(own, colour));
    const least = Math.min(...distances);
    return least <= onClass ? distances.indexOf(least) : -1;
  };
  const level = shareComingBack([top, bottom], [left, right], (line, along) => classAt(along, line));
  return level >= leastShare && shareComingBack([left, right], [top, bottom], classAt) >= leastShare;
}

/** Of the lines across a range of pixels that show a class, the share on which one is seen again beyond another. */
function shareComingBack(
  [first, last]: readonly [number, number],
  [from, to]: readonly [number, number],
  classAt: (line: number, along: number) => number,
): number {
  const step = Math.max(1, Math.floor((last - first) / lines));
  let [shown, back] = [0, 0];
  for (let line = first + (step >> 1); line < last; line += step) {
    const seen = new Set<number>();
    let [current, run, latest, isBack] = [-1, 0, -1, false];
    for (let along = from; along < to; along++) {
      const here = classAt(line, along);
      run = here === current ? run + 1 : 1;
      current = here;
      if (here < 0 || run !== thinnest || here === latest) continue;
      isBack ||= seen.has(here);
      seen.add(here);
      latest = here;
    }
    if (seen.size > 0) shown++;
    if (isBack) back++;
  }
  return shown === 0 ? 0 : back / shown;
}
