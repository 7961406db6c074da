import { useSignal } from '@preact/signals';
import { pointAt, pointAway } from '../../session/pointer.js';
import { opened, panel, panelNumber, panels } from '../../session/recovery.js';
import { tool } from '../../session/tools.js';
import { Bitmap } from '../parts/Bitmap.js';
import { DraftStroke } from './DraftStroke.js';
import { Findings } from './Findings.js';
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
      </div>
      <div class="scroller">
        {figure && (
          <div
            class="picture"
            style={{ width: `${100 * zoom.value}%` }}
            data-tool={tool.value}
            onPointerDown={(event) => {
              follow(event);
              if (tool.value === 'point') choosePanel(event);
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

/** The panel that the pointer went down in is looked at. */
function choosePanel(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
  const { x, y } = placeIn(event);
  const chosen = panels.value.find(
    ({ plotBox: { left, top, right, bottom } }) => x >= left && x < right && y >= top && y < bottom,
  );
  if (chosen) panelNumber.value = chosen.panel;
}

function follow(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
  const at = placeIn(event);
  const plot = panel.value?.plotBox;
  if (!plot || panel.value?.isStraightened) return;
  pointAt(Math.floor(at.x) - plot.left, Math.floor(at.y) - plot.top, at);
}
