import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { Choice, Switch } from '../parts/Choice.js';
import { NumberField } from '../parts/NumberField.js';

const smoothing = [
  ['auto', 'where it gains'],
  ['on', 'always'],
  ['off', 'never'],
] as const;

/** How pixels become values: one a pixel or one a cell, smoothed or not, and what lies beneath marks. */
export function DecodingFields() {
  const { cells = 'none', smooth = 'auto', fill = false, clip = false } = options.value;
  const found = panel.value?.cellsFound ?? null;
  const counted = typeof cells === 'object' ? cells : found;
  const kind = typeof cells === 'object' ? 'counted' : cells;
  return (
    <section class="group">
      <h2>Decoding</h2>
      <Choice
        label="One value for each"
        value={kind}
        choices={[
          ['none', found ? `pixel (${found.rows} × ${found.columns} cells were found)` : 'pixel'],
          ['auto', 'cell, found'],
          ['counted', 'cell, counted'],
        ]}
        onChoose={(next) =>
          setOptions({
            cells:
              next === 'none' ? undefined : next === 'auto' ? 'auto' : (counted ?? { rows: 2, columns: 2 }),
          })
        }
      />
      {kind === 'counted' && counted && (
        <div class="pair">
          <NumberField
            label="Cell rows"
            value={counted.rows}
            onCommit={(rows) => count({ ...counted, rows })}
          />
          <NumberField
            label="Cell columns"
            value={counted.columns}
            onCommit={(columns) => count({ ...counted, columns })}
          />
        </div>
      )}
      <Choice
        label="Smooth"
        value={smooth}
        choices={smoothing}
        onChoose={(next) => setOptions({ smooth: next === 'auto' ? undefined : next })}
      />
      <Switch
        label="Fill beneath marks"
        value={fill}
        onChange={(on) => setOptions({ fill: on || undefined })}
      />
      <Switch
        label="Clip values beyond the bar to its ends"
        value={clip}
        onChange={(on) => setOptions({ clip: on || undefined })}
      />
    </section>
  );
}

/** Whole numbers of at least one. */
function count({ rows, columns }: { readonly rows: number; readonly columns: number }): void {
  const whole = (value: number): number => Math.max(1, Math.min(99_999, Math.round(value)));
  setOptions({ cells: { rows: whole(rows), columns: whole(columns) } });
}
