import {
  type Collection,
  nearestTable,
  type SimilarityMeasure,
} from '../../formats/collections/collection.js';
import { shownPath } from '../../formats/collections/similarTables.js';
import { paint } from '../../formats/pictures/paint.js';
import { encodePng } from '../../formats/pictures/writePng.js';
import { version } from '../../model/version.js';
import type { Grouping } from '../../palette/groups/histogramGroups.js';
import { similarityMap } from '../../palette/groups/similarityMap.js';
import { axes, COLOURBAR_WIDTH, colourbar, drawing, linear, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { reportPage } from '../drawing/page.js';
import { reduced, reduction } from '../drawing/picture.js';
import { roundTicks } from '../drawing/ticks.js';
import { mapScript } from './mapScript.js';
import { thumbnails } from './thumbnails.js';

interface Shown {
  readonly collection: Collection;
  readonly grouping: Grouping;
  /** Data URIs by paths. */
  readonly small: ReadonlyMap<string, string>;
}

interface ReportOptions {
  readonly n: number;
  readonly groups: boolean;
  readonly measure: SimilarityMeasure;
}

const measured: Readonly<Record<SimilarityMeasure, { readonly short: string; readonly long: string }>> = {
  cosine: { short: 'cosine', long: 'Cosines of the colour histograms' },
  'earth-movers': {
    short: 'similarity',
    long: 'One less the earth mover’s distance of the colour histograms',
  },
};

/** Groups, members of each and rows of nearest pictures that a page shows: more are in the tables. */
const most = { groups: 60, members: 24, rows: 60 } as const;

/** One HTML page about a collection: the similarities, the groups, and a map, or the nearest to the pictures asked about. */
export async function similarReport(
  collection: Collection,
  grouping: Grouping,
  { n, groups: byLocus, measure }: ReportOptions,
): Promise<string> {
  const { folder, pictures, asked } = collection;
  const square = asked === pictures;
  const small = await thumbnails([...pictures, ...asked].map(({ path }) => path));
  const shown = { collection, grouping, small };
  const sections = [
    ...(square ? [await matrixSection(shown, measure), await mapSection(shown)] : []),
    ...(square || byLocus ? [groupsSection(shown, byLocus)] : []),
    nearestSection(shown, n),
  ];
  return reportPage({
    title: folder ?? asked.map(({ path }) => path).join(', '),
    about: 'Pictures by their colours',
    keyFigures: [
      ['pictures', String(pictures.length)],
      ...(square || byLocus
        ? ([[byLocus ? 'colourmaps' : 'groups', String(new Set(grouping.groups).size)]] as const)
        : []),
    ],
    version,
    content: html`<main>${sections}</main>`,
    scripts: [mapScript],
  });
}

/** All similarities as a heat map, alike pictures beside each other. */
async function matrixSection({ collection, grouping }: Shown, measure: SimilarityMeasure): Promise<Markup> {
  const { similarities, pictures } = collection;
  const n = pictures.length;
  const { order } = grouping;
  const values = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++)
      values[row * n + column] = similarities[order[row]! * n + order[column]!]!;
  const grid = reduced(n, n, values, new Uint8Array(n * n).fill(1), reduction(n, n));
  const png = await encodePng(
    paint(grid.width, grid.height, grid.values, grid.mask, { range: { lo: 0, hi: 1 } }),
  );
  const box = { left: 56, top: 26, width: 480, height: 480 };
  const ticks = roundTicks(0, n);
  return html`<section class="card" id="matrix"><h2>Similarities</h2>${drawing(
    box.left + box.width + COLOURBAR_WIDTH,
    548,
    'Similarities of all pictures, alike ones beside each other',
    pictureIn(box, `data:image/png;base64,${Buffer.from(png).toString('base64')}`),
    axes(box, { title: 'picture', ticks, at: linear(0, n) }, { ticks, at: (v) => 1 - v / n }),
    await colourbar(box, { title: measured[measure].short, ticks: roundTicks(0, 1), at: linear(0, 1) }),
  )}<p class="note">${measured[measure].long}; the pictures are in the order of their groups.</p></section>`;
}

