import { lengthOf } from '../../numeric/curves/lengthOf.js';
import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';

export interface PixelPairs {
  /** 3k colours that occur in the pairs, working space. */
  readonly colours: Float64Array;
  /** How many pixels of the sample have each colour. */
  readonly counts: ArrayLike<number>;
  /** Pairs of indices into `colours`: neighbouring pixels of unlike colour. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

export interface OrderScore {
  /** Mean distance of the pixels from the curve. */
  readonly residual: number;
  /** Mean over neighbouring pixels of how much farther they lie apart along the curve than in colour. */
  readonly tear: number;
  /** Share of the pairs torn apart: by more than twice their distance in colour and a twentieth of the length. */
  readonly tornShare: number;
  readonly length: number;
  /** residual + tear + a small charge on length: the less, the better. Needs no truth. */
  readonly total: number;
}

/** A curve that wanders through noise to please the residual pays for it. */
const lengthCharge = 0.0004;

/** Judges an ordered curve by the picture: neighbours in the picture must be neighbours on the locus. */
export function scoreOrder(curve: Float64Array, pairs: PixelPairs): OrderScore {
  const arcs = arcLengths(curve);
  const length = arcs[arcs.length - 1]!;
  const { parameter, distance } = projectOnto(curve, arcs, pairs.colours);
  let residual = 0;
  let pixels = 0;
  for (let i = 0; i < distance.length; i++) {
    residual += pairs.counts[i]! * distance[i]!;
    pixels += pairs.counts[i]!;
  }
  residual /= pixels || 1;
  let tear = 0;
  let torn = 0;
  const { first, second, colours } = pairs;
  for (let k = 0; k < first.length; k++) {
    const a = first[k]!;
    const b = second[k]!;
    const chord = lengthOf(
      colours[3 * a]! - colours[3 * b]!,
      colours[3 * a + 1]! - colours[3 * b + 1]!,
      colours[3 * a + 2]! - colours[3 * b + 2]!,
    );
    const apart = Math.abs(parameter[a]! - parameter[b]!);
    tear += Math.max(0, apart - chord);
    if (apart > 2 * chord && apart > length / 20) torn++;
  }
  const count = first.length || 1;
  tear /= count;
  return {
    residual,
    tear,
    tornShare: torn / count,
    length,
    total: residual + tear + lengthCharge * length,
  };
}
