import { saysTheSame } from '../figure/saysTheSame.js';
import type { Box, Raster } from '../model/types.js';
import type { Exemplar } from './exemplar.js';
import type { FigureInput } from './plan/request.js';

/**
 * Palettes of 15 or 16 bits, as some films have, round a channel by at most this much: what changes more, if only in one
 * pixel, may be a part of a digit.
 */
const rounding = 8;
/** Ink against its ground changes a channel by more than this; the palettes of frames and lossy codecs by less. */
const inkContrast = 64;
/** So many pixels that changed as ink does are another word, whether or not it can be read. */
const smallestLetter = 6;
/** Another colourmap, or other levels, change a bar in many places; a palette of the frame's own dithers a few. */
const changedBar = 1 / 8;

/**
 * Whether something else stands around the plot areas of a figure than around those of its pattern. What stands above all
 * of them and the bars, where titles and times are, may differ. Where pixels leave it open, the labels are read.
 */
export async function surroundingsChanged(figure: FigureInput, pattern: Exemplar): Promise<boolean> {
  const seen = compared(figure.raster, pattern);
  if (seen !== 'nearly') return seen === 'other';
  return !saysTheSame(await pattern.ownLabels(), await pattern.read(figure));
}

/** How far pixels alone tell: `nearly` where a digit may have changed, or compression left its noise. */
function compared(raster: Raster, { raster: pattern, requests }: Exemplar): 'same' | 'nearly' | 'other' {
  const { width, height } = pattern;
  const regions = regionsOf(requests);
  let nearly = false;
  let letters = 0;
  let inBars = 0;
  for (let y = 0; y < height; y++) {
    const across = regions.plots.filter((box) => y >= box.top && y < box.bottom);
    for (let x = 0; x < width; x++) {
      const plot = across.find((box) => x >= box.left && x < box.right);
      const onPlot = plot !== undefined && regions.covered.some((box) => isIn(box, x, y));
      if (plot && regions.covered.length === 0) {
        x = plot.right - 1;
        continue;
      }
      if (plot && !onPlot) continue;
      const away = difference(raster, pattern, 4 * (y * width + x));
      if (away <= rounding || regions.isAbove(x, y)) continue;
      if (regions.bars.some((bar) => isIn(bar, x, y))) {
        // Labels in a bar differ from its colours as ink does.
        if (away > inkContrast) inBars++;
      } else {
        nearly = true;
        // Beside a bar on the data, these may be what changed.
        if (away > inkContrast && !onPlot && ++letters >= smallestLetter) return 'other';
      }
    }
  }
  if (inBars > changedBar * regions.barPixels) return 'other';
  return nearly || inBars > 0 ? 'nearly' : 'same';
}

function difference({ data }: Raster, { data: other }: Raster, o: number): number {
  let away = 0;
  for (let c = 0; c < 3; c++) away = Math.max(away, Math.abs(data[o + c]! - other[o + c]!));
  return away;
}

/** Where what is compared lies. */
function regionsOf(requests: Exemplar['requests']) {
  const plots = requests.map(({ plotBox }) => grown(plotBox, 1));
  const bars = requests.flatMap(({ colourbarBox }) => (colourbarBox ? [colourbarBox] : []));
  const top = Math.min(...[...plots, ...bars].map((box) => box.top));
  return {
    plots,
    bars,
    /** Bars and their labels that lie on the data. */
    covered: requests.flatMap(({ covered }) => covered),
    barPixels: bars.reduce(
      (sum, { left, top: from, right, bottom }) => sum + (right - left) * (bottom - from),
      0,
    ),
    // What multiplies a bar's labels stands above it.
    isAbove: (x: number, y: number): boolean =>
      y < top &&
      bars.every((bar) => bar.bottom - bar.top < bar.right - bar.left || x < 2 * bar.left - bar.right),
  };
}

const isIn = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});
