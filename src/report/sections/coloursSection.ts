import { encodePng } from '../../formats/pictures/writePng.js';
import { axes, type ChartBox, drawing, linear, pictureIn } from '../drawing/chart.js';
import type { ReportInput } from '../drawing/input.js';
import { dataElement, html, type Markup } from '../drawing/markup.js';
import { sampleColours } from '../drawing/sampleColours.js';
import type { AxisTick } from '../drawing/ticks.js';

/** Points that a cloud in 3-D shows clearly and every graphics card turns smoothly. */
const SAMPLE = 4000;
/** More vertices than this do not make a line smoother at the size in which it is drawn. */
const VERTICES = 600;
const CHANNELS = ['red', 'green', 'blue'] as const;
const PLANES = [
  [0, 1],
  [2, 1],
  [0, 2],
] as const;

/** The pixels in RGB space, with the quantised colours and the locus through them: in 3-D and in three planes. */
export async function coloursSection(input: ReportInput): Promise<Markup> {
  const { colourmap, palette } = input;
  const sample = sampleColours(input.figure, input.plotBox, SAMPLE);
  const locus = thinned(colourmap.colours, VERTICES, colourmap.closed);
  // A map that came in order shows its own colours where a blind recovery shows those that it had to order.
  const nodes = thinned(palette?.colours ?? colourmap.colours, VERTICES, false);
  const count = (palette?.colours ?? colourmap.colours).length / 3;
  const planes = await Promise.all(PLANES.map(([x, y]) => plane(x, y, sample, locus, nodes)));
  const data = {
    sample: Buffer.from(sample).toString('base64'),
    locus: Array.from(locus, (v) => Math.round(v * 10) / 10),
    nodes: Array.from(nodes, (v) => Math.round(v * 10) / 10),
  };
  return html`<section class="card wide" id="colours">
<h2>Colours and locus</h2>
<div class="space" id="space"><p class="note">Here the colours stand in three dimensions, to be turned with the pointer. This needs JavaScript and WebGL; the three planes below show the same.</p></div>
<div class="planes">${planes}</div>
<ul class="legend"><li><i class="key dot"></i>${sample.length / 3} distinct colours of the plot area</li><li><i class="key node"></i>${count} ${palette ? 'quantised colours' : 'colours of the colourmap'}</li><li><i class="key line"></i>the locus, in the order of the colourmap</li></ul>
${dataElement('space-data', data)}
</section>`;
}

/** At most `count` of n points, both ends kept; of a closed curve, the first again at the end. */
function thinned(points: Float64Array, count: number, closed: boolean): Float64Array {
  const n = points.length / 3;
  const kept = Math.min(n, count);
  const indices = Array.from({ length: kept }, (_, k) =>
    kept > 1 ? Math.round((k * (n - 1)) / (kept - 1)) : 0,
  );
  if (closed && n > 0) indices.push(0);
  return Float64Array.from(indices.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)]));
}

async function plane(
  x: number,
  y: number,
  sample: Uint8Array,
  locus: Float64Array,
  nodes: Float64Array,
): Promise<Markup> {
  const box: ChartBox = { left: 56, top: 10, width: 300, height: 300 };
  const across = (colours: ArrayLike<number>, i: number): number =>
    box.left + (colours[3 * i + x]! / 255) * box.width;
  const up = (colours: ArrayLike<number>, i: number): number =>
    box.top + box.height - (colours[3 * i + y]! / 255) * box.height;
  const line = Array.from(
    { length: locus.length / 3 },
    (_, i) => `${across(locus, i).toFixed(1)} ${up(locus, i).toFixed(1)}`,
  ).join('L');
  const dots = Array.from(
    { length: nodes.length / 3 },
    (_, i) => html`<circle cx="${across(nodes, i)}" cy="${up(nodes, i)}" r="2.5" fill="${css(nodes, i)}"/>`,
  );
  const ticks: AxisTick[] = [0, 64, 128, 192, 255].map((value) => ({ value, label: String(value) }));
  const at = linear(0, 255);
  const name = `${CHANNELS[x]!}–${CHANNELS[y]!} plane`;
  return drawing(
    370,
    352,
    `Colours and locus in the ${name}`,
    html`<rect class="panel" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
    pictureIn(box, await pointsPicture(sample, x, y)),
    html`<path class="locus" d="M${line}"/><g class="nodes">${dots}</g>`,
    axes(box, { title: CHANNELS[x], ticks, at }, { title: CHANNELS[y], ticks, at }),
  );
}

const css = (colours: ArrayLike<number>, i: number): string =>
  `rgb(${[0, 1, 2].map((c) => Math.round(colours[3 * i + c]!)).join(' ')})`;

/** The sample as dots in its own colours: two pixels for a level, three across for a dot, transparent elsewhere. */
async function pointsPicture(sample: Uint8Array, x: number, y: number): Promise<string> {
  const size = 512;
  const data = new Uint8ClampedArray(4 * size * size);
  for (let i = 0; i < sample.length; i += 3) {
    const column = 2 * sample[i + x]!;
    const row = size - 2 - 2 * sample[i + y]!;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        if (row + dy < 0 || row + dy >= size || column + dx < 0 || column + dx >= size) continue;
        const o = 4 * ((row + dy) * size + column + dx);
        data[o] = sample[i]!;
        data[o + 1] = sample[i + 1]!;
        data[o + 2] = sample[i + 2]!;
        data[o + 3] = 255;
      }
  }
  const png = await encodePng({ width: size, height: size, data });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
