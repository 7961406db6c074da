import { coloursIn } from '../../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../../locus/colours/pictureColours.js';
import type { Breaks } from '../../../marks/mixing.js';
import { lineDirections } from '../../../raster/lineDirections.js';
import type { NoiseModel } from '../../picture/noiseModel.js';
import type { DecodingCurve } from '../../positions/decodingCurve.js';
import { pointAt } from '../../positions/locusStretch.js';

/** What is known of the pixels of a field before anything is masked. */
export interface UnmaskedField {
  readonly picture: PictureColours;
  readonly model: NoiseModel;
  readonly curve: DecodingCurve;
  /** width × height arcs on the curve, and distances from it; NaN arcs where nothing is known. */
  readonly arcs: Float32Array;
  readonly residual: Float32Array;
}

/** Pixels that break the field which lies on both sides of them. */
export interface FieldBreaks extends Breaks {
  readonly pixels: readonly number[];
  /** Where on the curve the field on both sides lies, 0…1. */
  readonly places: readonly number[];
}

/** The field is looked for so far to either side: beyond half of the widest marks. */
const reach = 8;
/** Both sides show the same field where they differ by less than this share of the step to what lies between. */
const sameField = 0.5;
/** What the field's colours may be off by: rounding, or compression's noise in its deviations. */
const rounding = 2;
const lossyDoubt = 3;

/**
 * Those of some pixels that break the field: two opposite sides of them show the same field, and they another colour. Of the four ways
 * that lines may run, the one is asked whose sides differ least.
 *
 * @param asked the pixels
 * @param isSide 1 for pixels that show the field; 0 is looked past, and what is not data (NaN arcs) ends the look
 * @param leastStep breaks are larger steps in colour than this
 */
export function fieldBreaks(
  { picture, model, curve, arcs }: UnmaskedField,
  asked: readonly number[],
  isSide: Uint8Array,
  leastStep: number,
): FieldBreaks {
  const { width, height, distinct } = picture;
  const colours = coloursIn(picture, model.space);
  const at = { vertices: curve.vertices, arcs: curve.arcs, colours };
  const length = curve.arcs.at(-1)!;
  const noise = Math.max(rounding, model.isRounded ? 0 : lossyDoubt * model.sigma);
  const pixels: number[] = [];
  const places: number[] = [];
  const [field, shown, doubt]: [number[], number[], number[]] = [[], [], []];
  const from: [number, number, number] = [0, 0, 0];
  const to: [number, number, number] = [0, 0, 0];
  const sideOf = (x: number, y: number, dx: number, dy: number): number => {
    for (let k = 1; k <= reach; k++) {
      const [u, v] = [x + k * dx, y + k * dy];
      if (u < 0 || v < 0 || u >= width || v >= height) return -1;
      const q = v * width + u;
      if (Number.isNaN(arcs[q]!)) return -1;
      if (isSide[q] === 1) return q;
    }
    return -1;
  };
  for (const p of asked) {
    const x = p % width;
    const y = (p - x) / width;
    let least = Number.POSITIVE_INFINITY;
    let place = 0;
    const expected: [number, number, number] = [0, 0, 0];
    for (const [dx, dy] of lineDirections) {
      const before = sideOf(x, y, -dx, -dy);
      const after = before < 0 ? -1 : sideOf(x, y, dx, dy);
      if (after < 0) continue;
      pointAt(at, arcs[before]!, from);
      pointAt(at, arcs[after]!, to);
      const apart = Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]);
      if (apart >= least) continue;
      least = apart;
      place = (arcs[before]! + arcs[after]!) / 2 / length;
      for (let c = 0; c < 3; c++) expected[c] = (from[c]! + to[c]!) / 2;
    }
    const colour = [0, 1, 2].map((c) => colours[3 * distinct.indices[p]! + c]!);
    const step = Math.hypot(...colour.map((v, c) => v - expected[c]!));
    if (step <= leastStep || least > sameField * step) continue;
    pixels.push(p);
    places.push(place);
    field.push(...expected);
    shown.push(...colour);
    doubt.push(noise + least / 2);
  }
  return {
    pixels,
    places,
    field: Float64Array.from(field),
    shown: Float64Array.from(shown),
    doubt: Float64Array.from(doubt),
  };
}
