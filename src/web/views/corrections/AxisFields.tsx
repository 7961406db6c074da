import { axisEnds } from '../../project/axisEdges.js';
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
  const [foundX, foundY] = axes ? axisEnds(axes) : [null, null];
  return (
    <section class="group">
      <h2>Axes</h2>
      <PairFields
        labels={['X at the left', 'X at the right']}
        value={x ?? foundX}
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
        value={y ?? foundY}
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
