import { countColours } from '../raster/colours/countColours.js';
import { dilate } from '../raster/dilate.js';
import type { PictureColours } from './colours/pictureColours.js';
import { unlabelled } from './order/adjacency.js';
import { verticesOf } from './order/order.js';
import { placesBeside } from './order/placesBeside.js';
import type { LocusStage, OrderedCurve, RefinedCurve } from './orderedCurve.js';
import { orderedNodes } from './orderedNodes.js';
import { growLevels } from './refine/growLevels.js';

/** Letters and lines smear their surroundings by so many pixels. */
const inkReach = 3;

/**
 * Orders the colours of a picture that shows them exactly: those that are levels for certain first, each of them a node; the
 * rare ones are inserted where they lie on the way, and beyond its ends where the picture shows them there.
 *
 * @param levels 1 for the distinct colours that are levels
 * @returns undefined where there are fewer than two
 */
export function exactOrder(
  seen: PictureColours,
  levels: Uint8Array,
  without: ReadonlySet<LocusStage>,
): OrderedCurve | undefined {
  const { colours, counts, distinct, width, height } = seen;
  const kept: number[] = [];
  const labelOf = new Uint16Array(levels.length).fill(unlabelled);
  for (let i = 0; i < levels.length; i++)
    if (levels[i]) {
      labelOf[i] = kept.length;
      kept.push(i);
    }
  if (kept.length < 2) return undefined;
  const nodes = verticesOf(colours, kept);
  const ordered = orderedNodes(seen, nodes, labelOf, Number.POSITIVE_INFINITY);

  const rareOf = (counted: Uint32Array) =>
    colours.filter((_, o) => {
      const i = Math.floor(o / 3);
      return counted[i]! > 0 && !levels[i];
    });
  const rare = rareOf(counts);
  const inked = inkedPixels(seen);
  const free = countColours(distinct, inked);
  const grows = !without.has('growing the ends');
  const atEnds = grows ? rareOf(free) : new Float64Array(0);
  const refine = (rough: Float64Array): RefinedCurve => {
    if (without.has('refinement')) return { vertices: rough, sigma: 0 };
    const places = placesBeside(rough, colours, distinct, (p) => !inked[p], width, height).filter(
      (_, i) => grows && free[i]! > 0 && !levels[i],
    );
    return { vertices: growLevels(rough, rare, atEnds, places), sigma: 0 };
  };
  const curve = refine(verticesOf(nodes, ordered.candidates[0]!.order));
  return { ...ordered, sample: undefined, curve, refine };
}

/**
 * Pixels (1) that ends are not led on through. A narrow peak stands out like a stroke, but holds the end of the map: only ink and
 * what is near it is left out, and what is without data.
 */
function inkedPixels({ ink, noData, width, height }: PictureColours): Uint8Array {
  const inked = dilate(ink.core, width, height, inkReach);
  for (let p = 0; p < inked.length; p++) if (noData.mask[p]) inked[p] = 1;
  return inked;
}
