import { coloursIn } from '../../locus/colours/coloursIn.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { interpolated } from '../../numeric/curves/polyline.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { bandCandidates } from './bandCandidates.js';
import type { DecodingCurve } from './decodingCurve.js';
import type { PixelArcs } from './pixelArcs.js';

/** Pixels of a picture whose bands' colours scatter. */
export interface BandPixels extends PixelArcs {
  /** Variance of the position because the pixel may belong to the band that is next in colour; width × height. */
  readonly doubt: Float32Array;
}

/** Fewer flat pixels than this say less of a band's colour than the bar does. */
const leastFlat = 24;
/** A band's colour in the plot may differ from the bar's by this share of the way to the next band's. */
const mostShift = 1 / 3;

/**
 * Tells the band of each pixel of a scattered picture. Flat neighbourhoods decide: their colour is their band's. A pixel between
 * them is a mixture of theirs and belongs to the nearest of them, even if its colour is a third band's.
 *
 * @param excluded pixels (not 0) that take no part
 * @returns the arcs of the bands' middles, NaN where excluded, and distances from the mixtures of the bands around
 */
export function bandPixels(
  picture: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  curve: DecodingCurve,
  excluded: Uint8Array,
): BandPixels {
  const { distinct, width, height } = picture;
  const { indices, counts } = distinct;
  const points = coloursIn(picture, model.space);
  const inBar = toWorkingSpace(map.colours, model.space);
  const flat = flatBands(indices, nearestBands(points, inBar), excluded, width, height);
  const colours = shownColours(points, indices, flat, inBar);
  const bands = flatBands(indices, nearestBands(points, colours), excluded, width, height);
  const candidates = bandCandidates(bands, width, height);
  const places = map.positions.map((t) => interpolated(curve.positions, curve.arcs, t));
  const arcs = new Float32Array(indices.length).fill(Number.NaN);
  const residual = new Float32Array(indices.length);
  const doubt = new Float32Array(indices.length);
  const every = [...map.positions.keys()];
  const known = new Map<string, Choice[]>();
  for (let p = 0; p < arcs.length; p++) {
    if (excluded[p] !== 0) continue;
    const near = candidates(p);
    const key = near.join();
    const choices = known.get(key) ?? new Array<Choice>(counts.length);
    known.set(key, choices);
    const k = indices[p]!;
    choices[k] ??= chosen(points, 3 * k, colours, near.length > 0 ? near : every);
    const { band, next, distance, margin } = choices[k];
    arcs[p] = places[band]!;
    residual[p] = distance;
    if (next < 0) continue;
    const step = map.positions[next]! - map.positions[band]!;
    // Where nothing is flat, compression is at its worst.
    const noise = near.length === 1 ? model.typical : model.sigma;
    doubt[p] = wrongShare(margin / noise) * step * step;
  }
  return { arcs, residual, doubt };
}

interface Choice {
  readonly band: number;
  /** The second nearest; −1 where there is no other. */
  readonly next: number;
  /** From the nearest mixture of two of the bands. */
  readonly distance: number;
  /** How much nearer the colour is to its band than the middle between the two. */
  readonly margin: number;
}

function chosen(points: Float64Array, o: number, colours: Float64Array, bands: readonly number[]): Choice {
  const squares = bands.map((b) => squaredDistance(points, o, colours, 3 * b));
  let first = 0;
  for (let i = 1; i < bands.length; i++) if (squares[i]! < squares[first]!) first = i;
  let second = -1;
  let margin = Number.POSITIVE_INFINITY;
  let distance = squares[first]!;
  for (let i = 0; i < bands.length; i++) {
    if (i === first) continue;
    const apart = Math.sqrt(squaredDistance(colours, 3 * bands[first]!, colours, 3 * bands[i]!));
    const beyond = apart > 0 ? (squares[i]! - squares[first]!) / (2 * apart) : 0;
    if (beyond < margin) [margin, second] = [beyond, i];
    // The mixture of the two that is nearest lies so far from the first.
    const along = Math.max(0, apart / 2 - beyond);
    distance = Math.min(distance, squares[first]! - along * along);
  }
  return {
    band: bands[first]!,
    next: second < 0 ? -1 : bands[second]!,
    distance: Math.sqrt(Math.max(0, distance)),
    margin,
  };
}

/** Share of a Gaussian beyond so many deviations, to a few per cent of itself (Lin, 1990, doi:10.2307/2347681). */
const wrongShare = (deviations: number): number =>
  0.5 * Math.exp(-0.717 * deviations - 0.416 * deviations ** 2);

function squaredDistance(a: Float64Array, o: number, b: Float64Array, q: number): number {
  return (a[o]! - b[q]!) ** 2 + (a[o + 1]! - b[q + 1]!) ** 2 + (a[o + 2]! - b[q + 2]!) ** 2;
}

/** The band whose colour is nearest to each distinct colour. */
function nearestBands(points: Float64Array, colours: Float64Array): Int16Array {
  return Int16Array.from({ length: points.length / 3 }, (_, k) => {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let b = 0; 3 * b < colours.length; b++) {
      const square = squaredDistance(points, 3 * k, colours, 3 * b);
      if (square < least) [least, nearest] = [square, b];
    }
    return nearest;
  });
}

/** The band of the pixels whose 3 × 3 neighbours are nearest to the same one; −1 elsewhere. */
function flatBands(
  indices: Uint32Array,
  nearest: Int16Array,
  excluded: Uint8Array,
  width: number,
  height: number,
): Int16Array {
  const flat = new Int16Array(indices.length).fill(-1);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      const band = nearest[indices[p]!]!;
      let alike = true;
      for (let v = -width; v <= width && alike; v += width)
        for (let q = p + v - 1; q <= p + v + 1 && alike; q++)
          alike = excluded[q] === 0 && nearest[indices[q]!] === band;
      if (alike) flat[p] = band;
    }
  return flat;
}

/** The bands' colours as the plot's flat places show them: compression changes a narrow bar's chroma more. */
function shownColours(
  points: Float64Array,
  indices: Uint32Array,
  flat: Int16Array,
  inBar: Float64Array,
): Float64Array {
  const n = inBar.length / 3;
  const sums = new Float64Array(3 * n);
  const counts = new Uint32Array(n);
  flat.forEach((band, p) => {
    if (band < 0) return;
    counts[band]!++;
    for (let c = 0; c < 3; c++) sums[3 * band + c]! += points[3 * indices[p]! + c]!;
  });
  const shown = inBar.slice();
  for (let b = 0; b < n; b++) {
    if (counts[b]! < leastFlat) continue;
    const mean = Float64Array.from({ length: 3 }, (_, c) => sums[3 * b + c]! / counts[b]!);
    let apart = Number.POSITIVE_INFINITY;
    for (let k = 0; k < n; k++)
      if (k !== b) apart = Math.min(apart, squaredDistance(inBar, 3 * b, inBar, 3 * k));
    if (squaredDistance(mean, 0, inBar, 3 * b) < mostShift ** 2 * apart) shown.set(mean, 3 * b);
  }
  return shown;
}
