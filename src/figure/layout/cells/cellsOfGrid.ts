import type { Box } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import type { Component, Components } from '../ink/components.js';
import { SIDES } from '../ink/edges.js';
import { boxArea, boxHeight, boxWidth } from '../ink/rectangle.js';

/** Rows and columns that make a grid of cells: fewer are a legend's swatches, or panels. */
const fewest = 3;
/** Cells are at least this large (pixels): smaller ones stand as near to one another as pieces of any plot. */
const smallest = 12;
/** A gap between cells takes no more than this share of one: libraries leave 5 to 20 % of the step, a table's cards stand farther apart. */
const widestGap = 1 / 3;
/** Rounding to pixels moves a side by one, and a codec's ringing by another. */
const rounding = 2;

/**
 * Which of many boxes are the cells of a grid with gaps between them: equal boxes in rows and columns, at one distance across and
 * at one down. A share of each step is left free (`padding` of a band scale), so that large cells stand farther apart than pieces
 * of other plots do.
 *
 * @param boxes boxes that are filled
 * @returns for each box the number of its grid, from 0, or −1; cells that touch across a gap are of one grid
 */
export function cellsOfGrid(boxes: readonly Box[]): Int32Array {
  const across = pairs(boxes, (box) => [box.top, box.bottom, box.left, box.right]);
  const down = pairs(boxes, (box) => [box.left, box.right, box.top, box.bottom]);
  const inRow = new Set(across.flat());
  const inColumn = new Set(down.flat());
  const isCell = (k: number): boolean => inRow.has(k) && inColumn.has(k);
  const grid = Int32Array.from(boxes, (_, k) => (isCell(k) ? k : -1));
  const kept = [...across, ...down].filter(([a, b]) => isCell(a) && isCell(b));
  for (let again = true; again; ) {
    again = false;
    for (const [a, b] of kept) {
      const least = Math.min(grid[a]!, grid[b]!);
      again ||= grid[a] !== least || grid[b] !== least;
      grid[a] = least;
      grid[b] = least;
    }
  }
  const members = new Map<number, Box[]>();
  grid.forEach((g, k) => {
    if (g >= 0) members.set(g, [...(members.get(g) ?? []), boxes[k]!]);
  });
  const isGrid = (cells: readonly Box[]): boolean =>
    lines(cells.map(({ top }) => top)) >= fewest && lines(cells.map(({ left }) => left)) >= fewest;
  return grid.map((g) => (g >= 0 && isGrid(members.get(g)!) ? g : -1));
}

/** Cells fill their boxes but for rounded corners. */
export const filled = 0.8;

/** The components that are the cells of a grid, or several of them that a codec has let run into one another. */
export function cellsAmong({ list }: Components): ReadonlySet<Component> {
  const solid = list.filter(({ box, area }) => area >= filled * boxArea(box));
  const grid = cellsOfGrid(solid.map(({ box }) => box));
  const members = new Map<number, Box[]>();
  solid.forEach(({ box }, k) => {
    if (grid[k]! >= 0) members.set(grid[k]!, [...(members.get(grid[k]!) ?? []), box]);
  });
  const grids = [...members.values()];
  return new Set(solid.filter(({ box }, k) => grid[k]! >= 0 || grids.some((cells) => isAmong(box, cells))));
}

/** Whether each side of a box lies where that side of a cell does. */
const isAmong = (box: Box, cells: readonly Box[]): boolean =>
  SIDES.every((side) => cells.some((cell) => Math.abs(cell[side] - box[side]) <= rounding));

type Sides = (box: Box) => [from: number, to: number, start: number, end: number];

/** Pairs of equal boxes side by side (`sides` across, then along), as far apart as most such pairs are. */
function pairs(boxes: readonly Box[], sides: Sides): [number, number][] {
  const size = (box: Box): number => Math.min(boxWidth(box), boxHeight(box));
  const order = [...boxes.keys()]
    .filter((k) => size(boxes[k]!) >= smallest)
    .sort((a, b) => sides(boxes[a]!)[0] - sides(boxes[b]!)[0]);
  const found: { pair: [number, number]; gap: number }[] = [];
  for (let first = 0; first < order.length; ) {
    const [from] = sides(boxes[order[first]!]!);
    let last = first;
    while (last < order.length && sides(boxes[order[last]!]!)[0] <= from + rounding) last++;
    const line = order.slice(first, last).sort((a, b) => sides(boxes[a]!)[2] - sides(boxes[b]!)[2]);
    for (let k = 1; k < line.length; k++) {
      const [a, b] = [line[k - 1]!, line[k]!];
      const [one, other] = [sides(boxes[a]!), sides(boxes[b]!)];
      const gap = other[2] - one[3];
      const length = one[3] - one[2];
      const isAlike =
        Math.abs(one[1] - other[1]) <= rounding && Math.abs(length - (other[3] - other[2])) <= rounding;
      if (isAlike && gap > 0 && gap <= widestGap * length) found.push({ pair: [a, b], gap });
    }
    first = last;
  }
  if (found.length === 0) return [];
  const usual = median(found.map(({ gap }) => gap));
  return found.filter(({ gap }) => Math.abs(gap - usual) <= rounding).map(({ pair }) => pair);
}

/** How many lines places lie on. */
function lines(places: readonly number[]): number {
  const sorted = [...places].sort((a, b) => a - b);
  return sorted.filter((at, k) => k === 0 || at - sorted[k - 1]! > rounding).length;
}
