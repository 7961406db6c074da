import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import {
  inverseMap,
  mappedPoint,
  ontoQuadrilateral,
  type Point,
  type Quadrilateral,
} from '../../src/scan/projective.js';
import { encoded } from '../bench/fresh/encode.js';
import { freshFigure } from '../bench/fresh/figures.js';
import type { FreshPicture } from '../bench/fresh/model.js';
import { type Draws, drawsOf } from '../bench/fresh/random.js';
import { displayed } from './display.js';
import { halftoned } from './halftone.js';
import { inkjetPrinted } from './inkjet.js';
import { grainy, lit } from './lit.js';
import { photographed } from './photograph.js';

/** A figure as a scanner or a camera gives it. */
export interface Scan {
  readonly kind: ScanKind;
  readonly raster: Raster;
  /** Corners of the plot area and of the colourbar in it, clockwise from the top left. */
  readonly corners: Quadrilateral;
  readonly bar: Quadrilateral;
  readonly figure: FreshPicture;
}

/** How a page lies in its picture. */
interface Lie {
  readonly size: readonly [number, number];
  /** Where the page's corners come to lie, clockwise from the top left. */
  readonly corners: Quadrilateral;
  readonly at: (page: Point) => Point;
  readonly toPage: (seen: Point) => Point;
}

type Seen = Pick<Lie, 'at'> & { readonly raster: Raster };

/** Turned by some degrees on the glass of a scanner. */
function turned(page: Raster, degrees: number, times: number): Lie {
  const a = (degrees * Math.PI) / 180;
  const [c, s] = [times * Math.cos(a), times * Math.sin(a)];
  const { width: w, height: h } = page;
  const shift = [Math.max(0, s * h) + 8, Math.max(0, -s * w) + 8] as const;
  const at = ([x, y]: Point): Point => [c * x - s * y + shift[0], s * x + c * y + shift[1]];
  const toPage = ([x, y]: Point): Point => {
    const [u, v] = [(x - shift[0]) / times ** 2, (y - shift[1]) / times ** 2];
    return [c * u + s * v, c * v - s * u];
  };
  return {
    size: [Math.round(c * w + Math.abs(s) * h + 16), Math.round(c * h + Math.abs(s) * w + 16)],
    corners: cornersOf([0, 0, w, h]).map(at) as unknown as Quadrilateral,
    at,
    toPage,
  };
}

/** On a scanner's glass, which is white beyond the page. */
function skewed(page: Raster, degrees: number, times: number): Seen {
  const { at, corners, size } = turned(page, degrees, times);
  return { raster: photographed(page, corners, size, [255, 255, 255]).raster, at };
}

/** Corners of a page photographed by hand, from beside and above; the photograph is a tenth larger than the page. */
function handHeld(page: Raster, draw: Draws, times: number): Pick<Lie, 'corners' | 'size'> {
  const [w, h] = [times * page.width, times * page.height];
  const off = (): number => draw.uniform(0.02, 0.09);
  const corners: Quadrilateral = [
    [w * off(), h * off()],
    [w * (1.1 - off()), h * off()],
    [w * (1.1 - off()), h * (1.1 - off())],
    [w * off(), h * (1.1 - off())],
  ];
  return { corners, size: [Math.round(1.1 * w), Math.round(1.1 * h)] };
}

function byHand(page: Raster, draw: Draws, times: number): Seen {
  const { corners, size } = handHeld(page, draw, times);
  const { raster, map } = photographed(page, corners, size);
  return { raster, at: (place) => mappedPoint(map, place) };
}

const sign = (draw: Draws): number => (draw.chance(0.5) ? 1 : -1);

