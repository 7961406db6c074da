import { signal } from '@preact/signals';
import type { Picture, Probe } from '../engine/calls/calls.js';
import { call, panel } from './recovery.js';

/** Where the pointer is, in pixels of the plot area from its corner, whether it is over the figure or the grid. */
export const place = signal<{ readonly x: number; readonly y: number } | null>(null);
export const probe = signal<Probe | null>(null);
/** The figure around the pointer, a pixel of it many on the screen. */
export const magnified = signal<Picture | null>(null);

let wanted: (() => Promise<void>) | null = null;
let isAsking = false;

/** Only the latest question is asked: a pointer moves faster than a worker that decodes can answer. */
async function ask(question: () => Promise<void>): Promise<void> {
  wanted = question;
  if (isAsking) return;
  isAsking = true;
  while (wanted) {
    const next: () => Promise<void> = wanted;
    wanted = null;
    await next().catch(() => {});
  }
  isAsking = false;
}

const magnifierReach = 8;

/**
 * The pointer is at a pixel of the plot area.
 *
 * @param figureAt the same place in pixels of the figure, where the pointer is over it
 */
export function pointAt(
  x: number,
  y: number,
  figureAt: { readonly x: number; readonly y: number } | null,
): void {
  place.value = { x, y };
  void ask(async () => {
    const number = panel.value?.panel;
    if (number !== undefined) probe.value = await call()('probe', { panel: number, x, y });
    if (figureAt)
      magnified.value = await call()('magnify', {
        x: Math.floor(figureAt.x),
        y: Math.floor(figureAt.y),
        reach: magnifierReach,
      });
  });
}

/** The pointer is over neither; of a finger that was lifted, what it pointed at stays. */
export function pointAway({ pointerType }: PointerEvent): void {
  if (pointerType !== 'touch') forgetPlace();
}

export function forgetPlace(): void {
  [place.value, probe.value, magnified.value] = [null, null, null];
}
