import { countKinds, type PixelKind } from '../../model/pixelKind.js';
import type { PanelFacts } from '../../pipeline/panel/recovery.js';
import { distinctColours } from '../../raster/colours/distinct.js';
import { crop } from '../../raster/crop.js';
import { medianNearestDistance, pairwiseDistances } from '../../walk/distances.js';
import { html, type Markup } from '../drawing/markup.js';
import { numberLabel } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';
import { wholeNumber } from './maskSection.js';
import { colourmapText } from './summarySection.js';

/** A stage of the method, what came of it, and what is worth knowing besides. */
interface Stage {
  readonly name: string;
  readonly outcome: string;
  readonly details: readonly (string | false | undefined)[];
}

/** Beyond so many colours the matrix of their distances does not fit beside a page. */
const MOST_DISTANCES = 4096;

const noises: Readonly<Record<PanelFacts['noise']['kind'], string>> = {
  exact: 'exact colours',
  palette: 'a reduced palette',
  scattered: 'scattered colours',
};
const smoothings: Readonly<Record<string, string>> = {
  none: 'not smoothed',
  interval: 'smoothed within the levels',
  noise: 'smoothed by the measured noise',
  coefficients: 'solved with the file’s coefficients',
  dither: 'the mean of a dither pattern',
};

/** The stages of the method in their order, with what came of each. */
export function stagesSection(input: ReportInput): Markup {
  const { facts } = input;
  if (!facts) return html``;
  const stages = [quantised(input), distances(input), ordered(input), decoded(input, facts), masked(input)];
  return html`<section class="card wide" id="stages">
<h2>Stage by stage</h2>
<ol class="stages">${stages.map(
    ({ name, outcome, details }) =>
      html`<li><p class="name">${name}</p><p class="outcome">${outcome}</p>${details
        .filter((detail) => typeof detail === 'string' && detail !== '')
        .map((detail) => html`<p class="detail">${detail}</p>`)}</li>`,
  )}</ol>
</section>`;
}

function quantised(input: ReportInput): Stage {
  const { palette, figure, plotBox, facts } = input;
  const distinct = distinctColours(crop(figure, plotBox)).packed.length;
  const from = `${wholeNumber(distinct)} distinct colours in the plot area`;
  const filled = facts?.smoothed.how === 'dither' && 'before its dither was undone';
  return palette
    ? {
        name: 'Quantise',
        outcome: `${wholeNumber(palette.colours.length / 3)} colours`,
        details: [`from ${from}`, filled],
      }
    : { name: 'Quantise', outcome: 'not needed', details: ['the colourmap came in order', from] };
}

function distances({ palette }: ReportInput): Stage {
  const n = palette ? palette.colours.length / 3 : 0;
  if (!palette || n < 2 || n > MOST_DISTANCES)
    return { name: 'Distances', outcome: palette ? 'not shown' : 'not needed', details: [] };
  const unit = medianNearestDistance(pairwiseDistances(palette.colours), n);
  return {
    name: 'Distances',
    outcome: `${numberLabel(unit)} sRGB units`,
    details: [
      'from a colour to the nearest other, the median',
      `${wholeNumber((n * (n - 1)) / 2)} pairs compared`,
    ],
  };
}

function ordered(input: ReportInput): Stage {
  const { walk, candidates, palette, colourmap } = input;
  const count = `${wholeNumber(colourmap.positions.length)} colours on the map`;
  const name = walk ? 'Walk' : 'Order';
  if (walk) {
    const { order, starts } = walk.walked;
    return {
      name,
      outcome: `${wholeNumber(order.length)} of ${wholeNumber((palette?.colours.length ?? 0) / 3)} visited`,
      details: [
        starts.length === 1 ? 'without a restart' : `started ${starts.length} times`,
        `${(100 * walk.explained).toFixed(1)} % of the pixels explained`,
      ],
    };
  }
  const best = candidates?.[0];
  if (best)
    return {
      name,
      outcome: best.method,
      details: [`the best of ${candidates.length} orders, refined`, count],
    };
  return { name, outcome: colourmapText(input), details: [count] };
}

function decoded({ decoded: { sigma } }: ReportInput, facts: PanelFacts): Stage {
  const { noise, levels, smoothed, shading, transparency } = facts;
  const finite = sigma.filter((s) => Number.isFinite(s)).sort();
  const median = finite[finite.length >> 1];
  const share = smoothed.share > 0 && smoothed.share < 1 ? ` (${Math.round(100 * smoothed.share)} %)` : '';
  return {
    name: 'Decode',
    outcome: noises[noise.kind],
    details: [
      noise.sigma > 0 && `noise ${twoDigits(noise.sigma)}, one standard deviation`,
      levels !== undefined && `drawn in ${levels} levels`,
      `${smoothings[smoothed.how] ?? smoothed.how}${share}`,
      transparency && `taken for the map at ${Math.round(100 * transparency.opacity)} % opacity`,
      shading && `light undone: ${shading.blend}${shading.selfShaded ? ', the field’s own' : ''}`,
      median !== undefined && `standard error ${twoDigits(median)} of the range, the median`,
    ],
  };
}

function masked({ decoded: { kind, width, height } }: ReportInput): Stage {
  const counts = countKinds(kind);
  const names: Readonly<Record<Exclude<keyof typeof PixelKind, 'data'>, string>> = {
    overlay: 'overlay',
    fringe: 'fringe',
    noData: 'no data',
    below: 'below the range',
    above: 'above the range',
    given: 'given',
  };
  const parts = (Object.keys(names) as (keyof typeof names)[]).filter((name) => counts[name] > 0);
  return {
    name: 'Mask',
    outcome: `${((100 * counts.data) / (width * height)).toFixed(1)} % data`,
    details:
      parts.length > 0
        ? parts.map((name) => `${wholeNumber(counts[name])} ${names[name]}`)
        : ['nothing but data'],
  };
}

/** Errors are not known to more. */
const twoDigits = (value: number): string => numberLabel(Number(value.toPrecision(2)));
