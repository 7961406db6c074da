import sharp from 'sharp';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import type { FigureInput } from '../../src/pipeline/plan/request.js';
import { type Draws, drawsOf } from '../bench/fresh/random.js';

/** Pictures that hold no colour-mapped field, drawn by a seeded program: name, and how it is drawn. */
export const notFigures: readonly (readonly [name: string, draw: (draws: Draws) => string | Raster])[] = [
  ['a line plot', (d) => page(curves(d, 3) + axes)],
  ['a dense line plot', (d) => page(curves(d, 9) + grid + axes)],
  ['a line plot on a dark page', (d) => page(curves(d, 4) + axes, '#1c1c22')],
  ['a scatter plot', (d) => page(dots(d, 220) + axes)],
  ['a bar chart', (d) => page(bars(d, 8) + axes)],
  ['a stacked bar chart', (d) => page(bars(d, 8) + bars(d, 8, 0.5) + axes)],
  ['a histogram', (d) => page(bars(d, 30, 1, '#1f77b4') + axes)],
  ['a pie', (d) => page(pie(d, 6))],
  ['a page of text', (d) => page(text(d, 26))],
  ['a box diagram', (d) => page(boxes(d, 7))],
  ['a form', (d) => page(form(d), '#ececec')],
  ['an area chart', (d) => page(areas(d, 4) + axes)],
  ['a photograph of fields', (d) => landscape(d)],
  ['a photograph of things', (d) => things(d)],
  ['a portrait in soft light', (d) => softLight(d)],
];

/** How a drawing is made a picture: so many times its size, and as a JPEG of a quality rather than without loss. */
export interface Rendering {
  readonly scale?: number;
  readonly quality?: number;
}

/** A picture of `notFigures` by its name, drawn by a seed. */
export async function notFigure(
  name: string,
  { scale = 1, quality }: Rendering = {},
  seed = 11,
): Promise<FigureInput> {
  const k = notFigures.findIndex(([own]) => own === name);
  const drawn = notFigures[k]![1](drawsOf(seed, k));
  if (typeof drawn !== 'string' && scale === 1 && quality === undefined) return { raster: drawn };
  const picture =
    typeof drawn === 'string'
      ? sharp(Buffer.from(drawn), { density: 72 * scale })
      : sharp(drawn.data, { raw: { width: drawn.width, height: drawn.height, channels: 4 } }).resize(
          Math.round(scale * drawn.width),
        );
  const bytes = await (quality === undefined
    ? picture.png()
    : picture.removeAlpha().jpeg({ quality })
  ).toBuffer();
  const { raster, readJpeg } = await readRaster(bytes);
  const jpeg = readJpeg?.();
  return { raster, compressed: quality !== undefined, ...(jpeg && { jpeg }) };
}

const inks = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#17becf',
];
const [wide, tall] = [560, 400];

const page = (body: string, colour = '#ffffff'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}"><rect width="${wide}" height="${tall}" fill="${colour}"/>${body}</svg>`;

/** A frame from (60, 30) to (530, 350), with ticks. */
const axes = `<rect x="60.5" y="30.5" width="470" height="320" fill="none" stroke="#555"/>${Array.from(
  { length: 9 },
  (_, k) => `<path d="M${60.5 + 58.75 * k} 350v6M60 ${30.5 + 40 * k}h-6" stroke="#555"/>`,
).join('')}`;
const grid = Array.from(
  { length: 9 },
  (_, k) => `<path d="M${60.5 + 58.75 * k} 30v320M60 ${30.5 + 40 * k}h470" stroke="#ddd"/>`,
).join('');

function path(d: Draws): string {
  const [a, b, c] = [d.uniform(20, 120), d.uniform(0.01, 0.06), d.uniform(0, 6)];
  return Array.from(
    { length: 471 },
    (_, x) => `${60 + x} ${(190 + a * Math.sin(b * x + c)).toFixed(1)}`,
  ).join('L');
}
const curves = (d: Draws, n: number): string =>
  Array.from(
    { length: n },
    (_, k) => `<path d="M${path(d)}" fill="none" stroke="${inks[k]}" stroke-width="2"/>`,
  ).join('');
const areas = (d: Draws, n: number): string =>
  Array.from(
    { length: n },
    (_, k) => `<path d="M${path(d)}L530 350L60 350Z" fill="${inks[k]}" fill-opacity="0.8"/>`,
  ).join('');
const dots = (d: Draws, n: number): string =>
  Array.from(
    { length: n },
    () => `<circle cx="${d.integer(70, 520)}" cy="${d.integer(40, 340)}" r="4" fill="${d.pick(inks)}"/>`,
  ).join('');
const bars = (d: Draws, n: number, least = 1, ink?: string): string =>
  Array.from({ length: n }, (_, k) => {
    const height = least * d.uniform(40, 300);
    const step = 460 / n;
    return `<rect x="${66 + step * k}" y="${350 - height}" width="${0.8 * step}" height="${height}" fill="${ink ?? inks[(k + (least < 1 ? 3 : 0)) % inks.length]}"/>`;
  }).join('');
