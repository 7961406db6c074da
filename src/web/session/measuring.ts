import { computed, effect, signal } from '@preact/signals';
import type { Measured, MeasuredShape } from '../engine/calls/calls.js';
import { project } from './documents.js';
import { call, panel, status } from './recovery.js';

/** The line or the part that is measured, in pixels of the plot area; measured again when the grid changes. */
export const shape = signal<MeasuredShape | null>(null);
/** The scale bar of the figure at hand. Measuring by another does not recover the figure again. */
export const scaleBar = computed(() => project.value?.scaleBar ?? null);
export const measured = signal<Measured | null>(null);

/** Measures along, or in, what was drawn on the figure. */
export function measure(kind: MeasuredShape['kind'], points: MeasuredShape['points']): void {
  const plot = panel.value?.plotBox;
  if (!plot || panel.value?.isStraightened) return;
  shape.value = { kind, points: points.map(([x, y]) => [x - plot.left, y - plot.top]) };
}

export function startMeasuring(): void {
  effect(() => {
    const [one, what, bar] = [panel.value, shape.value, scaleBar.value];
    if (!one || !what) {
      measured.value = null;
      return;
    }
    call()('measure', { panel: one.panel, shape: what, scaleBar: bar }).then(
      (found) => {
        measured.value = found;
      },
      (error: Error) => {
        measured.value = null;
        status.value = error.message;
      },
    );
  });
}

/** The profile as a table: distance, coordinates, value, standard error. */
export function profileTable(): string {
  const { distance, x, y, values, sigma } = measured.value!.profile!;
  const rows = Array.from(distance, (d, k) => [d, x[k], y[k], values[k], sigma[k]].join());
  return `distance,x,y,value,sigma\n${rows.join('\n')}\n`;
}
