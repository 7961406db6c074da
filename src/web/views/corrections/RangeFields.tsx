import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { Choice } from '../parts/Choice.js';
import { NumberField } from '../parts/NumberField.js';
import { PairFields } from '../parts/PairFields.js';

const scales = [
  ['auto', 'as found'],
  ['linear', 'linear'],
  ['log', 'logarithmic'],
  ['symlog', 'symmetric logarithmic'],
  ['ticks', 'between the ticks'],
] as const;

/** The values at the ends of the colourbar, and the law between them. */
export function RangeFields() {
  const { range, scale = 'auto', threshold } = options.value;
  const isGiven = range !== undefined || scale !== 'auto';
  return (
    <section class="group">
      <h2>Range</h2>
      <PairFields
        labels={['Range low', 'Range high']}
        value={range ?? panel.value?.range ?? null}
        onCommit={(pair) => setOptions({ range: pair, ticks: undefined })}
      />
      <Choice label="Scale" value={scale} choices={scales} onChoose={(value) => chooseScale(value)} />
      {scale === 'symlog' && (
        <NumberField
          label="Linear up to"
          value={threshold ?? null}
          onCommit={(value) => setOptions({ threshold: value > 0 ? value : undefined })}
        />
      )}
      {isGiven && (
        <button
          type="button"
          onClick={() => setOptions({ range: undefined, scale: undefined, threshold: undefined })}
        >
          Read from the figure
        </button>
      )}
    </section>
  );
}

function chooseScale(scale: (typeof scales)[number][0]): void {
  setOptions({
    scale: scale === 'auto' ? undefined : scale,
    threshold: scale === 'symlog' ? (options.value.threshold ?? 1) : undefined,
  });
}
