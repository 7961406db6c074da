import type { Box, Raster } from '../../../model/types.js';
import type { Word } from '../../labels/words/joined.js';
import { type Edges, plainEdges, type Side, upright, viewFrom } from '../../layout/ink/edges.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { unite } from '../../layout/ink/rectangle.js';
import { outerBox, type Tick, ticksOutside } from '../../layout/ticks.js';

/** A line runs along this share of the way from the first label to the last: marks and rims may break it. */
const UNBROKEN = 0.9;
/** So many labels with a mark on a line each make it their axis, and no border that happens to run there. */
const FEWEST = 3;
/** A mark on a line is no farther from its label's middle than this share of the label's height, and a pixel. */
const OFF = 0.5;

/**
 * The axis line beyond the labels along a bar's side, seen from the bar, which is nearer to them than the bar is and has marks at them: they
 * are that axis', whose data end elsewhere, so that it is no side of a plot area. Null where there is no such line.
 *
 * @param labels the row of words along the bar's side
 * @returns the line and the words at its marks
 */
export function axisBeyond(
  raster: Raster,
  page: Page,
  labels: readonly Word[],
  { edges, side }: { readonly edges: Edges; readonly side: Side },
): { readonly line: Edges; readonly words: readonly Word[] } | null {
  if (labels.length < FEWEST) return null;
  const bar = outerBox(edges);
  const row = labels.map(({ box }) => box).reduce(unite);
  const [near, far] = depths(bar, row, side);
  const view = viewFrom(side, bar, raster.width, raster.height);
  const middles = labels.map((word) => middleOf(word, side));
  const [first, last] = [Math.floor(Math.min(...middles)), Math.ceil(Math.max(...middles))];
  const isLine = (d: number): boolean => {
    let ink = 0;
    for (let p = first; p < last; p++)
      if (maxDifference(raster, view.offset(-1 - d, p), page.colour) > page.tolerance) ink++;
    return ink >= UNBROKEN * (last - first);
  };
  for (let d = far; d < Math.min(far + near, view.outside); d++) {
    if (!isLine(d)) continue;
    let end = d + 1;
    while (end < view.outside && isLine(end)) end++;
    const line = plainEdges(lineBox(bar, side, [first, last], [d, end]));
    const ticks = sidesAlong(side).flatMap((across) => ticksOutside(raster, page, line, across));
    const marked = labels.filter((word) => hasMark(word, side, ticks));
    return marked.length >= FEWEST ? { line, words: marked } : null;
  }
  return null;
}

const hasMark = (word: Word, side: Side, ticks: readonly Tick[]): boolean =>
  ticks.some(({ at }) => Math.abs(at - middleOf(word, side)) <= OFF * word.height + 1);

const middleOf = ({ box }: Word, side: Side): number =>
  upright(side) ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2;

const sidesAlong = (side: Side): readonly Side[] => (upright(side) ? ['left', 'right'] : ['top', 'bottom']);

/** How far from a bar's side a row of words begins and ends, pixels. */
function depths(bar: Box, row: Box, side: Side): readonly [number, number] {
  switch (side) {
    case 'left':
      return [bar.left - row.right, bar.left - row.left];
    case 'right':
      return [row.left - bar.right, row.right - bar.right];
    case 'top':
      return [bar.top - row.bottom, bar.top - row.top];
    case 'bottom':
      return [row.top - bar.bottom, row.bottom - bar.bottom];
  }
}

/** The box of a line from one place to another along a side, and from one distance to another beyond it. */
function lineBox(
  bar: Box,
  side: Side,
  [from, to]: readonly [number, number],
  [d, end]: readonly [number, number],
): Box {
  switch (side) {
    case 'left':
      return { left: bar.left - end, right: bar.left - d, top: from, bottom: to };
    case 'right':
      return { left: bar.right + d, right: bar.right + end, top: from, bottom: to };
    case 'top':
      return { top: bar.top - end, bottom: bar.top - d, left: from, right: to };
    case 'bottom':
      return { top: bar.bottom + d, bottom: bar.bottom + end, left: from, right: to };
  }
}
