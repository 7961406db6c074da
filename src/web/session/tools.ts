import { effect, signal } from '@preact/signals';
import type { Stroke } from '../../marks/paintedMask.js';
import type { Box } from '../../model/types.js';
import type { MeasuredShape } from '../engine/calls/calls.js';
import { change, currentId, setOptions } from './documents.js';
import { measure, shape } from './measuring.js';
import { forgetPlace } from './pointer.js';
import { panel } from './recovery.js';

/** What the pointer does on the figure. */
export type Tool =
  | 'point'
  | 'plot'
  | 'colourbar'
  | 'corners'
  | 'tick'
  | 'axis'
  | 'scaleBar'
  | MeasuredShape['kind']
  | Stroke['tool'];

/** Tools whose strokes grow by a corner at each click. */
export const byCorners: ReadonlySet<Tool> = new Set(['polygon', 'outline', 'corners']);

export const tool = signal<Tool>('point');
/** What painting tools do: leave out of the data, take away what was painted, or give a value to what unhue masked. */
export type Painting = 'leave out' | 'erase' | 'restore';
export const painting = signal<Painting>('leave out');
/** Of the brush, in pixels of the figure. */
export const radius = signal(6);
/** How far colours that the wand takes may differ, sRGB units. */
export const tolerance = signal(24);

export type Point = readonly [x: number, y: number];

/** Points of a stroke that is not finished yet. */
export const draft = signal<readonly Point[]>([]);

/** A row of the table of ticks; null where the value is still to be typed. */
export interface DraftTick {
  readonly at: number;
  readonly value: number | null;
}

/** Ticks while one of them has no value yet; null: those of the project, or those found. */
export const draftTicks = signal<readonly DraftTick[] | null>(null);

export type AxisSide = 'x' | 'y';

/** Places clicked on an axis, two at most, and what stands there; null: none, or not typed yet. */
export const axisMarks = signal<{
  readonly side: AxisSide;
  readonly marks: readonly DraftTick[];
} | null>(null);

/** What was begun on one figure is none of the next one's. */
export function startTools(): void {
  effect(() => {
    if (currentId.value === null) tool.value = 'point';
    [draft.value, draftTicks.value, axisMarks.value, shape.value] = [[], null, null, null];
    forgetPlace();
  });
}

/** The next two clicks on the figure are places on an axis. */
export function startAxis(side: AxisSide): void {
  axisMarks.value = { side, marks: [] };
  tool.value = 'axis';
}

/** Ends the stroke that is being drawn: what it means depends on the tool. */
export function finishStroke(): void {
  const points = draft.value;
  draft.value = [];
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return;
  const how = tool.value;
  if (how === 'plot' || how === 'colourbar') {
    const box = boxOf(first, last);
    if (box) setOptions({ [how]: box });
    tool.value = 'point';
  } else if (how === 'corners') {
    const [a, b, c, d] = points.map(rounded);
    if (a && b && c && d) setOptions({ corners: [a, b, c, d], plot: undefined });
    tool.value = 'point';
  } else if (how === 'scaleBar') drawScaleBar(first, last);
  else if (how === 'axis') markAxis(last);
  else if (how === 'tick') addTick(last);
  else if (how === 'line' || how === 'rectangle' || how === 'outline') measure(how, points);
  else if (how !== 'point') paint(how, points);
}

/** A bar drawn anew says what the one before it said. */
function drawScaleBar(first: Point, last: Point): void {
  const ends = [rounded(first), rounded(last)] as const;
  if (String(ends[0]) === String(ends[1])) return;
  change((project) => ({ ...project, scaleBar: { length: null, unit: '', ...project.scaleBar, ends } }));
  tool.value = 'point';
}

function paint(how: Stroke['tool'], points: readonly Point[]): void {
  const common = {
    erase: painting.value === 'erase',
    ...(painting.value === 'restore' && { restore: true }),
    points: points.map(rounded),
  };
  const stroke: Stroke =
    how === 'brush'
      ? { ...common, tool: how, radius: radius.value }
      : how === 'wand'
        ? { ...common, tool: how, tolerance: tolerance.value }
        : { ...common, tool: how };
  change((project) => ({ ...project, mask: [...project.mask, stroke] }));
}

/** Tenths of a pixel are finer than any hand. */
const rounded = ([x, y]: Point): Point => [Math.round(10 * x) / 10, Math.round(10 * y) / 10];

function boxOf([ax, ay]: Point, [bx, by]: Point): Box | undefined {
  const box = {
    left: Math.round(Math.min(ax, bx)),
    top: Math.round(Math.min(ay, by)),
    right: Math.round(Math.max(ax, bx)),
    bottom: Math.round(Math.max(ay, by)),
  };
  return box.left < box.right && box.top < box.bottom ? box : undefined;
}

/** A place on the axis that is being marked; the second is the last. */
function markAxis([x, y]: Point): void {
  const { side, marks } = axisMarks.value ?? { side: 'x', marks: [] };
  const [at] = rounded([side === 'x' ? x : y, 0]);
  const next = [...marks, { at, value: null }];
  axisMarks.value = { side, marks: next };
  if (next.length === 2) tool.value = 'point';
}

/** A tick where the colourbar was clicked; its value is typed in the table. */
function addTick([x, y]: Point): void {
  const bar = panel.value?.colourbarBox;
  if (!bar) return;
  const isUpright = bar.bottom - bar.top >= bar.right - bar.left;
  const at = Math.round(2 * (isUpright ? y : x)) / 2;
  draftTicks.value = [...(draftTicks.value ?? []), { at, value: null }];
}
