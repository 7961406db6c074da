import type { Raster } from '../../model/types.js';
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

/** One in so many places of the copy tells how much paper departs. */
const looked = 7;

/** A small copy of a picture in which 1 is what is printed on its paper. */
export interface PrintMask {
  readonly mask: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture along a side of one of the copy's. */
  readonly step: number;
  /** How far in a channel a colour departs from the paper to be print. */
  readonly least: number;
}

/** 1 where the mean colour of a square is not that of the paper. */
export function printMask({ width, height, data }: Raster, light: PaperLight): PrintMask {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / smallSide));
  const across = Math.floor(width / step);
  const down = Math.floor(height / step);
  const departures = new Float32Array(across * down);
  const sum = new Float64Array(3);
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0; x < across; x++, i++) {
      sum.fill(0);
      for (let v = y * step; v < (y + 1) * step; v++)
        for (let u = x * step, o = 4 * (v * width + u); u < (x + 1) * step; u++, o += 4)
          for (let c = 0; c < 3; c++) sum[c]! += data[o + c]!;
      const paper = paperColourAt(light, (x + 0.5) / across, (y + 0.5) / down);
      let most = 0;
      for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(sum[c]! / (step * step) - paper[c]!));
      departures[i] = most;
    }
  const some = departures.filter((_, i) => i % looked === 0);
  const least = Math.max(leastPrint, overPaper * quantile(some, surelyPaper / 2));
  const mask = Uint8Array.from(departures, (departure) => (departure > least ? 1 : 0));
  return { mask, width: across, height: down, step, least };
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
  const { mask, width, height, step } = printMask(raster, light);
  const { labels, list } = components(mask, width, height);
  const reaching = new Set(
    list
      .filter(({ box }) => box.left === 0 || box.top === 0 || box.right === width || box.bottom === height)
      .map(({ label }) => label),
  );
  if (reaching.size === 0) return raster;
  // The page's edge and its shadow are between the two.
  const around = dilate(
    Uint8Array.from(labels, (label) => (reaching.has(label) ? 1 : 0)),
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
