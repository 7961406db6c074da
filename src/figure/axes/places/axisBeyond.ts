import type { Box, Raster } from '../../../model/types.js';
import type { Word } from '../../labels/words/joined.js';
import { type Edges, type Side, upright } from '../../layout/ink/edges.js';
import type { Page } from '../../layout/ink/page.js';
import { unite } from '../../layout/ink/rectangle.js';
import { lineBeside } from '../../layout/lineBeside.js';
import { outerBox, type Tick, ticksOutside } from '../../layout/ticks.js';

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
  const middles = labels.map((word) => middleOf(word, side));
  const between = [Math.floor(Math.min(...middles)), Math.ceil(Math.max(...middles))] as const;
  const line = lineBeside(raster, page, { box: bar, side }, between, [far, far + near]);
  if (line === null) return null;
  const ticks = sidesAlong(side).flatMap((across) => ticksOutside(raster, page, line, across));
  const marked = labels.filter((word) => hasMark(word, side, ticks));
  return marked.length >= FEWEST ? { line, words: marked } : null;
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
