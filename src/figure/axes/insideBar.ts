import type { Raster } from '../../model/types.js';
import { findWords } from '../labels/words/text.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import type { Edge, Edges } from '../layout/ink/edges.js';
import { maxDifference, pageOf } from '../layout/ink/page.js';
import { type Tick, ticksOutside } from '../layout/ticks.js';
import { type AxisReading, readLabels } from './axis.js';
import { type Lettering, labelsAlong } from './axisLabels.js';

/**
 * Labels keep off the long sides by this share of the bar's thickness: frame and tick marks are there. Where the marks stick out, no
 * more than the rim of the frame is (pixels).
 */
const rim = { share: 0.15, frame: 2 };
/** What differs from its line's colour by less than this (any channel) is the bar's own: dither, a codec, a band's edge. */
const leastInk = 32;

/**
 * The labels written inside a bar, in whatever colours stand out from it there.
 *
 * @param marks tick marks along the bar, if there are any
 * @param ends pixel coordinates of the bar's low and high end
 */
export async function readInsideBar(
  lettering: Lettering,
  bar: ColourbarLayout,
  marks: readonly Tick[],
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  const vertical = bar.orientation === 'vertical';
  const page = pageOf([255, 255, 255], lettering.page.noisy);
  const sides = longSides(bar);
  const isOutside = sides.some(
    (s) => ticksOutside(lettering.raster, lettering.page, bar.edges, s).length > 1,
  );
  const raster = inkInside(lettering.raster, bar, rimsOf(bar, isOutside));
  const words = findWords(raster, page, []);
  if (words.length < 2) return null;
  // They label the long side that they come after, as though it were next to the first of them: they may stand in the middle.
  const [side, opposite] = sides;
  const first = Math.min(...words.map(({ box }) => (vertical ? box.left : box.top)));
  const edges: Edges = { ...bar.edges, [side]: lineAt(first, bar.edges[opposite]) };
  const inside: Lettering = { ...lettering, raster, page, words, owners: new Map(), free: [] };
  const labels = labelsAlong(words, edges, side, marks);
  if (labels.length < 2) return null;
  const minor = marks.map(({ at }) => at).filter((at) => !labels.some((label) => label.at === at));
  return readLabels(inside, { edges, side, ends }, labels, minor);
}

/** Where labels may begin and end across a bar, pixels. */
function rimsOf(
  { edges, orientation }: ColourbarLayout,
  areMarksOutside: boolean,
): readonly [number, number] {
  const [first, last] = orientation === 'vertical' ? [edges.left, edges.right] : [edges.top, edges.bottom];
  const share = Math.ceil(rim.share * (last.inner - first.inner));
  const wide = areMarksOutside ? Math.min(share, rim.frame) : share;
  return [first.inner + wide, last.inner - wide];
}

const lineAt = (at: number, like: Edge): Edge => ({ ...like, at, outer: at, inner: at });

/** What stands out from a bar's own colours, as black on white; the rest of the picture is white. */
function inkInside(
  { width, height, data, text }: Raster,
  bar: ColourbarLayout,
  [from, to]: readonly [number, number],
): Raster {
  const { body, profile } = bar.reading;
  const vertical = bar.orientation === 'vertical';
  const result = new Uint8ClampedArray(data.length).fill(255);
  const own: [number, number, number] = [0, 0, 0];
  for (let row = profile.from; row < profile.to; row++) {
    for (let c = 0; c < 3; c++) own[c] = profile.colours[3 * row + c]!;
    for (let across = from; across < to; across++) {
      const [x, y] = vertical ? [across, body.bottom - 1 - row] : [body.left + row, across];
      const o = 4 * (y * width + x);
      const apart = maxDifference({ width, height, data }, o, own);
      if (apart >= leastInk) result.fill(255 - Math.round(apart), o, o + 3);
    }
  }
  return { width, height, data: result, ...(text && { text }) };
}
