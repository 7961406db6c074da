import type { Box, Raster } from '../model/types.js';
import { crop } from '../raster/crop.js';
import type { AxisReading } from './axes/axis.js';
import { letteringOf } from './axes/lettering.js';
import { readBarLabels } from './barLabels.js';
import type { ReadLabel } from './labels/reader/label.js';
import type { Word } from './labels/words/joined.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import { pageOf } from './layout/ink/page.js';
import { movedLayout, movedReading } from './moved.js';
import type { Canvas } from './within/canvas.js';
import { inkOnly, inksOnData } from './within/inkOnly.js';
import { outlinedInk } from './within/outlinedInk.js';
import { raisedInk } from './within/raisedInk.js';

/** How labels are read. */
export interface OnDataOptions {
  readonly readLabel: ReadLabel;
  /** The picture was compressed with losses (JPEG). */
  readonly lossy: boolean;
}

/** The labels of a bar on data: on its card, else as they are written on the data, in white or in black, plain or outlined. */
export async function readOnData(
  raster: Raster,
  bar: ColourbarLayout,
  card: Canvas | undefined,
  options: OnDataOptions,
): Promise<{ reading: AxisReading | null; written: readonly Box[] }> {
  if (card) return { reading: await readCard(raster, bar, card, options), written: [] };
  const { box } = bar;
  const reach = labelReach * Math.min(box.right - box.left, box.bottom - box.top);
  const around: Box = {
    left: Math.max(0, Math.floor(box.left - reach)),
    top: Math.max(0, Math.floor(box.top - reach)),
    right: Math.min(raster.width, Math.ceil(box.right + reach)),
    bottom: Math.min(raster.height, Math.ceil(box.bottom + reach)),
  };
  const page = pageOf([255, 255, 255], true);
  let best: { reading: AxisReading | null; written: readonly Box[] } = { reading: null, written: [] };
  for (const [write, ink] of waysToWrite) {
    // What data hide of plain writing is lost; what stands out of them is looked for where that was too little.
    if (write === raisedInk && (best.reading?.law?.confidence ?? 0) >= evenOdds) break;
    const text = write(raster, around, ink);
    const layout = { page, panels: [], colourbars: [bar] };
    const lettering = letteringOf(text, page, layout, options.readLabel);
    const reading = await readBarLabels({ ...lettering, picture: raster }, bar);
    const confidence = reading?.law?.confidence ?? 0;
    // Noise stands out as well.
    if (write === raisedInk && confidence < evenOdds) continue;
    if (confidence > (best.reading?.law?.confidence ?? 0))
      best = {
        reading,
        written: lettering.words.filter((word) => isBeside(word, box)).map((word) => word.box),
      };
  }
  return best;
}

const waysToWrite = [inkOnly, outlinedInk, raisedInk].flatMap((write) =>
  inksOnData.map((ink) => [write, ink] as const),
);
/** Labels, and the range that they give, are as likely wrong as right where their confidence is less. */
export const evenOdds = 0.5;

/** Whether a word stands next to a bar, by its own height: labels do, what else looks like words on data may not. */
function isBeside({ box, height }: Word, bar: Box): boolean {
  const across = Math.max(0, box.left - bar.right, bar.left - box.right);
  const along = Math.max(0, box.top - bar.bottom, bar.top - box.bottom);
  return Math.max(across, along) <= 1.5 * height;
}

/** Labels on data lie nearer to their bar than this many times its thickness. */
const labelReach = 5;

/** The labels of a bar on the card that it is drawn on, which is a page of its own. */
async function readCard(
  raster: Raster,
  bar: ColourbarLayout,
  { box, colour }: Canvas,
  { readLabel, lossy }: OnDataOptions,
): Promise<AxisReading | null> {
  const card = crop(raster, box);
  const page = pageOf(colour, lossy);
  const own = movedLayout(bar, -box.left, -box.top);
  const lettering = letteringOf(card, page, { page, panels: [], colourbars: [own] }, readLabel);
  const reading = await readBarLabels(lettering, own);
  return reading && movedReading(reading, bar.orientation === 'vertical' ? box.top : box.left);
}
