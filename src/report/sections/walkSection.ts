import { darkestFirst } from '../../walk/walk.js';
import { axes, type ChartBox, drawing, linear, logarithmic, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { evenlyAlong, stripUri } from '../drawing/strip.js';
import { decadeTicks, numberLabel, roundTicks } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';

type Walk = NonNullable<ReportInput['walk']>;

const WIDTH = 1100;
const LEFT = 128;
const STRIP = { left: LEFT, width: WIDTH - LEFT - 48, height: 30 };
const CHART_HEIGHT = 150;

/** The steps of the walk beside the order that came of it: what it visited and how far apart, what it left out. */
export async function walkSection(input: ReportInput): Promise<Markup> {
  const { walk, palette, colourmap } = input;
  if (!walk || !palette) return html``;
  const { walked, thresholds, explained } = walk;
  const { colours } = palette;
  const visited = Array.from(walked.order);
  const leftOut = darkFirst(colours, walked.leftOut);
  const passed = passedOver(colours, walked.order, walked.leftOut, thresholds.near);
  const chart: ChartBox = { left: LEFT, top: 78, width: STRIP.width, height: CHART_HEIGHT };
  // Each colour as wide as one that was visited, where there is room.
  const leftWidth = Math.min(1, leftOut.length / visited.length) * STRIP.width;
  const leftTop = chart.top + chart.height + 54;
  const mapTop = leftTop + (leftOut.length > 0 ? 52 : 0);
  const map = colourmap.colours;
  const drawn = drawing(
    WIDTH,
    mapTop + STRIP.height + 8,
    `The walk: ${visited.length} colours visited, ${leftOut.length} left out`,
    await strip('visited', 34, await stripUri(colours, visited)),
    startMarks(walked.starts, visited, 34),
    stepChart(chart, stepLengths(colours, visited), thresholds),
    leftOut.length > 0 && (await strip('left out', leftTop, await stripUri(colours, leftOut), leftWidth)),
    leftOut.length > 0 && startMarks(walked.starts, leftOut, leftTop, leftWidth),
    await strip('colourmap', mapTop, await stripUri(map, evenlyAlong(colourmap.positions))),
  );
  const rows: [string, string][] = [
    ['visited', `${visited.length} of ${colours.length / 3} colours, in this order`],
    ['left out', leftOutText(leftOut.length, passed)],
    ['began from', startsText(walked.starts.length)],
    ['near', `${numberLabel(thresholds.near)} sRGB units: nearer colours are the same place`],
    ['far', `${numberLabel(thresholds.far)} sRGB units: longer steps leave the locus`],
    ['explained', `${(100 * explained).toFixed(1)} % of the pixels lie within one far step of the walk`],
  ];
  return html`<section class="card wide" id="walk">
<h2>The walk through the palette</h2>
${drawn}
<dl class="facts">${rows.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
<p class="note">From its start (▼) the walk goes always to the nearest colour that it has not visited; where none is left within far it steps back, and the longest way seen is the order. The colourmap below is what was decoded with: the same colours at their positions, in its own direction.</p>
</section>`;
}

/** A strip of colours with its name at the left. */
async function strip(name: string, top: number, uri: string, width: number = STRIP.width): Promise<Markup> {
  const box = { ...STRIP, width, top };
  return html`<g><text class="title" x="${LEFT - 12}" y="${top + STRIP.height / 2 + 4}" text-anchor="end">${name}</text>${pictureIn(box, uri)}<rect class="axis" x="${box.left}" y="${top}" width="${box.width}" height="${box.height}"/></g>`;
}

/** Triangles above a strip where a walk was started from one of its colours. */
function startMarks(
  starts: readonly number[],
  shown: readonly number[],
  top: number,
  width: number = STRIP.width,
): Markup[] {
  return starts.flatMap((start, k) => {
    const at = shown.indexOf(start);
    if (at < 0) return [];
    const x = LEFT + ((at + 0.5) / shown.length) * width;
    return [
      html`<path class="start" d="M${x - 5} ${top - 9}h10l-5 7z"><title>start ${k + 1} of ${starts.length}</title></path>`,
    ];
  });
}

/** Distances between successive colours of an order, sRGB units; one fewer than colours. */
function stepLengths(colours: Float64Array, order: readonly number[]): number[] {
  return order.slice(1).map((to, k) => distanceBetween(colours, order[k]!, to));
}

/** How long each step was, with the thresholds that bound it: on a logarithmic axis, for steps differ by powers of ten. */
function stepChart(
  box: ChartBox,
  steps: readonly number[],
  { near, far }: Walk['thresholds'],
): Markup | undefined {
  const positive = steps.filter((step) => step > 0);
  if (positive.length === 0) return undefined;
  const lo = 0.8 * [...positive, ...(near > 0 ? [near] : [])].reduce((a, b) => Math.min(a, b));
  const hi = 1.25 * [...positive, far].reduce((a, b) => Math.max(a, b));
  const up = logarithmic(lo, hi);
  const bottom = box.top + box.height;
  const y = (step: number): number => bottom - Math.max(0, up(Math.max(step, lo))) * box.height;
  // The step from one colour to the next stands at the border between the two in the strip above.
  const x = (k: number): number => box.left + ((k + 1) / (steps.length + 1)) * box.width;
  const stems = steps.map((step, k) => `M${x(k).toFixed(1)} ${bottom}V${y(step).toFixed(1)}`).join('');
  const limit = (name: string, at: number): Markup | false =>
    at > 0 &&
    html`<path class="limit" d="M${box.left} ${y(at)}h${box.width}"/><text x="${box.left + box.width + 8}" y="${y(at) + 4}">${name}</text>`;
  const wide = Math.max(0.6, Math.min(4, (0.7 * box.width) / (steps.length + 1)));
  return html`<path class="stems" style="stroke-width:${wide}" d="${stems}"/>${limit('far', far)}${limit('near', near)}${axes(
    box,
    {
      title: 'step',
      ticks: roundTicks(0, steps.length + 1, Math.min(8, steps.length + 1)),
      at: linear(0, steps.length + 1),
    },
    { title: 'sRGB units', ticks: decadeTicks(lo, hi, 4), at: up },
  )}`;
}

/** The colours that were left out, from the darkest to the lightest. */
function darkFirst(colours: Float64Array, leftOut: Uint32Array): number[] {
  const left = new Set(leftOut);
  return Array.from(darkestFirst(colours)).filter((i) => left.has(i));
}

/** How many of the colours left out are as good as visited: within `near` of a colour that was. */
function passedOver(colours: Float64Array, order: Uint32Array, leftOut: Uint32Array, near: number): number {
  return leftOut.filter((i) => order.some((j) => distanceBetween(colours, i, j) < near)).length;
}

function distanceBetween(colours: Float64Array, i: number, j: number): number {
  return Math.hypot(
    colours[3 * i]! - colours[3 * j]!,
    colours[3 * i + 1]! - colours[3 * j + 1]!,
    colours[3 * i + 2]! - colours[3 * j + 2]!,
  );
}

function leftOutText(count: number, passed: number): string {
  if (count === 0) return 'none';
  if (passed === 0) return `${count}, which no walk reached or only a shorter one`;
  const rest = count - passed;
  return `${count}: ${passed} within near of one that was visited${rest > 0 ? `, ${rest} that no walk reached or only a shorter one` : ''}`;
}

const startsText = (count: number): string =>
  count === 1 ? 'one colour, with no restart' : `${count} colours; the longest walk is the order`;
