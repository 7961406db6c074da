import type { FoundPanel, Look } from '../../engine/calls/calls.js';
import { place, pointAt, pointAway, probe } from '../../session/pointer.js';
import {
  contourLevels,
  contours,
  drawn,
  found,
  look,
  palette,
  panel,
  panelNumber,
  panels,
} from '../../session/recovery.js';
import { Bitmap } from '../parts/Bitmap.js';
import { Switch } from '../parts/Choice.js';
import { KeptBitmap } from '../parts/KeptBitmap.js';
import { numberText, withError } from '../parts/numbers.js';
import { ColourSpace } from './ColourSpace.js';
import { Measurements } from './Measurements.js';

const looks: readonly (readonly [Look, string])[] = [
  ['values', 'values'],
  ['sigma', 'standard error'],
  ['difference', 'redrawn less drawn'],
  ['residual', 'distance from the colourmap'],
  ['kind', 'kind of pixel'],
];

const palettes = ['viridis', 'matplotlib:gray', 'matplotlib:inferno', 'matplotlib:RdBu', 'matplotlib:turbo'];

/** The recovered grid, its confidence, and what stands under the pointer. */
export function GridView() {
  const one = panel.value;
  const picture = drawn.value;
  return (
    <section class="pane" aria-label="Grid">
      <div class="tools">
        <label>
          Show{' '}
          <select
            value={look.value}
            onChange={(event) => {
              look.value = event.currentTarget.value as Look;
            }}
          >
            {looks.map(([name, says]) => (
              <option key={name} value={name}>
                {says}
              </option>
            ))}
          </select>
        </label>
        <label>
          in{' '}
          <select
            value={palette.value}
            onChange={(event) => {
              palette.value = event.currentTarget.value;
            }}
          >
            {palettes.map((name) => (
              <option key={name} value={name}>
                {name.replace(/^.*:/, '')}
              </option>
            ))}
          </select>
        </label>
        <ContourChoice />
        {panels.value.length > 1 && <PanelChoice />}
      </div>
      <div class="scroller">
        {one && picture && (
          <div class="picture" onPointerDown={follow} onPointerMove={follow} onPointerLeave={pointAway}>
            <Bitmap picture={picture} label={`${look.value} of panel ${one.panel}`} />
            {contours.value && (
              <div class="over">
                <KeptBitmap bitmap={contours.value.bitmap} label="contour lines" />
              </div>
            )}
            {place.value && <Cross />}
          </div>
        )}
      </div>
      <Facts />
      <Measurements />
      {one && <ColourSpace />}
    </section>
  );
}

/** Contour lines over the grid, at round levels or at those that are typed. */
function ContourChoice() {
  const levels = contourLevels.value;
  return (
    <>
      <Switch
        label="Contour lines"
        value={levels !== null}
        onChange={(on) => {
          contourLevels.value = on ? [] : null;
        }}
      />
      {levels && (
        <label>
          at{' '}
          <input
            type="text"
            class="levels"
            aria-label="Levels of the contour lines"
            placeholder="round levels"
            value={levels.join(' ')}
            onChange={({ currentTarget }) => {
              contourLevels.value = numbersIn(currentTarget.value);
            }}
          />
        </label>
      )}
    </>
  );
}

/** The numbers of a text, with spaces, commas or semicolons between. */
const numbersIn = (text: string): number[] =>
  text
    .replaceAll('−', '-')
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(Number)
    .filter(Number.isFinite);

function PanelChoice() {
  return (
    <fieldset class="panels">
      <legend>Panel</legend>
      {panels.value.map(({ panel: number }) => (
        <label key={number}>
          <input
            type="radio"
            name="panel"
            checked={panel.value?.panel === number}
            onChange={() => {
              panelNumber.value = number;
            }}
          />
          {number}
        </label>
      ))}
    </fieldset>
  );
}

function Cross() {
  const { plotWidth, plotHeight } = panel.value!;
  const { x, y } = place.value!;
  if (x < 0 || y < 0 || x >= plotWidth || y >= plotHeight) return null;
  return (
    <svg
      class="findings"
      viewBox={`0 0 ${plotWidth} ${plotHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <g class="cross">
        <line x1={0} y1={y + 0.5} x2={plotWidth} y2={y + 0.5} />
        <line x1={x + 0.5} y1={0} x2={x + 0.5} y2={plotHeight} />
      </g>
    </svg>
  );
}

function Facts() {
  const one = panel.value;
  if (!one) return <FoundFacts />;
  const { units, confidence, coverage, rows, columns } = one;
  const at = probe.value;
  return (
    <div class="facts">
      <p class="probe">
        {at
          ? `${Number.isNaN(at.value) ? at.kind : `${withError(at.value, at.sigma)}${units ? ` ${units}` : ''}`} at x ${numberText(at.x)}, y ${numberText(at.y)}${Number.isNaN(at.value) ? '' : ` (${at.kind})`}`
          : 'Point at the figure or at the grid to read it.'}
      </p>
      <dl>
        <dt>Confidence</dt>
        <dd>
          <meter aria-label="Confidence" min={0} max={1} low={0.5} value={confidence}>
            {confidence.toFixed(2)}
          </meter>{' '}
          <span class={confidence < 0.5 ? 'doubtful' : ''}>{confidence.toFixed(2)}</span>
        </dd>
        <dt>Values</dt>
        <dd>{valuesText(one)}</dd>
        <dt>Colourmap</dt>
        <dd>{one.colourmap}</dd>
        <dt>Size</dt>
        <dd>
          {columns} × {rows}, {(100 * coverage).toFixed(1)} % with values
        </dd>
      </dl>
    </div>
  );
}

/** What is known of the values before there are any. */
function FoundFacts() {
  const [one] = found.value;
  if (!one) return null;
  return (
    <div class="facts">
      <dl>
        <dt>Values</dt>
        <dd>{valuesText(one)}, as found: the grid is being decoded</dd>
      </dl>
    </div>
  );
}

const valuesText = ({ range, units, scale }: FoundPanel): string =>
  range
    ? `${numberText(range[0])} … ${numberText(range[1])}${units ? ` ${units}` : ''}, ${scale}`
    : 'positions 0 … 1: the range is not known';

function follow(event: PointerEvent & { readonly currentTarget: HTMLElement }): void {
  const one = panel.value;
  if (!one) return;
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  const x = Math.floor(((event.clientX - left) / width) * one.plotWidth);
  const y = Math.floor(((event.clientY - top) / height) * one.plotHeight);
  const { plotBox, isStraightened } = one;
  pointAt(x, y, isStraightened ? null : { x: plotBox.left + x, y: plotBox.top + y });
}
