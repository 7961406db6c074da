import { paint } from '../../formats/pictures/paint.js';
import type { Colourmap } from '../../model/types.js';
import { pairwiseDistances } from '../../walk/distances.js';
import { axes, colourbar, drawing, linear, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { pictureUri } from '../drawing/picture.js';
import { roundTicks } from '../drawing/ticks.js';
import type { ReportInput, UnorderedPalette } from '../shown/input.js';

/** A matrix of more colours shows no more at the size in which it is drawn. */
const MOST = 512;

/** The distances between all pairs of colours, before and after they were put in order. */
export async function orderSection({ palette, colourmap }: ReportInput): Promise<Markup> {
  const parts = palette
    ? await beforeAndAfter(palette, colourmap)
    : html`${await matrix('In the order of the colourmap', colourmap.colours, strided(colourmap.colours.length / 3))}
<p class="note">${colourmap.source !== 'blind' && 'The colourmap came in order, so there was nothing to sort. '}A single dark diagonal means that each colour occurs once along the map; dark patches off the diagonal are colours that occur twice.</p>`;
  return html`<section class="card wide" id="order"><h2>Distances between colours</h2><div class="pair">${parts}</div></section>`;
}

async function beforeAndAfter(palette: UnorderedPalette, colourmap: Colourmap): Promise<Markup> {
  const { colours } = palette;
  const n = colours.length / 3;
  const order = alongMap(palette, colourmap);
  const off = n - order.length;
  return html`${await matrix('As quantised', colours, strided(n))}${await matrix(
    'Along the locus',
    colours,
    strided(order.length).map((k) => order[k]!),
  )}<p class="note">In order, neighbours are close: a dark diagonal that widens smoothly. ${
    off > 0 && `${order.length} of the ${n} quantised colours lie on the locus; ${off} were left off it.`
  }</p>`;
}

/** The order in the direction of the colourmap, which may have been turned round since. */
export function alongMap({ colours, order }: UnorderedPalette, colourmap: Colourmap): number[] {
  const indices = Array.from(order);
  const distance = (i: number): number =>
    Math.hypot(...[0, 1, 2].map((c) => colours[3 * i + c]! - colourmap.colours[c]!));
  return distance(indices[0]!) <= distance(indices.at(-1)!) ? indices : indices.reverse();
}

function strided(n: number): number[] {
  const step = Math.ceil(n / MOST);
  return Array.from({ length: Math.ceil(n / step) }, (_, k) => k * step);
}

async function matrix(title: string, colours: Float64Array, indices: readonly number[]): Promise<Markup> {
  const n = indices.length;
  const distances = pairwiseDistances(
    Float64Array.from(indices.flatMap((i) => [...colours.subarray(3 * i, 3 * i + 3)])),
  );
  const hi = distances.reduce((a, b) => Math.max(a, b), 0);
  const box = { left: 56, top: 28, width: 420, height: 420 };
  const along = { ticks: roundTicks(0, n, 4), at: linear(0, n) };
  return drawing(
    560,
    490,
    `${title}: ${n} × ${n} distances up to ${Math.round(hi)} sRGB units`,
    pictureIn(box, await pictureUri(paint(n, n, distances, undefined, { range: { lo: 0, hi } }))),
    axes(box, { ...along, title }, { ...along, at: (value) => 1 - along.at(value) }),
    await colourbar(box, { title: 'sRGB units', ticks: roundTicks(0, hi), at: linear(0, hi) }),
  );
}
