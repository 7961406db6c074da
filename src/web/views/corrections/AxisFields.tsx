import type { AxisEdges } from '../../../grid/coordinates/coordinates.js';
import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { Choice } from '../parts/Choice.js';
import { PairFields } from '../parts/PairFields.js';
import { AxisMarks } from './AxisMarks.js';

const scales = [
  ['linear', 'linear'],
  ['log', 'logarithmic'],
] as const;

/** The data coordinates of the plot area's edges. */
export function AxisFields() {
  const { x, y, xScale, yScale } = options.value;
  const axes = panel.value?.axes;
  return (
    <section class="group">
      <h2>Axes</h2>
      <PairFields
        labels={['X at the left', 'X at the right']}
        value={x ?? axes?.x?.range ?? null}
        onCommit={(pair) => setOptions({ x: pair })}
      />
      <Choice
        label="X runs"
        value={xScale ?? axes?.x?.scale ?? 'linear'}
        choices={scales}
        onChoose={(scale) => setOptions({ xScale: scale })}
      />
      <AxisMarks side="x" />
      <PairFields
        labels={['Y at the bottom', 'Y at the top']}
        value={y ?? bottomFirst(axes?.y)}
        onCommit={(pair) => setOptions({ y: pair })}
      />
      <Choice
        label="Y runs"
        value={yScale ?? axes?.y?.scale ?? 'linear'}
        choices={scales}
        onChoose={(scale) => setOptions({ yScale: scale })}
      />
      <AxisMarks side="y" />
      {(x || y || xScale || yScale) && (
        <button
          type="button"
          onClick={() => setOptions({ x: undefined, y: undefined, xScale: undefined, yScale: undefined })}
        >
          Read the axes again
        </button>
      )}
    </section>
  );
}

/** The coordinates at the bottom and at the top, whichever of the two stands first in the axis. */
function bottomFirst(axis: AxisEdges | null | undefined): readonly [number, number] | null {
  if (!axis) return null;
  const { range, at } = axis;
  return at && at[0] > at[1] ? range : [range[1], range[0]];
}
