import { planeAround } from '../../../numeric/fields/localPlane.js';
import type { DecodeStage } from '../../picture/decoding.js';
import { pointAt } from '../../positions/locusStretch.js';
import { type Colour, type InkedLocus, inkKind, lumaContrast, mostForeign } from './foreignColour.js';
import { across, along, fitStroke, type Stroke, strokeShare } from './strokeFit.js';

export interface RimLocus extends InkedLocus {
  /** Standard deviation of the colours about the locus; 0 if none can be seen. */
  readonly noise: number;
  /** 1 for the distinct colours that are certainly levels; undefined where colours are not exact, or mixtures are levels, too (greys). */
  readonly levels: Uint8Array | undefined;
}

/** Ink in a pixel beside a stroke shows from about this share on, and from so many standard errors of it. */
const leastInk = 0.03;
const clear = 2;
/**
 * An edge that reaches less far into a pixel changes its colour by rounding alone. Fitted to 35 pixels, edges are known
 * twice as closely as a pixel's own share.
 */
const leastArea = 0.005;
const edgeDoubt = 1;
/** Where a stroke says that there is ink, and where the colour is no level, a hundredth is enough. */
const leastFitted = 0.02;
/** A pixel on the axis of a stroke is inked at least so much; one with a faint neighbour that no stroke explains, more. */
const axial = 0.5;
const mostlyInked = 0.6;
/** Width of the lines that plotting programs draw by default (0.8 pt at 100 dpi), where the fit of a stroke begins. */
const usualWidth = 1.1;
/** Windows that no straight stroke explains better than this hold letters, crossings and corners. */
const mostUnexplained = 0.12;
/** Anti-aliasing mixes a pixel on either side of an edge, resampled letters one more. */
const exactReach = 2;

/**
 * Finds the faintly inked rim of strokes, which no colour gives away by itself: what the field around leads one to
 * expect is put beside what the pixel shows. Where compression leaves more noise than the rim has ink, a straight
 * stroke fitted to the surroundings says where its edges lie. In exactly drawn pictures, a colour beside ink that is
 * no level and lies towards the ink is a mixture.
 *
 * @param settled width × height arcs; NaN where there are none or the pixel is masked
 * @param masked 1 = found to be no data
 * @param ink 1 = ink itself, unmixed or nearly
 * @returns pixels (1) to be masked besides
 */
export function inkRim(
  settled: Float32Array,
  masked: Uint8Array,
  ink: Uint8Array,
  locus: RimLocus,
  width: number,
  height: number,
  without: readonly DecodeStage[] = [],
): Uint8Array {
  const rim = new Uint8Array(masked.length);
  const beside = besideMasked(settled, masked, width, height);
  if (beside.length === 0) return rim;
  const sure = settled.slice();
  for (const p of beside) sure[p] = Number.NaN;
  const shareOf = new Float32Array(masked.length).fill(Number.NaN);
  const doubtOf = new Float32Array(masked.length);
  /** The share of ink in a pixel; below 0 by noise, and 0 where nothing says. */
  const shareAt = (p: number): number => {
    if (Number.isNaN(shareOf[p]!)) {
      const found = inkShare(p, sure, ink, locus, width, height);
      shareOf[p] = found?.share ?? 0;
      doubtOf[p] = found?.doubt ?? 0;
    }
    return shareOf[p]!;
  };
  const { levels, indices } = locus;
  if (levels) {
    let ring = beside;
    for (let round = 0; round < exactReach; round++) {
      for (const p of ring) if (!levels[indices[p]!] && shareAt(p) > leastInk) rim[p] = 1;
      ring = besideMasked(settled, rim, width, height).filter((p) => !rim[p]);
    }
    return rim;
  }
  const areas = without.includes('stroke fit')
    ? new Map<number, number>()
    : strokeAreas(beside, masked, shareAt, width, height);
  for (const p of beside) {
    const share = shareAt(p);
    const area = areas.get(p);
    if (area !== undefined) {
      if (area > leastArea + edgeDoubt * doubtOf[p]! && share > leastFitted) rim[p] = 1;
    } else if (
      share > Math.max(leastInk, clear * doubtOf[p]!) &&
      sidesOf(p, width, height).some((q) => masked[q] && shareAt(q) > mostlyInked)
    )
      rim[p] = 1;
  }
  return rim;
}

