import type { Findings } from '../figure/findings.js';
import { type GivenBoxes, type GivenLayout, givenLayout } from '../figure/given/givenLayout.js';
import { inspect } from '../figure/inspect.js';
import { inspectAround } from '../figure/inspectAround.js';
import type { LabelCandidate, ReadLabel } from '../figure/labels/reader/label.js';
import { readLabel } from '../figure/labels/reader/readLabel.js';
import { findLayout } from '../figure/layout/layout.js';
import { saysTheSame } from '../figure/saysTheSame.js';
import type { Box, Raster } from '../model/types.js';
import { changedInk } from '../raster/changedInk.js';
import { crop } from '../raster/crop.js';
import { type FigureInput, isCompressed, type PanelRequest } from './plan/request.js';

/**
 * So much ink (`changedInk`) less may have changed without a label saying something else. In the smallest legible print, of
 * five pixels, another digit changes at least 0.7 of it, and a decimal point 0.35.
 */
const sameInk = 0.25;
/** So much is another letter, whether or not it can be read. */
const otherLetter = 6;
/** Colours of a bar that are another map's differ by more than this; those of a frame's own palette by less. */
const otherColour = 64;
/** Another colourmap, or other levels, change a bar in many places; a palette of the frame's own dithers a few. */
const changedBar = 1 / 8;

/**
 * What tells whether something else stands around the plot areas of a figure than around those of its pattern. What stands
 * above all of them and the bars, where titles and times are, may differ. Where pixels leave it open, the labels are read.
 */
export function surroundingsOf(
  pattern: FigureInput,
  requests: readonly PanelRequest[],
): (figure: FigureInput) => Promise<boolean> {
  const { raster } = pattern;
  let regions: Regions | undefined;
  let own: Promise<Findings> | undefined;
  const read = labelReader(pattern, requests);
  return async (figure) => {
    regions ??= regionsOf(raster, requests);
    const inBars = otherColours(figure.raster, raster, regions.bars);
    if (inBars > changedBar) return true;
    const ink = changedInk(figure.raster, raster, regions.around);
    if (ink >= otherLetter) return true;
    // Labels stand in some bars, and beside those that lie on the data.
    const onData = regions.covered ? changedInk(figure.raster, raster, regions.covered) : 0;
    if (Math.max(ink, onData) < sameInk && inBars === 0) return false;
    own ??= read(pattern);
    return !saysTheSame(await own, await read(figure));
  };
}

/** What is compared: 1 for pixels around the plot areas and bars, and for those on data that are none. */
interface Regions {
  readonly around: Uint8Array;
  readonly covered?: Uint8Array;
  readonly bars: readonly Box[];
}

function regionsOf({ width, height }: Raster, requests: readonly PanelRequest[]): Regions {
  const plots = requests.map(({ plotBox }) => grown(plotBox, 1));
  const bars = requests.flatMap(({ colourbarBox }) => (colourbarBox ? [colourbarBox] : []));
  const covers = requests.flatMap(({ covered }) => covered);
  const top = Math.min(...[...plots, ...bars].map((box) => box.top));
  // What multiplies a bar's labels stands above it.
  const isTitle = (x: number): boolean =>
    bars.every((bar) => bar.bottom - bar.top < bar.right - bar.left || x < 2 * bar.left - bar.right);
  const around = new Uint8Array(width * height).fill(1);
  const fill = (plane: Uint8Array, { left, top: from, right, bottom }: Box, value: number): void => {
    for (let y = Math.max(0, from); y < Math.min(height, bottom); y++)
      plane.fill(value, y * width + Math.max(0, left), y * width + Math.min(width, right));
  };
  for (let x = 0; x < width; x++)
    if (isTitle(x)) for (let y = 0; y < Math.min(top, height); y++) around[y * width + x] = 0;
  for (const box of [...plots, ...bars]) fill(around, box, 0);
  if (covers.length === 0) return { around, bars };
  const covered = new Uint8Array(width * height);
  for (const box of covers) fill(covered, box, 1);
  for (const box of bars) fill(covered, box, 0);
  return { around, bars, covered };
}

/** The share of the bars' pixels whose colours differ as those of another map do. */
function otherColours({ width, data }: Raster, pattern: Raster, bars: readonly Box[]): number {
  let differing = 0;
  let all = 0;
  for (const { left, top, right, bottom } of bars)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++, all++) {
        const o = 4 * (y * width + x);
        let away = 0;
        for (let c = o; c < o + 3; c++) away = Math.max(away, Math.abs(data[c]! - pattern.data[c]!));
        if (away > otherColour) differing++;
      }
  return all === 0 ? 0 : differing / all;
}

const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** Reads a figure's labels where those of its pattern are: its boxes need not be found again, nor the same words read. */
function labelReader(
  pattern: FigureInput,
  requests: readonly PanelRequest[],
): (figure: FigureInput) => Promise<Findings> {
  const given = givenBoxes(requests);
  const isGiven = Object.keys(given).length > 0;
  const onData = requests.some(({ covered }) => covered.length > 0);
  const remembered = remembering(readLabel);
  let known: Pick<GivenLayout, 'layout' | 'canvas'> | undefined;
  return (figure) => {
    const options = { lossy: isCompressed(figure), cells: false, readLabel: remembered };
    const lossy = isCompressed(pattern);
    known ??= isGiven
      ? givenLayout(pattern.raster, given, lossy)
      : { layout: findLayout(pattern.raster, lossy) };
    const { layout, canvas } = known;
    // Bars within a plot area or a window are looked for anew: a layout does not say where they are.
    return canvas || onData || layout.colourbars.length === 0
      ? inspectAround(figure.raster, given, options)
      : inspect(figure.raster, { ...options, layout });
  };
}

/** The boxes around which a figure was looked at, where they were given. */
function givenBoxes(requests: readonly PanelRequest[]): GivenBoxes {
  const [request] = requests;
  if (request === undefined || requests.length > 1) return {};
  const { options, plotBox, colourbarBox } = request;
  return {
    ...(typeof options.plot === 'object' && { plot: plotBox }),
    ...(typeof options.colourbar === 'object' && colourbarBox && { colourbar: colourbarBox }),
  };
}

/** A reader that reads a word once for each place, unless its ink has changed. */
function remembering(read: ReadLabel): ReadLabel {
  const words = new Map<string, { readonly word: Raster; readonly said: LabelCandidate[] }>();
  return async (raster, page, box) => {
    const key = [raster.width, raster.height, box.left, box.top, box.right, box.bottom].join();
    const word = crop(raster, box);
    const known = words.get(key);
    if (known && changedInk(word, known.word) < sameInk) return known.said;
    const said = await read(raster, page, box);
    if (!known) words.set(key, { word, said });
    return said;
  };
}
