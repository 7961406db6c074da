import type { FoundPanel } from '../../engine/calls/calls.js';
import { axisEnds } from '../../project/axisEdges.js';
import { opened } from '../../session/recovery.js';
import { numberText } from '../parts/numbers.js';

/** What was read of a panel, where it stands on the figure: its colourbar's ticks, and the ends of its axes. */
export function Readings({ one: { plotBox, colourbarBox, ticks, axes } }: { readonly one: FoundPanel }) {
  const { left, top, right, bottom } = plotBox;
  const [x, y] = axisEnds(axes);
  const isUpright =
    colourbarBox && colourbarBox.bottom - colourbarBox.top >= colourbarBox.right - colourbarBox.left;
  return (
    <div class="readings" aria-hidden="true">
      {colourbarBox &&
        ticks.map(({ at, text }) =>
          isUpright ? (
            <Reading key={at} x={colourbarBox.left} y={at} text={text} side="beside" />
          ) : (
            <Reading key={at} x={at} y={colourbarBox.top} text={text} side="above" />
          ),
        )}
      {x && <Reading x={left} y={bottom} text={`x ${numberText(x[0])}`} side="x-low" />}
      {x && <Reading x={right} y={bottom} text={`x ${numberText(x[1])}`} side="x-high" />}
      {y && <Reading x={left} y={bottom} text={`y ${numberText(y[0])}`} side="y-low" />}
      {y && <Reading x={left} y={top} text={`y ${numberText(y[1])}`} side="y-high" />}
    </div>
  );
}

interface ReadingProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Where of its place it stands. */
  readonly side: 'beside' | 'above' | 'x-low' | 'x-high' | 'y-low' | 'y-high';
}

function Reading({ x, y, text, side }: ReadingProps) {
  const { width, height } = opened.value!;
  return (
    <span class={`reading ${side}`} style={{ left: `${(100 * x) / width}%`, top: `${(100 * y) / height}%` }}>
      {text}
    </span>
  );
}
