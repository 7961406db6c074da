import { converter } from 'culori';
import type { Rgb } from '../../../model/types.js';
import { mostColours } from '../../maps/validColourmap.js';
import type { ColourNode } from './nodes.js';

/** In which space a program interpolates between the colours of a file. */
export type InterpolationSpace = 'rgb' | 'hsv' | 'lab' | 'diverging' | 'step';

const toLab = converter('lab65');
const toHsv = converter('hsv');
const toRgb = converter('rgb');
const clip = (v: number): number => Math.min(255, Math.max(0, 255 * v));
const culoriRgb = (rgb: Rgb) => ({ mode: 'rgb' as const, r: rgb[0] / 255, g: rgb[1] / 255, b: rgb[2] / 255 });

/** Straight pieces that replace a curved one: 16 are within a fifth of a level of any arc that presets draw. */
const mostPieces = 16;

/** Pieces for each of n curved ones: fewer where there are so many that the whole would have too many colours. */
export function piecesEach(n: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(mostColours / n) - 1));
}

/**
 * Nodes so close that straight lines in sRGB follow what the program draws between the given ones.
 *
 * @param nodes with positions, ascending
 */
export function withNodesBetween(
  nodes: readonly (ColourNode & { position: number })[],
  space: InterpolationSpace,
): (ColourNode & { position: number })[] {
  if (space === 'rgb' || space === 'step') return [...nodes];
  const all: (ColourNode & { position: number })[] = [];
  const pieces = piecesEach(nodes.length, mostPieces);
  nodes.forEach((node, i) => {
    all.push(node);
    const next = nodes[i + 1];
    if (next === undefined || next.position === node.position) return;
    for (let k = 1; k < pieces; k++)
      all.push({
        position: node.position + (k / pieces) * (next.position - node.position),
        rgb: between(node.rgb, next.rgb, k / pieces, space),
      });
  });
  return all;
}

function between(a: Rgb, b: Rgb, f: number, space: 'hsv' | 'lab' | 'diverging'): Rgb {
  if (space === 'diverging') return mshBetween(a, b, f);
  if (space === 'lab') {
    const p = toLab(culoriRgb(a));
    const q = toLab(culoriRgb(b));
    return rgbOf({
      mode: 'lab65',
      l: p.l + f * (q.l - p.l),
      a: p.a + f * (q.a - p.a),
      b: p.b + f * (q.b - p.b),
    });
  }
  const p = toHsv(culoriRgb(a));
  const q = toHsv(culoriRgb(b));
  // Greys have no hue of their own: they take the other's.
  const from = p.h ?? q.h ?? 0;
  let to = q.h ?? from;
  // The shorter way round, as ParaView does.
  if (to - from > 180) to -= 360;
  else if (from - to > 180) to += 360;
  return rgbOf({
    mode: 'hsv',
    h: (from + f * (to - from) + 360) % 360,
    s: p.s + f * (q.s - p.s),
    v: p.v + f * (q.v - p.v),
  });
}

function rgbOf(colour: Parameters<typeof toRgb>[0]): Rgb {
  const { r, g, b } = toRgb(colour)!;
  return [clip(r), clip(g), clip(b)];
}

/**
 * Between two colours of a diverging map, through white where both are saturated and of different hues (Moreland 2009,
 * Diverging color maps for scientific visualization, doi:10.1007/978-3-642-10520-3_9).
 */
function mshBetween(a: Rgb, b: Rgb, f: number): Rgb {
  let p = mshOf(a);
  let q = mshOf(b);
  let at = f;
  const apart = Math.abs(p.h - q.h);
  if (p.s > 0.05 && q.s > 0.05 && Math.min(apart, 2 * Math.PI - apart) > Math.PI / 3) {
    const white = { m: Math.max(p.m, q.m, 88), s: 0, h: 0 };
    if (f < 0.5) {
      q = white;
      at = 2 * f;
    } else {
      p = white;
      at = 2 * f - 1;
    }
  }
  if (p.s < 0.05 && q.s > 0.05) p = { ...p, h: spunHue(q, p.m) };
  else if (q.s < 0.05 && p.s > 0.05) q = { ...q, h: spunHue(p, q.m) };
  const m = p.m + at * (q.m - p.m);
  const s = p.s + at * (q.s - p.s);
  const h = p.h + at * (q.h - p.h);
  return rgbOf({
    mode: 'lab65',
    l: m * Math.cos(s),
    a: m * Math.sin(s) * Math.cos(h),
    b: m * Math.sin(s) * Math.sin(h),
  });
}

function mshOf(rgb: Rgb): { m: number; s: number; h: number } {
  const { l, a, b } = toLab(culoriRgb(rgb));
  const m = Math.hypot(l, a, b);
  return { m, s: m > 0 ? Math.acos(Math.min(1, l / m)) : 0, h: Math.atan2(b, a) };
}

/** The hue with which an unsaturated end is approached, so that the path stays smooth in saturation. */
function spunHue({ m, s, h }: { m: number; s: number; h: number }, unsaturated: number): number {
  if (m >= unsaturated) return h;
  const spin = (s * Math.sqrt(unsaturated * unsaturated - m * m)) / (m * Math.sin(s));
  return h > -Math.PI / 3 ? h + spin : h - spin;
}
