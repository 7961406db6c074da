import { chained, type Matrix, mapped } from '../../../documents/geometry/matrix.js';
import { rectangleOf, straightLines } from '../../../documents/gradients/straight.js';
import { type Piece, stripsOf } from '../../../documents/gradients/strips.js';
import type { Box, Gradient, Raster, Rgb } from '../../../model/types.js';
import { transformOf } from '../drawing/transform.js';
import { type GradientDefinition, readShapes } from './readShapes.js';

/** A gradient runs along its rectangle if it moves by less than this share of its length to the side. */
const straight = 1e-3;
/** And fills it if it begins and ends within this share of its length of the sides: coordinates are rounded. */
const whole = 0.02;
/** More lines than a figure has beside what it shows. */
const mostLines = 20_000;
/** Definitions refer to one another so deep at most; a circle has to end somewhere. */
const deepest = 8;

/**
 * What a drawing (svg) itself gives of bars, where its picture shows it: rectangles filled with a linear gradient, rectangles of
 * one colour each that follow one another, and level and upright lines.
 *
 * @param svg plain xml
 * @param picture what was drawn of it
 */
export function svgGradients(
  svg: string,
  picture: Pick<Raster, 'width' | 'height'>,
): Required<Pick<Raster, 'gradients' | 'lines'>> {
  const { shapes, gradients } = readShapes(svg, picture);
  const pieces: Piece[] = [];
  const filled: Gradient[] = [];
  const lines: Box[] = [];
  for (const { outline, matrix, fill, isStroked } of shapes) {
    const corners = outline.map((part) => part.map(([x, y]) => mapped(matrix, x, y)));
    if (isStroked && lines.length < mostLines) lines.push(...corners.flatMap(straightLines));
    const box = fill && outline.length === 1 ? rectangleOf(corners[0]!) : undefined;
    if (!box) continue;
    if (typeof fill === 'object') pieces.push({ box, colour: fill });
    else {
      const own = rectangleOf(outline[0]!);
      const gradient = own && gradientIn({ own, box, matrix }, resolved(fill!, gradients));
      if (gradient) filled.push(gradient);
    }
  }
  return { gradients: [...filled, ...stripsOf(pieces)], lines };
}

/** A rectangle in its own coordinates, in pixels, and the map from one to the other. */
interface Place {
  readonly own: Box;
  readonly box: Box;
  readonly matrix: Matrix;
}

/** The gradient that a rectangle is filled with, if it runs along it. */
function gradientIn(
  { own: inner, box: place, matrix }: Place,
  { own, stops }: GradientDefinition,
): Gradient | undefined {
  if (stops.length < 2 || (own.spreadMethod ?? 'pad') !== 'pad') return undefined;
  const isBox = own.gradientUnits !== 'userSpaceOnUse';
  const inBox: Matrix = isBox
    ? [inner.right - inner.left, 0, 0, inner.bottom - inner.top, inner.left, inner.top]
    : [1, 0, 0, 1, 0, 0];
  const toPixels = chained(transformOf(own.gradientTransform), chained(inBox, matrix));
  const at = (name: string, otherwise: number): number => coordinate(own[name], isBox, otherwise);
  const from = mapped(toPixels, at('x1', 0), at('y1', 0));
  const to = mapped(toPixels, at('x2', 1), at('y2', 0));
  const isAcross = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]);
  const [axis, side] = isAcross ? [0, 1] : [1, 0];
  const length = to[axis]! - from[axis]!;
  if (!(Math.abs(to[side]! - from[side]!) <= straight * Math.abs(length))) return undefined;
  const [low, high] = isAcross ? [place.left, place.right] : [place.bottom, place.top];
  const shares = stops.map((stop) => (from[axis]! + stop.at * length - low) / (high - low));
  const colours = stops.map(({ colour }) => colour);
  if (shares[0]! > shares.at(-1)!) {
    shares.reverse();
    colours.reverse();
  }
  return along(place, isAcross ? 'horizontal' : 'vertical', shares, colours);
}

/** Stops as those of a rectangle: cut off at its sides, and continued to them where rounding leaves a rest. */
function along(
  box: Box,
  orientation: Gradient['orientation'],
  shares: readonly number[],
  colours: readonly Rgb[],
): Gradient | undefined {
  const n = shares.length;
  if (Math.abs(shares[0]!) > whole || Math.abs(shares[n - 1]! - 1) > whole) return undefined;
  const edges = edgesOf(shares, colours);
  if (edges) return { box, orientation, ...edges, colours: Float64Array.from(edges.colours.flat()) };
  const isAscending = shares.every((at, k) => k === 0 || at > shares[k - 1]!);
  if (!isAscending) return undefined;
  const inside = shares.flatMap((at, k) => (at > 0 && at < 1 ? [k] : []));
  const places = [0, ...inside.map((k) => shares[k]!), 1];
  return {
    box,
    orientation,
    colours: Float64Array.from(places.flatMap((at) => colourAt(at, shares, colours))),
    places: Float64Array.from(places),
  };
}

function colourAt(at: number, shares: readonly number[], colours: readonly Rgb[]): Rgb {
  const after = shares.findIndex((share) => share >= at);
  if (after <= 0) return colours.at(after)!;
  const [a, b] = [colours[after - 1]!, colours[after]!];
  const f = (at - shares[after - 1]!) / (shares[after]! - shares[after - 1]!);
  const mix = (c: 0 | 1 | 2): number => a[c] + f * (b[c] - a[c]);
  return [mix(0), mix(1), mix(2)];
}

/** The pieces of one colour each that pairs of stops make; undefined where colours pass into one another. */
function edgesOf(
  shares: readonly number[],
  colours: readonly Rgb[],
): { places: Float64Array; colours: Rgb[] } | undefined {
  const starts = shares.flatMap((_, k) => (k % 2 === 0 ? [k] : []));
  const isStepped =
    shares.length % 2 === 0 &&
    starts.every(
      (k) =>
        colours[k]!.every((v, c) => v === colours[k + 1]![c]) &&
        shares[k]! < shares[k + 1]! &&
        (k === 0 || Math.abs(shares[k]! - shares[k - 1]!) <= straight),
    );
  if (!isStepped || shares.length < 4) return undefined;
  return {
    places: Float64Array.from([0, ...starts.slice(1).map((k) => shares[k]!), 1]),
    colours: starts.map((k) => colours[k]!),
  };
}

/** A coordinate of a gradient: a number, or a share of the rectangle; of what lies elsewhere, shares are not known. */
function coordinate(text: string | undefined, isBox: boolean, otherwise: number): number {
  if (text === undefined) return isBox ? otherwise : Number.NaN;
  const isShare = text.trim().endsWith('%');
  if (isShare && !isBox) return Number.NaN;
  return Number.parseFloat(text) * (isShare ? 0.01 : 1);
}

/** A gradient with what it takes from those that it refers to. */
function resolved(id: string, gradients: ReadonlyMap<string, GradientDefinition>): GradientDefinition {
  let own: GradientDefinition['own'] = {};
  let stops: GradientDefinition['stops'] = [];
  let next: string | undefined = id;
  for (let depth = 0; next !== undefined && depth < deepest; depth++) {
    const one = gradients.get(next);
    if (!one) break;
    own = { ...one.own, ...own };
    if (stops.length === 0) stops = one.stops;
    const reference: string = one.own.href ?? one.own['xlink:href'] ?? '';
    next = reference.startsWith('#') ? reference.slice(1) : undefined;
  }
  return { own, stops };
}
