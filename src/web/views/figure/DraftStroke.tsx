import { project } from '../../session/documents.js';
import { opened } from '../../session/recovery.js';
import { draft, type Point, radius, tool } from '../../session/tools.js';

const pointsText = (points: readonly Point[]): string => points.map((point) => point.join()).join(' ');

/** The stroke that is being drawn, and outlines of what was painted before. */
export function DraftStroke() {
  const { width, height } = opened.value!;
  const painted = project.value?.mask ?? [];
  return (
    <svg class="findings painted" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {painted.map((stroke, k) => (
        <g key={k} class={stroke.erase ? 'erased' : ''}>
          {stroke.tool === 'brush' ? (
            <Brush points={stroke.points} width={2 * stroke.radius} />
          ) : stroke.tool === 'wand' ? (
            <Brush points={stroke.points} width={5} />
          ) : (
            <polygon points={pointsText(stroke.tool === 'box' ? corners(stroke.points) : stroke.points)} />
          )}
        </g>
      ))}
      {draft.value.length > 0 && <Draft />}
    </svg>
  );
}

function Draft() {
  const points = draft.value;
  if (tool.value === 'brush') return <Brush points={points} width={2 * radius.value} />;
  const isBox = tool.value === 'box' || tool.value === 'plot' || tool.value === 'colourbar';
  return <polygon points={pointsText(isBox ? corners(points) : points)} />;
}

const Brush = ({ points, width }: { readonly points: readonly Point[]; readonly width: number }) => (
  // A line without length is not drawn: a click is a line to itself and a little further.
  <polyline
    class="brush"
    points={pointsText(points.length === 1 ? [...points, [points[0]![0] + 0.01, points[0]![1]]] : points)}
    stroke-width={width}
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
