import { base64Of } from '../../numeric/base64.js';
import type { ShownColours } from '../shown/shownColours.js';
import { axes, type ChartBox, drawing, linear, pictureIn } from './chart.js';
import { dataElement, html, type Markup } from './markup.js';
import { pngUri } from './means.js';
import type { AxisTick } from './ticks.js';

const CHANNELS = ['red', 'green', 'blue'] as const;
const PLANES = [
  [0, 1],
  [2, 1],
  [0, 2],
] as const;

/** Colours in RGB space: in 3-D, to be turned, and in three planes. At most once a page. */
export async function colourSpace(shown: ShownColours): Promise<Markup> {
  const { sample, nodes, locus } = shown;
  const what = locus.length > 0 ? 'Colours and locus' : 'Colours';
  const planes = await Promise.all(PLANES.map(([x, y]) => plane(what, x, y, shown)));
  const data = {
    sample: base64Of(sample),
    locus: Array.from(locus, (v) => Math.round(v * 10) / 10),
    nodes: Array.from(nodes, (v) => Math.round(v * 10) / 10),
  };
  return html`<div class="space" id="space"><p class="note">Here the colours stand in three dimensions, to be turned with the pointer. This needs JavaScript and WebGL; the three planes below show the same.</p></div>
<div class="planes">${planes}</div>
${dataElement('space-data', data)}`;
}

async function plane(
  what: string,
  x: number,
  y: number,
  { sample, locus, nodes }: ShownColours,
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
    `${what} in the ${name}`,
    html`<rect class="panel" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
    pictureIn(box, await pointsPicture(sample, x, y)),
    locus.length > 0 && html`<path class="locus" d="M${line}"/>`,
    html`<g class="nodes">${dots}</g>`,
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
  return pngUri({ width: size, height: size, data });
}
