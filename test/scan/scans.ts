import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import { mappedPoint, type Point, type Quadrilateral } from '../../src/scan/projective.js';
import { freshFigure } from '../bench/fresh/figures.js';
import type { FreshPicture } from '../bench/fresh/model.js';
import { type Draws, drawsOf } from '../bench/fresh/random.js';
import { grainy, lit } from './lit.js';
import { photographed } from './photograph.js';

/** A figure as a scanner or a camera gives it. */
export interface Scan {
  readonly kind: ScanKind;
  readonly raster: Raster;
  /** Corners of the plot area in it, clockwise from the top left. */
  readonly corners: Quadrilateral;
  readonly figure: FreshPicture;
}

type Seen = { raster: Raster; at: (page: Point) => Point };

/** Turned by some degrees on the glass of a scanner, which is white beyond the page. */
function skewed(page: Raster, degrees: number, times: number): Seen {
  const a = (degrees * Math.PI) / 180;
  const [c, s] = [times * Math.cos(a), times * Math.sin(a)];
  const { width: w, height: h } = page;
  const shift = [Math.max(0, s * h) + 8, Math.max(0, -s * w) + 8] as const;
  const corner = ([x, y]: Point): Point => [c * x - s * y + shift[0], s * x + c * y + shift[1]];
  const size = [c * w + Math.abs(s) * h + 16, c * h + Math.abs(s) * w + 16].map(Math.round) as [
    number,
    number,
  ];
  const photo = photographed(
    page,
    [corner([0, 0]), corner([w, 0]), corner([w, h]), corner([0, h])],
    size,
    [255, 255, 255],
  );
  return { raster: photo.raster, at: corner };
}

/** Photographed by hand, from beside and above. */
function byHand(page: Raster, draw: Draws, times: number): Seen {
  const [w, h] = [times * page.width, times * page.height];
  const off = (): number => draw.uniform(0.02, 0.09);
  const corners: Quadrilateral = [
    [w * off(), h * off()],
    [w * (1.1 - off()), h * off()],
    [w * (1.1 - off()), h * (1.1 - off())],
    [w * off(), h * (1.1 - off())],
  ];
  const photo = photographed(page, corners, [Math.round(1.1 * w), Math.round(1.1 * h)]);
  return { raster: photo.raster, at: (place) => mappedPoint(photo.map, place) };
}

const makers = {
  skewed: (page, draw) => skewed(page, draw.uniform(1, 5) * (draw.chance(0.5) ? 1 : -1), 1.3),
  perspective: (page, draw) => byHand(page, draw, 1.3),
  tinted: (page, draw) => {
    const { raster, at } = skewed(page, draw.uniform(-2, 2), 1.3);
    const tint = [1, draw.uniform(0.93, 0.98), draw.uniform(0.8, 0.93)];
    return { raster: lit(raster, (rgb) => rgb.map((v, c) => 12 + 0.92 * v * tint[c]!)), at };
  },
  uneven: (page, draw) => {
    const { raster, at } = byHand(page, draw, 1.3);
    const [a, b] = [draw.uniform(-0.35, 0.35), draw.uniform(-0.35, 0.35)];
    const shade = (x: number, y: number): number =>
      (1 + a * (x - 0.5) + b * (y - 0.5)) * (1 - 0.35 * ((x - 0.5) ** 2 + (y - 0.5) ** 2));
    return { raster: lit(raster, (rgb, x, y) => rgb.map((v) => 0.88 * v * shade(x, y))), at };
  },
  gloss: (page, draw) => {
    const { raster, at } = byHand(page, draw, 1.3);
    const [u, v] = [draw.uniform(0.3, 0.7), draw.uniform(0.3, 0.7)];
    const glare = (x: number, y: number): number => 90 * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / 0.006);
    return { raster: lit(raster, (rgb, x, y) => rgb.map((c) => 0.9 * c + glare(x, y))), at };
  },
} satisfies Record<string, (page: Raster, draw: Draws) => Seen>;

export type ScanKind = keyof typeof makers;

export const scanKinds = Object.keys(makers) as ScanKind[];

/** Scan `index` of a kind and a seed: a fresh figure with nothing drawn over its data, through the lens and the light. */
export async function scanOf(kind: ScanKind, seed: number, index: number): Promise<Scan> {
  const draw = drawsOf(seed, 300_000 + 100 * scanKinds.indexOf(kind) + index);
  const figure = await freshFigure(seed, 1000 + 50 * scanKinds.indexOf(kind) + index, {
    family: 'plain',
    format: 'png',
  });
  const { raster: page } = await readRaster(figure.bytes);
  const { raster, at } = makers[kind](page, draw);
  const [left, top, right, bottom] = figure.description.plot_box;
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x, y]) => at([x!, y!])) as unknown as Quadrilateral;
  return { kind, raster: grainy(raster, draw.uniform(1, 2.5), draw), corners, figure };
}
