import type { GivenTick } from '../../../pipeline/plan/options.js';
import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { type DraftTick, draftTicks } from '../../session/tools.js';
import { NumberField } from '../parts/NumberField.js';

/** What the colourbar's ticks say and where they stand; those that were found, until one is typed over. */
export function TicksTable() {
  const bar = panel.value?.colourbarBox;
  if (!bar) return null;
  const isUpright = bar.bottom - bar.top >= bar.right - bar.left;
  const given = options.value.ticks as readonly GivenTick[] | undefined;
  const rows: readonly DraftTick[] = draftTicks.value ?? given ?? foundTicks();
  const [low, high] = isUpright ? [bar.bottom, bar.top] : [bar.left, bar.right];
  return (
    <section class="group">
      <h2>Ticks</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{isUpright ? 'Row' : 'Column'}</th>
            <th scope="col">Value</th>
            <th scope="col">
              <span class="hidden">Delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((tick, k) => (
            <Row
              key={k}
              number={k + 1}
              tick={tick}
              onChange={(next) => give(rows.with(k, next))}
              onDelete={() => give(rows.filter((_, i) => i !== k))}
            />
          ))}
        </tbody>
      </table>
      <button
        type="button"
        onClick={() => give([...rows, { at: rows.length === 0 ? low : high, value: null }])}
      >
        Add tick
      </button>
      {(given || draftTicks.value) && (
        <button
          type="button"
          onClick={() => {
            draftTicks.value = null;
            setOptions({ ticks: undefined });
          }}
        >
          Read the ticks again
        </button>
      )}
    </section>
  );
}

interface RowProps {
  readonly number: number;
  readonly tick: DraftTick;
  readonly onChange: (tick: DraftTick) => void;
  readonly onDelete: () => void;
}

function Row({ number, tick, onChange, onDelete }: RowProps) {
  return (
    <tr>
      <td>
        <NumberField
          label={`Tick ${number} place`}
          isHiddenLabel
          value={tick.at}
          onCommit={(at) => onChange({ ...tick, at })}
        />
      </td>
      <td>
        <NumberField
          label={`Tick ${number} value`}
          isHiddenLabel
          value={tick.value}
          onCommit={(value) => onChange({ ...tick, value })}
        />
      </td>
      <td>
        <button type="button" aria-label={`Delete tick ${number}`} onClick={onDelete}>
          ×
        </button>
      </td>
    </tr>
  );
}

/** The ticks that were read, as numbers; those of dates and the like are left out. */
function foundTicks(): readonly GivenTick[] {
  return (panel.value?.ticks ?? [])
    .map(({ at, text }) => ({ at, value: Number(text.replace('−', '-')) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** Ticks count once there are two with a place and a value each. They tell the range; it is not given beside them. */
function give(ticks: readonly DraftTick[]): void {
  const whole = ticks.filter((tick): tick is GivenTick => tick.value !== null);
  const isReady = whole.length === ticks.length && new Set(whole.map(({ at }) => at)).size >= 2;
  draftTicks.value = isReady ? null : ticks;
  if (isReady) setOptions({ ticks: whole, range: undefined });
}
