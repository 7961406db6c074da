import type { Box } from '../../../model/types.js';
import type { FoundPanel } from '../../engine/calls/calls.js';
import { options, setOptions } from '../../session/documents.js';
import { place } from '../../session/pointer.js';
import { busy, found, opened, panel, panels } from '../../session/recovery.js';
import { tool } from '../../session/tools.js';
import { BoxHandles } from './BoxHandles.js';
import { Readings } from './Readings.js';

/** What was found, drawn on the figure in its own pixels; boxes of the panel at hand can be dragged. */
export function Findings() {
  const { width, height } = opened.value!;
  const at = panel.value;
  const read = at ?? found.value[0];
  const given = options.value;
  const plot = asked(given.plot) ?? at?.plotBox;
  const isPlain = tool.value === 'point' && !at?.isStraightened;
  const bar = asked(given.colourbar) ?? at?.colourbarBox;
  return (
    <>
      <svg class="findings" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {panels.value.length === 0 &&
          found.value.map((one) => <PanelMarks key={one.panel} one={one} isCurrent={false} />)}
        {panels.value.map((one) => (
          <PanelMarks key={one.panel} one={one} isCurrent={one === at} />
        ))}
        {at && place.value && <Cross {...at.plotBox} {...place.value} />}
      </svg>
      {read && isPlain && <Readings one={read} />}
      {plot && isPlain && (
        <BoxHandles name="Plot area" box={plot} onChange={(box) => setOptions({ plot: box })} />
      )}
      {bar && isPlain && (
        <BoxHandles name="Colourbar" box={bar} onChange={(box) => setOptions({ colourbar: box })} />
      )}
    </>
  );
}

/** The box that was asked for, while what becomes of it is not known yet. */
const asked = (given: Box | string | undefined): Box | undefined =>
  typeof given === 'object' && (busy.value || !panel.value) ? given : undefined;

function PanelMarks({ one, isCurrent }: { readonly one: FoundPanel; readonly isCurrent: boolean }) {
  const { plotBox, colourbarBox, ticks } = one;
  return (
    <g class={isCurrent ? 'panel current' : 'panel'}>
      <Rectangle box={plotBox} />
      {colourbarBox && <Rectangle box={colourbarBox} />}
      {colourbarBox && ticks.map((tick) => <Tick key={tick.at} {...tick} bar={colourbarBox} />)}
    </g>
  );
}

const Rectangle = ({ box: { left, top, right, bottom } }: { readonly box: Box }) => (
  <rect x={left} y={top} width={right - left} height={bottom - top} />
);

function Tick({ at, text, bar }: { readonly at: number; readonly text: string; readonly bar: Box }) {
  const { left, top, right, bottom } = bar;
  const isUpright = bottom - top >= right - left;
  const [x1, y1, x2, y2] = isUpright ? [left, at, right, at] : [at, top, at, bottom];
  return (
    <line x1={x1} y1={y1} x2={x2} y2={y2}>
      <title>{text}</title>
    </line>
  );
}

function Cross({ left, top, right, bottom, x, y }: Box & { readonly x: number; readonly y: number }) {
  const [cx, cy] = [left + x + 0.5, top + y + 0.5];
  if (cx > right || cy > bottom) return null;
  return (
    <g class="cross">
      <line x1={left} y1={cy} x2={right} y2={cy} />
      <line x1={cx} y1={top} x2={cx} y2={bottom} />
    </g>
  );
}