const makers = {
  skewed: (page, draw) => skewed(page, draw.uniform(1, 5) * sign(draw), 1.3),
  perspective: (page, draw) => byHand(page, draw, 1.3),
  tinted: (page, draw) => {
    const seen = skewed(page, draw.uniform(-2, 2), 1.3);
    const tint = [1, draw.uniform(0.93, 0.98), draw.uniform(0.8, 0.93)];
    return { ...seen, raster: lit(seen.raster, (rgb) => rgb.map((v, c) => 12 + 0.92 * v * tint[c]!)) };
  },
  uneven: (page, draw) => {
    const seen = byHand(page, draw, 1.3);
    const [a, b] = [draw.uniform(-0.35, 0.35), draw.uniform(-0.35, 0.35)];
    const shade = (x: number, y: number): number =>
      (1 + a * (x - 0.5) + b * (y - 0.5)) * (1 - 0.35 * ((x - 0.5) ** 2 + (y - 0.5) ** 2));
    return { ...seen, raster: lit(seen.raster, (rgb, x, y) => rgb.map((v) => 0.88 * v * shade(x, y))) };
  },
  gloss: (page, draw) => {
    const seen = byHand(page, draw, 1.3);
    const [u, v] = [draw.uniform(0.3, 0.7), draw.uniform(0.3, 0.7)];
    const glare = (x: number, y: number): number => 90 * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / 0.006);
    return { ...seen, raster: lit(seen.raster, (rgb, x, y) => rgb.map((c) => 0.9 * c + glare(x, y))) };
  },
  // 85 to 150 lines to the inch, scanned at 300 dots or, of a smaller figure, at 600; every other one upright.
  halftone: (page, draw) => {
    const fine = draw.chance(0.3);
    const dots = fine ? 600 : 300;
    const period = dots / draw.uniform(fine ? 120 : 85, 150);
    const lie = turned(page, draw.chance(0.5) ? 0 : draw.uniform(0.5, 3) * sign(draw), fine ? 3.2 : 2.4);
    const screen = { period, gain: draw.uniform(0.05, 0.18), blur: draw.uniform(0.5, 0.8) };
    return { at: lie.at, raster: halftoned(page, lie.size, lie.toPage, screen, draw) };
  },
  inkjet: (page, draw) => {
    const lie = turned(
      page,
      draw.chance(0.5) ? 0 : draw.uniform(0.5, 3) * sign(draw),
      draw.uniform(1.6, 2.4),
    );
    return { at: lie.at, raster: inkjetPrinted(page, lie.size, lie.toPage, draw) };
  },
  // A display's pixel is two or three of the camera's.
  display: (page, draw) => {
    const { corners, size } = handHeld(page, draw, draw.uniform(1.8, 3));
    const map = ontoQuadrilateral(page.width, page.height, corners);
    const back = inverseMap(map);
    const raster = displayed(page, size, (place) => mappedPoint(back, place), draw.uniform(0.6, 1));
    const [black, slope] = [draw.uniform(5, 25), draw.uniform(0.8, 0.95)];
    return {
      raster: lit(raster, (rgb) => rgb.map((v) => black + slope * v)),
      at: (place) => mappedPoint(map, place),
    };
  },
} satisfies Record<string, (page: Raster, draw: Draws) => Seen>;

export type ScanKind = keyof typeof makers;

export const scanKinds = Object.keys(makers) as ScanKind[];

const cornersOf = ([left, top, right, bottom]: readonly [number, number, number, number]): Quadrilateral => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/** Scan `index` of a kind and a seed: a fresh figure with nothing drawn over its data, through the lens and the light. */
export async function scanOf(kind: ScanKind, seed: number, index: number): Promise<Scan> {
  const draw = drawsOf(seed, 300_000 + 100 * scanKinds.indexOf(kind) + index);
  const figure = await freshFigure(seed, 1000 + 50 * scanKinds.indexOf(kind) + index, {
    family: 'plain',
    format: 'png',
  });
  const { raster: page } = await readRaster(figure.bytes);
  const { raster, at } = makers[kind](page, draw);
  const { plot_box, colourbar_box } = figure.description;
  const placed = (box: readonly [number, number, number, number]): Quadrilateral =>
    cornersOf(box).map(at) as unknown as Quadrilateral;
  return {
    kind,
    raster: grainy(raster, draw.uniform(1, 2.5), draw),
    corners: placed(plot_box),
    bar: placed(colourbar_box!),
    figure,
  };
}

const kept = new Map<string, Promise<Scan>>();

/** The scan of `scanOf`, drawn once for all tests that look at it. */
export function keptScan(kind: ScanKind, seed: number, index: number): Promise<Scan> {
  const key = `${kind} ${seed} ${index}`;
  const scan = kept.get(key) ?? scanOf(kind, seed, index);
  kept.set(key, scan);
  return scan;
}

/** The file that scan `index` is saved as: every other one is a JPEG. */
export function scanFile({ raster: { width, height, data } }: Scan, index: number): Promise<Buffer> {
  const rgb = Float64Array.from(
    { length: 3 * width * height },
    (_, i) => data[4 * Math.floor(i / 3) + (i % 3)]!,
  );
  const quality = 80 + ((7 * index) % 16);
  return encoded(
    rgb,
    width,
    height,
    index % 2 === 0 ? { format: 'png' } : { format: 'jpeg', quality, chroma: '4:2:0' },
  );
}
