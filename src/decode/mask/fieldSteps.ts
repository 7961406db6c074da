import { lineDirections } from '../../raster/lineDirections.js';

/** Kernels that enlarge pictures blur a step of the field over so many pixels to either side. */
const reach = 3;
/** Sharpening kernels overshoot a step by up to a tenth of it. */
const overshoot = 0.1;

/** Colours and arcs of a picture's pixels; the arcs are NaN where nothing is known. */
export interface SteppedField {
  readonly width: number;
  readonly height: number;
  /** 3m distinct colours, and which of them each pixel has. */
  readonly colours: ArrayLike<number>;
  readonly indices: Uint32Array;
  readonly arcs: Float32Array;
}

/** Pixels in which the field steps. */
export interface FieldSteps {
  /** width × height arcs, as far between those of both sides as the colour is; NaN where the pixel is no such mixture. */
  readonly arcs: Float32Array;
  /** How far the colour is from the mixture; 0 where there is none. */
  readonly distance: Float32Array;
}

/**
 * Of the pixels whose colours are off the map, those that mix the field's own colours on two opposite sides of them:
 * where a picture was resampled or its cells anti-aliased, the field's steps cut across the map's bends. What is drawn over
 * the field brings a colour of its own, and differs from both sides.
 *
 * @param off 1 = off the map, 0 = on it; others take no part
 * @param tolerance distance from a mixture that noise and rounding explain
 */
export function fieldSteps(field: SteppedField, off: Uint8Array, tolerance: number): FieldSteps {
  const { width, height } = field;
  const arcs = new Float32Array(off.length).fill(Number.NaN);
  const distance = new Float32Array(off.length);
  for (let p = 0; p < off.length; p++) {
    if (off[p] !== 1) continue;
    const x = p % width;
    const y = (p - x) / width;
    let nearest = tolerance;
    for (const [dx, dy] of lineDirections) {
      const before = sideOf(off, width, height, x, y, -dx, -dy);
      const after = sideOf(off, width, height, x, y, dx, dy);
      if (before < 0 || after < 0) continue;
      const mixture = mixtureOf(field, p, before, after);
      if (mixture === undefined || mixture.distance > nearest) continue;
      nearest = distance[p] = mixture.distance;
      arcs[p] = field.arcs[before]! + mixture.share * (field.arcs[after]! - field.arcs[before]!);
    }
  }
  return { arcs, distance };
}

/** The nearest pixel on the map in a direction; -1 if what takes no part, or the border, comes before, or it is too far. */
function sideOf(
  off: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
): number {
  for (let k = 1; k <= reach; k++) {
    const [u, v] = [x + k * dx, y + k * dy];
    if (u < 0 || v < 0 || u >= width || v >= height) return -1;
    const state = off[v * width + u]!;
    if (state !== 1) return state === 0 ? v * width + u : -1;
  }
  return -1;
}

/** How much of the second side's colour a pixel's holds, and how far it is from that; undefined beyond both. */
function mixtureOf(
  { colours, indices, arcs }: SteppedField,
  p: number,
  before: number,
  after: number,
): { share: number; distance: number } | undefined {
  if (Number.isNaN(arcs[before]!) || Number.isNaN(arcs[after]!)) return undefined;
  const [o, a, b] = [3 * indices[p]!, 3 * indices[before]!, 3 * indices[after]!];
  let along = 0;
  let squared = 0;
  for (let c = 0; c < 3; c++) {
    const step = colours[b + c]! - colours[a + c]!;
    along += step * (colours[o + c]! - colours[a + c]!);
    squared += step * step;
  }
  if (squared === 0) return undefined;
  const share = along / squared;
  if (share < -overshoot || share > 1 + overshoot) return undefined;
  let distance = 0;
  for (let c = 0; c < 3; c++)
    distance += (colours[o + c]! - (1 - share) * colours[a + c]! - share * colours[b + c]!) ** 2;
  return { share, distance: Math.sqrt(distance) };
}
