import { signal } from '@preact/signals';
import { pointAt } from './pointer.js';
import { opened, panel, panelNumber, panels } from './recovery.js';
import { byCorners, draft, finishStroke, type Point, type Tool, tool } from './tools.js';

/** Where the keys have moved the pointer, in pixels of the figure; null: they have not. */
export const keyPlace = signal<Point | null>(null);

/** What arrow keys move, in pixels: across and down. */
export const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels that an arrow key moves with shift. */
export const stride = 10;

/** Tools for which one place is enough. */
const byPlace: ReadonlySet<Tool> = new Set(['tick', 'axis', 'wand']);

/** The figure's pixel at hand: its middle is meant. */
export function readAt([x, y]: Point): void {
  const plot = panel.value?.plotBox;
  if (!plot || panel.value?.isStraightened) return;
  pointAt(Math.floor(x) - plot.left, Math.floor(y) - plot.top, { x, y });
}

/** The panel that a place lies in is looked at. */
export function choosePanelAt([x, y]: Point): void {
  const chosen = panels.value.find(
    ({ plotBox: { left, top, right, bottom } }) => x >= left && x < right && y >= top && y < bottom,
  );
  if (chosen) panelNumber.value = chosen.panel;
}

/**
 * Does with a key what the pointer does on the figure: arrows move it, Enter or space press it (and, where a stroke is drawn,
 * let it go), Escape gives up a stroke. Pressed twice at one place, a polygon is done.
 *
 * @returns whether the key means something here
 */
export function pressKey(key: string, isFar: boolean): boolean {
  const step = arrows[key];
  if (step) moveBy(step, isFar ? stride : 1);
  else if (key === 'Enter' || key === ' ') press(keyPlace.value ?? start());
  else if (key === 'Escape') draft.value = [];
  else return false;
  return true;
}

/** The middle of what is looked at. */
function start(): Point {
  const { width, height } = opened.value!;
  const { left, top, right, bottom } = panel.value?.plotBox ?? {
    left: 0,
    top: 0,
    right: width,
    bottom: height,
  };
  return [Math.floor((left + right) / 2) + 0.5, Math.floor((top + bottom) / 2) + 0.5];
}

function moveBy([dx, dy]: readonly [number, number], step: number): void {
  const { width, height } = opened.value!;
  const [x, y] = keyPlace.value ?? start();
  const within = (at: number, most: number): number => Math.max(0.5, Math.min(most - 0.5, at));
  const next: Point = [within(x + step * dx, width), within(y + step * dy, height)];
  keyPlace.value = next;
  readAt(next);
  if (draft.value.length > 0 && !byCorners.has(tool.value)) draft.value = [...draft.value, next];
}

function press(at: Point): void {
  keyPlace.value = at;
  const last = draft.value.at(-1);
  if (tool.value === 'point') choosePanelAt(at);
  else if (byCorners.has(tool.value)) {
    const isDone = last !== undefined && last[0] === at[0] && last[1] === at[1];
    if (!isDone) draft.value = [...draft.value, at];
    if (isDone || (tool.value === 'corners' && draft.value.length === 4)) finishStroke();
  } else if (last === undefined && !byPlace.has(tool.value)) draft.value = [at];
  else {
    draft.value = [...draft.value, at];
    finishStroke();
  }
}
