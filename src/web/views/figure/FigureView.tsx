import { useSignal } from '@preact/signals';
import { choosePanelAt, keyPlace, pressKey, readAt } from '../../session/keyPointer.js';
import { pointAway } from '../../session/pointer.js';
import { opened } from '../../session/recovery.js';
import { type Point, tool } from '../../session/tools.js';
import { Bitmap } from '../parts/Bitmap.js';
import { DraftStroke } from './DraftStroke.js';
import { Findings } from './Findings.js';
import { FrameChoice } from './FrameChoice.js';
import { Magnifier } from './Magnifier.js';
import { beginStroke } from './painting.js';
import { ToolChoice } from './ToolChoice.js';

const zooms = [1, 2, 4, 8];

/** The figure with what was found in it. */
export function FigureView() {
  const zoom = useSignal(1);
  const figure = opened.value;
  return (
    <section class="pane" aria-label="Figure">
      <div class="tools">
        <label>
          Zoom{' '}
          <select
            value={zoom.value}
            onChange={(event) => {
              zoom.value = Number(event.currentTarget.value);
            }}
          >
            {zooms.map((times) => (
              <option key={times} value={times}>
                {times === 1 ? 'fit' : `${times} ×`}
              </option>
            ))}
          </select>
        </label>
        <ToolChoice />
        {figure && figure.frames > 1 && <FrameChoice frames={figure.frames} />}
      </div>
      <div class="scroller">
        {figure && (
          // biome-ignore lint/a11y/useSemanticElements: it groups no fields, but a picture and what is done on it
          <div
            class="picture"
            role="group"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys do here what the pointer does
            tabIndex={0}
            aria-label="Keys on the figure: arrows move a cross, Enter presses and lets go, Escape gives up"
            onKeyDown={(event) => {
              // Handles have keys of their own.
              if (event.target !== event.currentTarget) return;
              if (event.ctrlKey || event.metaKey || event.altKey) return;
              if (pressKey(event.key, event.shiftKey)) event.preventDefault();
            }}
            onBlur={() => {
              keyPlace.value = null;
            }}
            style={{ width: `${100 * zoom.value}%` }}
            data-tool={tool.value}
            onPointerDown={(event) => {
              keyPlace.value = null;
              follow(event);
              if (tool.value === 'point') choosePanelAt(pointIn(event));
              else beginStroke(event, placeIn);
            }}
            onPointerMove={follow}
            onPointerLeave={pointAway}
          >
            <Bitmap picture={figure} label={`the figure ${figure.name}`} />
            <Findings />
            <DraftStroke />
          </div>
        )}
      </div>
      <Magnifier />
    </section>
  );
}

/** The pixel of the figure under the pointer. */
function placeIn(event: PointerEvent & { readonly currentTarget: HTMLElement }): { x: number; y: number } {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const { width: columns, height: rows } = opened.value!;
  return {
    x: ((event.clientX - left) / width) * columns,
    y: ((event.clientY - top) / height) * rows,
  };
}

const pointIn = (event: PointerEvent & { readonly currentTarget: HTMLElement }): Point => {
  const { x, y } = placeIn(event);
  return [x, y];
};

const follow = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void =>
  readAt(pointIn(event));
