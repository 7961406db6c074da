import type { Box, Raster } from '../../../model/types.js';
import { luma } from '../../../raster/colours/colourSpace.js';
import type { Orientation } from '../../layout/bars/pieces.js';
import { type Side, viewFrom } from '../../layout/ink/edges.js';

/** What lies beyond a card is darker than it, or lighter, by more than this from one side of its edge to the other, luma. */
const leastStep = 10;
/** An edge takes so many pixels where a codec or a rounded line blurs it. */
const blur = 2;
/** It is straight along this share of the bar at least: letters and what shines through a card are not. */
const leastShare = 0.6;
/** A frame about the bar, with its rims, ends nearer to it than this, pixels. */
const frame = 4;

/** Most of its sides are seen: beyond one of them there may be no data. */
const fewestSides = 3;

/**
 * The card that a bar and its labels stand on, as far as straight edges show it: data shine through, so that it has no colour of its own,
 * but along its sides it is lighter, or darker, than they are. Undefined where less than three of its sides are seen.
 *
 * @param around the box that is looked at, which contains the bar and bounds what is given
 */
export function cardAbout(
  raster: Raster,
  { box: bar, orientation }: { readonly box: Box; readonly orientation: Orientation },
  around: Box,
): Box | undefined {
  const { data } = raster;
  const level = (o: number): number => luma(data[o]!, data[o + 1]!, data[o + 2]!);
  const edgeFrom = (side: Side, box: Box): number | undefined => {
    const view = viewFrom(side, box, raster.width, raster.height);
    const reach = Math.min(view.outside, Math.abs(around[side] - box[side])) - blur;
    for (let d = frame; d < reach; d++) {
      let [darker, lighter] = [0, 0];
      for (let p = view.from; p < view.to; p++) {
        const step = level(view.offset(-d, p)) - level(view.offset(-d - blur, p));
        if (step > leastStep) darker++;
        if (step < -leastStep) lighter++;
      }
      if (Math.max(darker, lighter) >= leastShare * (view.to - view.from))
        return box[side] + (side === 'left' || side === 'top' ? -d : d);
    }
    return undefined;
  };
  let seen = 0;
  const cutTo = (box: Box, sides: readonly Side[], from: Box): Box => {
    const cut = { ...box };
    for (const side of sides) {
      const at = edgeFrom(side, from);
      if (at === undefined) continue;
      cut[side] = at;
      seen++;
    }
    return cut;
  };
  // Letters beyond a bar's ends have stems as high as it is thick: there the whole card is looked along.
  const [long, short] =
    orientation === 'vertical'
      ? ([
          ['left', 'right'],
          ['top', 'bottom'],
        ] as const)
      : ([
          ['top', 'bottom'],
          ['left', 'right'],
        ] as const);
  const across = cutTo(around, long, bar);
  const along =
    orientation === 'vertical'
      ? { ...bar, left: across.left, right: across.right }
      : { ...bar, top: across.top, bottom: across.bottom };
  const card = cutTo(across, short, along);
  return seen >= fewestSides ? card : undefined;
}