/** Pixels with an arc that have a masked one among their eight neighbours. */
function besideMasked(settled: Float32Array, masked: Uint8Array, width: number, height: number): number[] {
  const beside: number[] = [];
  const seen = new Uint8Array(masked.length);
  for (let p = 0; p < masked.length; p++) {
    if (!masked[p]) continue;
    const x = p % width;
    const y = (p - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const q = v * width + u;
        if (seen[q] || masked[q] || Number.isNaN(settled[q]!)) continue;
        seen[q] = 1;
        beside.push(q);
      }
  }
  return beside;
}

/** For the pixels on either side of the axis of a straight stroke, the area of them that it covers. */
function strokeAreas(
  beside: readonly number[],
  masked: Uint8Array,
  shareAt: (p: number) => number,
  width: number,
  height: number,
): Map<number, number> {
  const axis = new Set<number>();
  for (const p of beside)
    for (const q of sidesOf(p, width, height)) if (masked[q] && shareAt(q) > axial) axis.add(q);
  const areas = new Map<number, number>();
  const window = new Float64Array((2 * along + 1) * (2 * across + 1));
  const fitAlong = (q: number, horizontal: boolean): Stroke | undefined => {
    const x = q % width;
    const y = (q - x) / width;
    let i = 0;
    for (let k = -along; k <= along; k++)
      for (let j = -across; j <= across; j++, i++) {
        const u = horizontal ? x + j : x + k;
        const v = horizontal ? y + k : y + j;
        const inside = u >= 0 && v >= 0 && u < width && v < height;
        window[i] = inside ? shareAt(v * width + u) : Number.NaN;
      }
    return fitStroke(window, usualWidth);
  };
  for (const q of axis) {
    const upright = fitAlong(q, true);
    const level = fitAlong(q, false);
    const isUpright = upright && (!level || upright.residual <= level.residual);
    const stroke = isUpright ? upright : level;
    if (stroke === undefined || stroke.residual > mostUnexplained) continue;
    for (const side of [-1, 1]) {
      const p = q + side * (isUpright ? 1 : width);
      areas.set(p, Math.max(areas.get(p) ?? 0, strokeShare(stroke, side)));
    }
  }
  return areas;
}

/**
 * The share of ink in a pixel whose data would have the colour that the surroundings lead one to expect, and its standard
 * error; undefined where nothing says.
 */
function inkShare(
  p: number,
  sure: Float32Array,
  ink: Uint8Array,
  locus: RimLocus,
  width: number,
  height: number,
): { readonly share: number; readonly doubt: number } | undefined {
  const plane = planeAround(sure, width, height, p);
  if (plane === undefined) return undefined;
  const { arcs, colours, indices, levels, noise } = locus;
  const expected: [number, number, number] = [0, 0, 0];
  pointAt(locus, Math.min(arcs[arcs.length - 1]!, Math.max(0, plane.value)), expected);
  const towards = mostForeign(p, expected, locus, ink, inkKind, width, height);
  if (towards === undefined) return undefined;
  const c = 3 * indices[p]!;
  const light = levels ? 0 : lumaContrast(expected, towards);
  const [mixed, contrast] =
    light === 0
      ? projected(expected, towards, colours, c)
      : [Math.sign(light) * (colours[c]! - expected[0]), Math.abs(light)];
  // Greys are exact colours, noisy or not: there, the surroundings' scatter tells the noise.
  return { share: mixed / contrast, doubt: (noise || plane.scatter) / contrast };
}

/** How far the colour at offset c lies on the way between two others, and the length of the way. */
function projected(from: Colour, to: Colour, colours: Float64Array, c: number): [number, number] {
  let squared = 0;
  let product = 0;
  for (let k = 0; k < 3; k++) {
    const whole = to[k]! - from[k]!;
    squared += whole * whole;
    product += whole * (colours[c + k]! - from[k]!);
  }
  const length = Math.sqrt(squared) || 1;
  return [product / length, length];
}

function sidesOf(p: number, width: number, height: number): number[] {
  const x = p % width;
  const sides: number[] = [];
  if (x > 0) sides.push(p - 1);
  if (x < width - 1) sides.push(p + 1);
  if (p >= width) sides.push(p - width);
  if (p + width < width * height) sides.push(p + width);
  return sides;
}
