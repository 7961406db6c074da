import type { Box } from '../../../model/types.js';
import type { Component, Components } from './components.js';

export const boxWidth = (box: Box): number => box.right - box.left;
export const boxHeight = (box: Box): number => box.bottom - box.top;
export const boxArea = (box: Box): number => Math.max(0, boxWidth(box)) * Math.max(0, boxHeight(box));
export const unite = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});
export const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});
export const movedBox = ({ left, top, right, bottom }: Box, dx: number, dy: number): Box => ({
  left: left + dx,
  top: top + dy,
  right: right + dx,
  bottom: bottom + dy,
});

/** Whether neither side of two boxes differs by more, in pixels. */
export const areOneSize = (a: Box, b: Box, by: number): boolean =>
  Math.abs(boxWidth(a) - boxWidth(b)) <= by && Math.abs(boxHeight(a) - boxHeight(b)) <= by;

/** A box with so many pixels more on each side, as far as the picture goes. */
export const grownBox = (
  { left, top, right, bottom }: Box,
  by: number,
  { width, height }: { readonly width: number; readonly height: number },
): Box => ({
  left: Math.max(0, left - by),
  top: Math.max(0, top - by),
  right: Math.min(width, right + by),
  bottom: Math.min(height, bottom + by),
});
/** Whether no pixel parts two boxes. */
export const touches = (a: Box, b: Box): boolean =>
  a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
/** `b` lies within `a`, give or take `slack` pixels. */
export const contains = (a: Box, b: Box, slack = 0): boolean =>
  b.left >= a.left - slack &&
  b.top >= a.top - slack &&
  b.right <= a.right + slack &&
  b.bottom <= a.bottom + slack;

/**
 * The rectangle that a bar with ticks and arrows on it makes: the columns (rows) that most of its length fills,
 * and along them the rows (columns) that fill its thickness. Ticks stick out sideways and arrows taper, so both
 * stay outside (of a frame line without its anti-aliased ends, four fifths of a thin bar are left). Null when nothing of the kind is left.
 */
export function barRectangle(
  parts: Components,
  component: Component,
  width: number,
  orientation: 'vertical' | 'horizontal',
): Box | null {
  const { box, label } = component;
  const vertical = orientation === 'vertical';
  const [a0, a1, b0, b1] = vertical
    ? [box.left, box.right, box.top, box.bottom]
    : [box.top, box.bottom, box.left, box.right];
  const is = (a: number, b: number): boolean =>
    parts.labels[vertical ? b * width + a : a * width + b] === label;
  const across = firstToLast(a0, a1, 0.6, (a) => {
    let n = 0;
    for (let b = b0; b < b1; b++) if (is(a, b)) n++;
    return n;
  });
  if (across === null) return null;
  // From the first ink to the last: in a frame, colours like the page's leave only its two lines.
  const along = firstToLast(b0, b1, 0.78, (b) => {
    let first = across[0];
    while (first < across[1] && !is(first, b)) first++;
    let last = across[1] - 1;
    while (last >= first && !is(last, b)) last--;
    return last - first + 1;
  });
  if (along === null) return null;
  return vertical
    ? { left: across[0], right: across[1], top: along[0], bottom: along[1] }
    : { left: along[0], right: along[1], top: across[0], bottom: across[1] };
}

/**
 * The rectangle of a plot area: from the first to the last line that is drawn through without a gap over most of
 * the longest such line (frame lines, and lines of data), widened to all data thick enough to survive an opening
 * (so that ragged data without a frame are not cut).
 */
export function plotRectangle(
  parts: Components,
  component: Component,
  width: number,
  thick: Uint8Array,
): Box | null {
  const { box, label } = component;
  const is = (x: number, y: number): boolean => parts.labels[y * width + x] === label;
  const columns = firstToLast(box.left, box.right, 0.7, (x) =>
    longestRun(box.top, box.bottom, (y) => is(x, y)),
  );
  const rows = firstToLast(box.top, box.bottom, 0.7, (y) => longestRun(box.left, box.right, (x) => is(x, y)));
  if (columns === null || rows === null) return null;
  let { left, right, top, bottom } = { left: columns[0], right: columns[1], top: rows[0], bottom: rows[1] };
  // Enough thick pixels on a line to be data rather than a stray mark: 2 % of the side.
  const isThick = (x: number, y: number): number => (thick[y * width + x] === 1 && is(x, y) ? 1 : 0);
  const thickColumn = (x: number): boolean => {
    let n = 0;
    for (let y = box.top; y < box.bottom; y++) n += isThick(x, y);
    return n >= 0.02 * (box.bottom - box.top);
  };
  const thickRow = (y: number): boolean => {
    let n = 0;
    for (let x = box.left; x < box.right; x++) n += isThick(x, y);
    return n >= 0.02 * (box.right - box.left);
  };
  for (let x = box.left; x < left; x++) if (thickColumn(x)) left = x;
  for (let x = box.right - 1; x >= right; x--) if (thickColumn(x)) right = x + 1;
  for (let y = box.top; y < top; y++) if (thickRow(y)) top = y;
  for (let y = box.bottom - 1; y >= bottom; y--) if (thickRow(y)) bottom = y + 1;
  return { left, right, top, bottom };
}

function longestRun(from: number, to: number, is: (i: number) => boolean): number {
  let best = 0;
  let run = 0;
  for (let i = from; i < to; i++) {
    run = is(i) ? run + 1 : 0;
    if (run > best) best = run;
  }
  return best;
}

function firstToLast(
  from: number,
  to: number,
  share: number,
  count: (i: number) => number,
): [number, number] | null {
  const counts: number[] = [];
  let most = 0;
  for (let i = from; i < to; i++) {
    const n = count(i);
    counts.push(n);
    if (n > most) most = n;
  }
  if (most === 0) return null;
  const first = counts.findIndex((n) => n >= share * most);
  const last = counts.findLastIndex((n) => n >= share * most);
  return [from + first, from + last + 1];
}