/** Every picture where UMAP puts it. */
async function mapSection({ collection, small }: Shown): Promise<Markup> {
  const { similarities, pictures, folder } = collection;
  const places = await similarityMap(similarities, pictures.length);
  // Thumbnails of a size at which all of them would cover a third of the map.
  const size = Math.min(80, 1000 / Math.sqrt(3 * pictures.length));
  const images = pictures.map(
    ({ path }, i) =>
      html`<g transform="translate(${50 + 900 * places[2 * i]!} ${50 + 900 * places[2 * i + 1]!})"><image class="thumbnail" x="${-size / 2}" y="${-size / 2}" width="${size}" height="${size}" href="${small.get(path)}"><title>${shownPath(path, folder)}</title></image></g>`,
  );
  return html`<section class="card" id="map"><h2>Map</h2><svg class="map" viewBox="0 0 1000 1000" role="img" aria-label="Map of the pictures, alike ones near each other">${images}</svg>
<p class="note">UMAP of the similarities: alike pictures lie together, distances between heaps mean little. The wheel zooms, the pointer moves.</p></section>`;
}

function groupsSection({ collection, grouping, small }: Shown, byLocus: boolean): Markup {
  const { pictures, folder } = collection;
  const { groups, order } = grouping;
  const members = new Map<number, number[]>();
  for (const at of order) members.set(groups[at]!, [...(members.get(groups[at]!) ?? []), at]);
  const sorted = [...members].sort((a, b) => a[0] - b[0]);
  const items = sorted
    .slice(0, most.groups)
    .map(
      ([group, own]) =>
        html`<h3>${group + 1}: ${own.length} ${own.length === 1 ? 'picture' : 'pictures'}</h3><p class="thumbnails">${own
          .slice(0, most.members)
          .map((at) => thumbnail(small, pictures[at]!.path, folder))}</p>`,
    );
  const left = sorted.length - items.length;
  return html`<section class="card wide" id="groups"><h2>${byLocus ? 'Figures by their colourmaps' : 'Groups'}</h2>${items}${left > 0 && html`<p class="note">and ${left} smaller ones</p>`}</section>`;
}

function nearestSection({ collection, small }: Shown, n: number): Markup {
  const { asked, folder, pictures } = collection;
  const rows = asked.slice(0, most.rows);
  const paths = new Map(pictures.map(({ path }) => [shownPath(path, folder), path]));
  const table = nearestTable(
    {
      ...collection,
      asked: rows,
      similarities: collection.similarities.subarray(0, rows.length * pictures.length),
    },
    n,
  );
  const nearest = new Map<string, Markup[]>();
  for (const [picture, , similar, similarity] of table.rows)
    nearest.set(String(picture), [
      ...(nearest.get(String(picture)) ?? []),
      html`<figure>${thumbnail(small, paths.get(String(similar))!, folder)}<figcaption>${Number(similarity).toFixed(3)}</figcaption></figure>`,
    ]);
  const items = rows.map(
    ({ path }) =>
      html`<h3>${shownPath(path, folder)}</h3><div class="thumbnails"><figure>${thumbnail(small, path, folder)}<figcaption>itself</figcaption></figure>${nearest.get(shownPath(path, folder)) ?? []}</div>`,
  );
  const left = asked.length - rows.length;
  return html`<section class="card wide" id="nearest"><h2>The most similar</h2>${items}${left > 0 && html`<p class="note">and of ${left} more pictures</p>`}</section>`;
}

function thumbnail(small: ReadonlyMap<string, string>, path: string, folder: string | undefined): Markup {
  const name = shownPath(path, folder);
  return html`<img src="${small.get(path)}" alt="${name}" title="${name}">`;
}
