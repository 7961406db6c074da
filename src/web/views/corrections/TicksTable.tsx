import type { GivenTick } from '../../../pipeline/plan/options.js';
import { options, setOptions } from '../../session/documents.js';
import { panel } from '../../session/recovery.js';
import { NumberField } from '../parts/NumberField.js';

/** What the colourbar's ticks say and where they stand; those that were found, until one is typed over. */
export function TicksTable() {
  const bar = panel.value?.colourbarBox;
  if (!bar) return null;
  const isUpright = bar.bottom - bar.top >= bar.right - bar.left;
  const given = options.value.ticks as readonly GivenTick[] | undefined;
  const rows = given ?? foundTicks();
  const set = (k: number, tick: Partial<GivenTick>): void =>
    give(rows.map((row, i) => (i === k ? { ...row, ...tick } : row)));
  const length = isUpright ? bar.bottom - bar.top : bar.right - bar.left;
  const next = (): GivenTick =>
    isUpright
      ? { value: 0, at: bar.bottom - (rows.length === 0 ? 0 : length) }
      : { value: 0, at: bar.left + (rows.length === 0 ? 0 : length) };
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
            <tr key={k}>
              <td>
                <NumberField
                  label={`Tick ${k + 1} place`}
                  isHiddenLabel
                  value={tick.at}
                  onCommit={(at) => set(k, { at })}
                />
              </td>
              <td>
                <NumberField
                  label={`Tick ${k + 1} value`}
                  isHiddenLabel
                  value={tick.value}
                  onCommit={(value) => set(k, { value })}
                />
              </td>
              <td>
                <button
                  type="button"
                  aria-label={`Delete tick ${k + 1}`}
                  onClick={() => give(rows.filter((_, i) => i !== k))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={() => give([...rows, next()])}>
        Add tick
      </button>
      {given && (
        <button type="button" onClick={() => setOptions({ ticks: undefined })}>
          Read the ticks again
        </button>
      )}
    </section>
  );
}

/** The ticks that were read, as numbers; those of dates and the like are left out. */
function foundTicks(): readonly GivenTick[] {
  return (panel.value?.ticks ?? [])
    .map(({ at, text }) => ({ at, value: Number(text.replace('−', '-')) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** Ticks tell the range; it is not given beside them. */
function give(ticks: readonly GivenTick[]): void {
  setOptions({ ticks, range: undefined });
}
