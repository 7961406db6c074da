import type { Raster } from '../../../model/types.js';
import type { Word } from '../../labels/words/joined.js';
import type { ColourbarLayout } from '../../layout/bars/colourbar.js';
import { type Side, upright } from '../../layout/ink/edges.js';
import { pixelDifference } from '../../layout/ink/page.js';
import { lineFrom, middleAlong, type Swatch } from './swatches.js';

/** Labels of one column begin within this many pixels of one another; those of one line stand on one height within as many. */
const aligned = 3;
/** The next label stands no farther from the outermost swatch than so many times the distance of two. */
const reach = 1.5;
/** What a codec leaves of one colour, any channel. */
const same = 24;
/** The part of a swatch, each way from its middle, that no rim or rounded corner reaches into. */
const core = 0.25;

/** A legend's swatches with the words of their labels, in their order, and the side that these stand at. */
export interface Labels {
  readonly swatches: readonly Swatch[];
  readonly rows: readonly (readonly Word[])[];
  readonly side: Side;
}

/** The words of labels that go on a legend's column or line beyond its first swatch and its last, none where nothing does. */
export interface Beyond {
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

/** The words where labels of the same column or line would stand beyond the swatches: one of these may be as pale as what they lie on. */
export function labelsBeyond(words: readonly Word[], { swatches, rows, side }: Labels): Beyond {
  const [first, last] = [swatches[0]!, swatches.at(-1)!];
  const most = reach * pitchOf(swatches);
  const place = ({ box }: Word): number =>
    side === 'right' ? box.left : side === 'left' ? box.right : (box.top + box.bottom) / 2;
  const own = side === 'left' ? rows[0]!.at(-1)! : rows[0]![0]!;
  const next = (outside: (at: number) => number): readonly Word[] => {
    const [nearest] = words
      .filter((word) => !rows.some((row) => row.includes(word)))
      .filter((word) => Math.abs(place(word) - place(own)) <= aligned)
      .map((word) => ({ word, off: outside(middleAlong(word, side)) }))
      .filter(({ off }) => off > 0 && off <= most)
      .sort((a, b) => a.off - b.off);
    if (!nearest) return [];
    // A class may be written in several words: 10 to 20.
    return upright(side) ? lineFrom(words, nearest.word, side) : [nearest.word];
  };
  return { before: next((at) => first.from - at), after: next((at) => at - last.to) };
}

const pitchOf = (swatches: readonly Swatch[]): number =>
  (swatches.at(-1)!.from - swatches[0]!.from) / (swatches.length - 1);

/**
 * Where the swatch of a label beyond the outermost ones lies; undefined where the picture has several colours there.
 *
 * @param outwards −1: before the first swatch, 1: after the last
 */
export function swatchBeyond(
  raster: Raster,
  { box, orientation }: Pick<ColourbarLayout, 'box' | 'orientation'>,
  swatches: readonly Swatch[],
  outwards: 1 | -1,
): Swatch | undefined {
  const { from, to } = swatches.at(outwards < 0 ? 0 : -1)!;
  const by = outwards * pitchOf(swatches);
  const swatch = { from: Math.round(from + by), to: Math.round(to + by) };
  const vertical = orientation === 'vertical';
  const [start, end, along] = vertical
    ? [box.left, box.right, raster.height]
    : [box.top, box.bottom, raster.width];
  if (swatch.from < 0 || swatch.to > along) return undefined;
  const [middle, across] = [(swatch.from + swatch.to) / 2, (start + end) / 2];
  const offset = (a: number, b: number): number =>
    4 * (vertical ? a * raster.width + b : b * raster.width + a);
  const own = offset(Math.floor(middle), Math.floor(across));
  const [long, wide] = [core * (to - from), core * (end - start)];
  for (let a = Math.ceil(middle - long); a < middle + long; a++)
    for (let b = Math.ceil(across - wide); b < across + wide; b++)
      if (pixelDifference(raster, offset(a, b), own) > same) return undefined;
  return swatch;
}
