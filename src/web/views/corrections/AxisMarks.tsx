import { type AxisMark, axisEdges } from '../../project/axisEdges.js';
import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { type AxisSide, axisMarks, startAxis } from '../../session/tools.js';
import { NumberField } from '../parts/NumberField.js';

const ordinals = ['first', 'second'] as const;

/** An axis by two clicks on the figure, and what stands at each. */
export function AxisMarks({ side }: { readonly side: AxisSide }) {
  const marks = axisMarks.value?.side === side ? axisMarks.value.marks : null;
  const letter = side.toUpperCase();
  return (
    <>
      <button type="button" onClick={() => startAxis(side)}>
        {marks && marks.length < 2
          ? `Click the ${ordinals[marks.length]} place on the ${side} axis`
          : `${letter} by two clicks`}
      </button>
      {marks?.length === 2 && (
        <div class="pair">
          {marks.map(({ value }, k) => (
            <NumberField
              key={ordinals[k]}
              label={`${letter} at the ${ordinals[k]}`}
              value={value}
              onCommit={(typed) => setValue(side, k, typed)}
            />
          ))}
        </div>
      )}
    </>
  );
}

function setValue(side: AxisSide, k: number, value: number): void {
  const given = axisMarks.value;
  if (!given) return;
  const marks = given.marks.map((mark, i) => (i === k ? { ...mark, value } : mark));
  axisMarks.value = { ...given, marks };
  const plot = panel.value?.plotBox;
  const [a, b] = marks;
  if (!plot || a?.value == null || b?.value == null) return;
  const { xScale, yScale } = options.value;
  const found = panel.value?.axes[side]?.scale;
  const scale = (side === 'x' ? xScale : yScale) ?? found ?? 'linear';
  const edges = side === 'x' ? ([plot.left, plot.right] as const) : ([plot.bottom, plot.top] as const);
  const range = axisEdges([a as AxisMark, b as AxisMark], edges, scale);
  if (range) setOptions({ [side]: range });
}
