import type { Raster } from '../../model/types.js';
import { findWords } from '../labels/words/text.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import type { Edge, Edges, Side } from '../layout/ink/edges.js';
import { maxDifference, pageOf } from '../layout/ink/page.js';
import type { Tick } from '../layout/ticks.js';
import { type AxisReading, readLabels } from './axis.js';
import { type Lettering, labelsAlong } from './axisLabels.js';

/** Labels keep off the long sides by this share of the bar's thickness: frame and tick marks are there. */
const rim = 0.15;
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
  const raster = inkInside(lettering.raster, bar);
  const words = findWords(raster, page, []);
  // They label the long side that they come after, a rim inside.
  const [side, opposite]: [Side, Side] = vertical ? ['right', 'left'] : ['bottom', 'top'];
  const edges: Edges = { ...bar.edges, [side]: lineAt(rimsOf(bar)[0], bar.edges[opposite]) };
  const inside: Lettering = { ...lettering, raster, page, words, owners: new Map(), free: [] };
  const labels = labelsAlong(words, edges, side, marks);
  if (labels.length < 2) return null;
  const minor = marks.map(({ at }) => at).filter((at) => !labels.some((label) => label.at === at));
  return readLabels(inside, { edges, side, ends }, labels, minor);
}

/** Where labels may begin and end across a bar, pixels. */
function rimsOf({ edges, orientation }: ColourbarLayout): readonly [number, number] {
  const [first, last] = orientation === 'vertical' ? [edges.left, edges.right] : [edges.top, edges.bottom];
  const wide = Math.ceil(rim * (last.inner - first.inner));
  return [first.inner + wide, last.inner - wide];
}

const lineAt = (at: number, like: Edge): Edge => ({ ...like, at, outer: at, inner: at });

/** What stands out from a bar's own colours, as black on white; the rest of the picture is white. */
function inkInside({ width, height, data, text }: Raster, bar: ColourbarLayout): Raster {
  const { body, profile } = bar.reading;
  const vertical = bar.orientation === 'vertical';
  const [from, to] = rimsOf(bar);
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
