import type { Raster } from '../../model/types.js';
import { filled } from '../../numeric/filled.js';
import { quantile } from '../../numeric/statistics/statistics.js';
import { dilate } from '../../raster/dilate.js';
import { type PaperLight, paperColourAt } from '../../scan/paper.js';
import { isInside, type Quadrilateral } from '../../scan/projective.js';
import { components } from '../layout/ink/components.js';

/** Longer side of the small copy on which the plot area is looked for: large enough to tell sides from text. */
const smallSide = 320;
/** A colour that departs from the paper by more than this in a channel is print: twice the grain of a photograph. */
const leastPrint = 30;
/** Paper takes at least this share of a page; half of it departs from the light's surface by less than the middle one. */
const surelyPaper = 0.2;
/** On paper that shows moiré or coarse grain, print departs by more than so many times what half of the paper does. */
const overPaper = 5;

/**
 * A line that is too thin for a square's mean shows in its darkest pixel: that is darker than the paper by more than this, as what a codec
 * leaves beside letters is not.
 */
const leastLine = 60;

/** One in so many places of the copy tells how much paper departs. */
const looked = 7;

/** A small copy of a picture in which 1 is what is printed on its paper. */
export interface PrintMask {
  readonly mask: Uint8Array;
  /** 1 where light on the paper, or on what is printed there, is too bright for it. */
  readonly glare: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture along a side of one of the copy's. */
  readonly step: number;
  /** How much darker than the paper print is in some channel. */
  readonly least: number;
}

/**
 * 1 where a square is darker than the paper in some channel, by its mean or by a line in it. What is brighter in all of them is glare:
 * no ink adds to the light.
 */
export function printMask(raster: Raster, light: PaperLight): PrintMask {
  const { departures, darker, lines, width, height, step } = smallCopy(raster, light);
  const least = overThePaper(darker, leastPrint);
  const leastOfLines = overThePaper(lines, leastLine);
  const mask = filled(new Uint8Array(darker.length), (i) =>
    darker[i]! > least || lines[i]! > leastOfLines ? 1 : 0,
  );
  const glare = filled(new Uint8Array(mask.length), (i) => (departures[i]! > least && mask[i] === 0 ? 1 : 0));
  return { mask, glare, width, height, step, least };
}

/** How far print departs from the paper: by more than that itself does. */
function overThePaper(departures: Float32Array, least: number): number {
  const some = departures.filter((_, i) => i % looked === 0).map(Math.abs);
  return Math.max(least, overPaper * quantile(some, surelyPaper / 2));
}

/** How far the squares of a picture depart from its paper, in the channel in which that is most. */
interface SmallCopy {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture along a side of a square. */
  readonly step: number;
  /** Of their means: either way, and how much darker they are. */
  readonly departures: Float32Array;
  readonly darker: Float32Array;
  /** How much darker their darkest pixels are. */
  readonly lines: Float32Array;
}

function smallCopy({ width, height, data }: Raster, light: PaperLight): SmallCopy {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / smallSide));
  const across = Math.floor(width / step);
  const down = Math.floor(height / step);
  const [departures, darker, lines] = [0, 1, 2].map(() => new Float32Array(across * down)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const pixels = step * step;
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0; x < across; x++, i++) {
      // One by one: as tuples they would be arrays and iterators until the loop is compiled.
      let red = 0;
      let green = 0;
      let blue = 0;
      let darkRed = 255;
      let darkGreen = 255;
      let darkBlue = 255;
      for (let v = y * step; v < (y + 1) * step; v++)
        for (let u = x * step, o = 4 * (v * width + u); u < (x + 1) * step; u++, o += 4) {
          const r = data[o]!;
          const g = data[o + 1]!;
          const b = data[o + 2]!;
          red += r;
          green += g;
          blue += b;
          if (r < darkRed) darkRed = r;
          if (g < darkGreen) darkGreen = g;
          if (b < darkBlue) darkBlue = b;
        }
      const paper = paperColourAt(light, (x + 0.5) / across, (y + 0.5) / down);
      const redder = paper[0] - red / pixels;
      const greener = paper[1] - green / pixels;
      const bluer = paper[2] - blue / pixels;
      darker[i] = Math.max(redder, greener, bluer);
      departures[i] = Math.max(darker[i]!, -Math.min(redder, greener, bluer));
      lines[i] = Math.max(paper[0] - darkRed, paper[1] - darkGreen, paper[2] - darkBlue);
    }
  return { width: across, height: down, step, departures, darker, lines };
}

/**
 * The picture with what reaches in from its borders (a table that the page lies on, the lid of a scanner) painted as paper.
 *
 * @param light of the page's paper
 * @param plot corners of the plot area, which stays as it is though it reach the border; undefined where they are not known
 */
export function withoutSurroundings(
  raster: Raster,
  light: PaperLight,
  plot: Quadrilateral | undefined,
): Raster {
  const { departures, width, height, step } = smallCopy(raster, light);
  const least = overThePaper(departures, leastPrint);
  const mask = filled(new Uint8Array(departures.length), (i) => (departures[i]! > least ? 1 : 0));
  const { labels, list } = components(mask, width, height);
  const reaching = new Set(
    list
      .filter(({ box }) => box.left === 0 || box.top === 0 || box.right === width || box.bottom === height)
      .map(({ label }) => label),
  );
  if (reaching.size === 0) return raster;
  // The page's edge and its shadow are between the two.
  const around = dilate(
    filled(new Uint8Array(labels.length), (i) => (reaching.has(labels[i]!) ? 1 : 0)),
    width,
    height,
    2,
  );
  const data = raster.data.slice();
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) {
      const cell =
        Math.min(height - 1, Math.floor(y / step)) * width + Math.min(width - 1, Math.floor(x / step));
      if (around[cell] === 0 || (plot && isInside(plot, [x + 0.5, y + 0.5]))) continue;
      const paper = paperColourAt(light, (x + 0.5) / raster.width, (y + 0.5) / raster.height);
      data.set(paper, 4 * (y * raster.width + x));
    }
  return { width: raster.width, height: raster.height, data };
}
