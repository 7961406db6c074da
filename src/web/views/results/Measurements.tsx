import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Calls } from '../../engine/calls/calls.js';
import { measured, profileTable, shape } from '../../session/measuring.js';
import { download } from '../../session/outgoing.js';
import { call, panel } from '../../session/recovery.js';
import { Chart } from '../parts/Chart.js';
import { numberText, withError } from '../parts/numbers.js';

/** What was measured on the figure, and how the values are distributed. */
export function Measurements() {
  return (
    <>
      {measured.value && <Measured />}
      {panel.value && <Histogram />}
    </>
  );
}

function Measured() {
  const { profile, summary, area, extent } = measured.value!;
  const { count, pixels, mean, sigma, deviation, least, greatest } = summary;
  return (
    <div class="group">
      <h2>{profile ? 'Along the line' : 'In the part'}</h2>
      {count === 0 ? (
        <p>No values there.</p>
      ) : (
        <p>
          {`Mean ${withError(mean, sigma)}, standard deviation ${numberText(deviation)}, ${numberText(least)} … ${numberText(greatest)}, ${count} of ${pixels} pixels with a value${area === null ? '' : `, area ${numberText(area)} in units of the axes`}${extent === null ? '' : `, ${profile ? 'length' : 'area'} ${`${numberText(extent.value)} ${extent.unit}`.trim()}`}.`}
        </p>
      )}
      {profile && (
        <>
          <Chart
            label="values along the line"
            x={profile.distance}
            y={profile.values}
            error={profile.sigma}
          />
          <button
            type="button"
            onClick={() => download('profile.csv', new Blob([profileTable()], { type: 'text/csv' }))}
          >
            Save the profile
          </button>
        </>
      )}
      <button
        type="button"
        onClick={() => {
          shape.value = null;
        }}
      >
        Stop measuring
      </button>
    </div>
  );
}

const classes = 64;

function Histogram() {
  const found = useSignal<Calls['histogram']['answer']>(null);
  const isOpen = useSignal(false);
  const one = panel.value!;
  useEffect(() => {
    if (!isOpen.value) return;
    void call()('histogram', { panel: one.panel, classes }).then((next) => {
      found.value = next;
    });
  }, [one, isOpen.value]);
  const { counts, range } = found.value ?? {};
  return (
    <details
      class="group"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>Histogram</summary>
      {counts && range && (
        <Chart
          label="how often each value occurs"
          x={Array.from(counts, (_, k) => range[0] + ((k + 0.5) / classes) * (range[1] - range[0]))}
          y={counts}
        />
      )}
    </details>
  );
}
