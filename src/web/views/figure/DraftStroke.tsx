import type { Box } from '../../../model/types.js';
import type { MeasuredShape } from '../../engine/calls/calls.js';
import { project } from '../../session/documents.js';
import { keyPlace } from '../../session/keyPointer.js';
import { scaleBar, shape } from '../../session/measuring.js';
import { opened, panel } from '../../session/recovery.js';
import { type AxisSide, axisMarks, draft, type Point, radius, tool } from '../../session/tools.js';

const pointsText = (points: readonly Point[]): string => points.map((point) => point.join()).join(' ');

/** The stroke that is being drawn, and outlines of what was painted before. */
export function DraftStroke() {
  const { width, height } = opened.value!;
  const painted = project.value?.mask ?? [];
  return (
    <svg class="findings painted" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {painted.map((stroke, k) => (
        <g key={k} class={stroke.restore ? 'restored' : stroke.erase ? 'erased' : ''}>
          {stroke.tool === 'brush' ? (
            <Brush points={stroke.points} width={2 * stroke.radius} />
          ) : stroke.tool === 'wand' ? (
            <Brush points={stroke.points} width={5} />
          ) : (
            <polygon points={pointsText(stroke.tool === 'box' ? corners(stroke.points) : stroke.points)} />
          )}
        </g>
      ))}
      {panel.value && shape.value && <Shape {...shape.value} {...panel.value.plotBox} />}
      {scaleBar.value && <polyline points={pointsText(scaleBar.value.ends)} />}
      {axisMarks.value?.marks.map(({ at }) => (
        <AxisLine key={at} at={at} side={axisMarks.value!.side} />
      ))}
      {draft.value.length > 0 && <Draft />}
      {keyPlace.value && (
        <circle
          class="pointer"
          cx={keyPlace.value[0]}
          cy={keyPlace.value[1]}
          r={Math.max(width, height) / 120}
        />
      )}
    </svg>
  );
}

/** What is measured, where it lies on the figure. */
function Shape({ kind, points, left, top }: MeasuredShape & Pick<Box, 'left' | 'top'>) {
  const placed = points.map(([x, y]): Point => [x + left, y + top]);
  if (kind === 'line') return <polyline points={pointsText([placed[0]!, placed.at(-1)!])} />;
  return <polygon points={pointsText(kind === 'rectangle' ? corners(placed) : placed)} />;
}

/** A place on an axis, across the whole figure. */
function AxisLine({ at, side }: { readonly at: number; readonly side: AxisSide }) {
  const { width, height } = opened.value!;
  return side === 'x' ? (
    <line x1={at} y1={0} x2={at} y2={height} />
  ) : (
    <line x1={0} y1={at} x2={width} y2={at} />
  );
}

function Draft() {
  const points = draft.value;
  if (tool.value === 'brush') return <Brush points={points} width={2 * radius.value} />;
  if (tool.value === 'line' || tool.value === 'scaleBar')
    return <polyline points={pointsText([points[0]!, points.at(-1)!])} />;
  const isBox = ['box', 'rectangle', 'plot', 'colourbar'].includes(tool.value);
  return <polygon points={pointsText(isBox ? corners(points) : points)} />;
}

const Brush = ({ points, width }: { readonly points: readonly Point[]; readonly width: number }) => (
  // A line without length is not drawn: a click is a line to itself and a little further.
  <polyline
    class="brush"
    points={pointsText(points.length === 1 ? [...points, [points[0]![0] + 0.01, points[0]![1]]] : points)}
    style={{ strokeWidth: `${width}px` }}
  />
);

/** The corners of the box between the first and the last point. */
function corners(points: readonly Point[]): Point[] {
  const [ax, ay] = points[0]!;
  const [bx, by] = points.at(-1)!;
  return [
    [ax, ay],
    [bx, ay],
    [bx, by],
    [ax, by],
  ];
}