function pie(d: Draws, n: number): string {
  const shares = Array.from({ length: n }, () => d.uniform(0.5, 2));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let angle = 0;
  return shares
    .map((share, k) => {
      const from = angle;
      angle += (2 * Math.PI * share) / total;
      const at = (a: number) => `${280 + 150 * Math.cos(a)} ${200 + 150 * Math.sin(a)}`;
      const large = angle - from > Math.PI ? 1 : 0;
      return `<path d="M280 200L${at(from)}A150 150 0 ${large} 1 ${at(angle)}Z" fill="${inks[k]}"/>`;
    })
    .join('');
}
const text = (d: Draws, lines: number): string =>
  Array.from({ length: lines }, (_, k) => {
    const words = Array.from({ length: 11 }, () => 'etaoinshrdlu'.slice(d.integer(0, 5), d.integer(6, 12)));
    return `<text x="30" y="${26 + 14 * k}" font-size="12" font-family="sans-serif">${words.join(' ')}</text>`;
  }).join('');
const boxes = (d: Draws, n: number): string =>
  Array.from({ length: n }, (_, k) => {
    const [x, y] = [20 + 130 * (k % 4), 60 + 160 * Math.floor(k / 4)];
    return `<rect x="${x}" y="${y}" width="100" height="70" fill="${d.pick(['#dae8fc', '#d5e8d4', '#ffe6cc'])}" stroke="#333"/><path d="M${x + 100} ${y + 35}h30" stroke="#333"/><text x="${x + 20}" y="${y + 40}" font-size="14" font-family="sans-serif">Step ${k}</text>`;
  }).join('');
const form = (d: Draws): string =>
  Array.from({ length: 9 }, (_, k) => {
    const y = 20 + 40 * k;
    return `<text x="20" y="${y + 18}" font-size="13" font-family="sans-serif">Field ${k}</text><rect x="120" y="${y}" width="${d.integer(150, 300)}" height="26" rx="3" fill="#fff" stroke="#aaa"/><rect x="450" y="${y}" width="80" height="26" rx="3" fill="#3b82f6"/>`;
  }).join('');

/** A picture of three smooth fields of their own for red, green and blue, with grain, as photographs have. */
function photograph(d: Draws, colour: (x: number, y: number) => readonly number[]): Raster {
  const [width, height] = [160, 120];
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      const grain = 5 * d.normal();
      const [r, g, b] = colour(x, y);
      data.set([r! + grain, g! + grain, b! + grain, 255], o);
    }
  return { width, height, data };
}

/** Waves of random direction and length added up, about 0 ± 1. */
function waves(d: Draws, n: number, longest: number): (x: number, y: number) => number {
  const own = Array.from({ length: n }, () => {
    const [angle, length] = [d.uniform(0, 2 * Math.PI), d.uniform(longest / 12, longest)];
    return [
      Math.cos(angle) * (6.28 / length),
      Math.sin(angle) * (6.28 / length),
      d.uniform(0, 6.28),
      Math.sqrt(length / longest),
    ] as const;
  });
  const norm = Math.sqrt(own.reduce((sum, [, , , a]) => sum + (a * a) / 2, 0));
  return (x, y) => own.reduce((sum, [u, v, p, a]) => sum + a * Math.sin(u * x + v * y + p), 0) / norm;
}

function landscape(d: Draws): Raster {
  const [light, wood, cloud] = [waves(d, 24, 60), waves(d, 24, 30), waves(d, 12, 200)];
  return photograph(d, (x, y) => {
    const horizon = 60 + 9 * Math.sin(x / 30);
    if (y < horizon) return [120 + 30 * cloud(x, y), 160 + 25 * cloud(x, y), 215 + 15 * cloud(x, 1.3 * y)];
    if (y > 100) return [140 + 30 * light(x, y), 120 + 28 * light(x, y), 70 + 20 * wood(x, y)];
    return [60 + 25 * wood(x, y), 95 + 30 * light(x, y), 40 + 15 * wood(y, x)];
  });
}

function things(d: Draws): Raster {
  const shade = waves(d, 16, 160);
  const discs = Array.from({ length: 9 }, () => ({
    x: d.uniform(10, 150),
    y: d.uniform(10, 110),
    r: d.uniform(12, 36),
    colour: [d.integer(30, 230), d.integer(30, 230), d.integer(30, 230)] as const,
  }));
  return photograph(d, (x, y) => {
    const on = discs.find((disc) => Math.hypot(x - disc.x, y - disc.y) < disc.r);
    const lit = on ? 1 - 0.5 * (Math.hypot(x - on.x + 10, y - on.y + 10) / on.r) ** 2 : 1;
    const [r, g, b] = on?.colour ?? [150, 130, 110];
    return [r, g, b].map((c) => c * lit * (1 + 0.15 * shade(x, y)));
  });
}

function softLight(d: Draws): Raster {
  const [red, green, blue] = [waves(d, 20, 240), waves(d, 20, 240), waves(d, 20, 240)];
  return photograph(d, (x, y) => [
    140 + 45 * red(x, y),
    120 + 45 * (0.6 * red(x, y) + 0.8 * green(x, y)),
    100 + 45 * (0.4 * green(x, y) + 0.9 * blue(x, y)),
  ]);
}
