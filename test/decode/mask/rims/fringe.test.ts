import { describe, expect, it } from 'vitest';
import { backgroundKind, type Colour, inkKind } from '../../../../src/decode/mask/rims/foreignColour.js';
import { certain, settleFringe } from '../../../../src/decode/mask/rims/fringe.js';
import { arcLengths, pointsAt, projectOnto } from '../../../../src/numeric/curves/polyline.js';

const size = { width: 41, height: 31 };
const pixels = size.width * size.height;
const columnOf = (p: number): number => p % size.width;
const rowOf = (p: number): number => Math.floor(p / size.width);

/** Blue over green to yellow: a locus with a corner. */
const vertices = Float64Array.of(40, 60, 200, 60, 190, 90, 240, 220, 40);
const arcs = arcLengths(vertices);
const length = arcs.at(-1)!;
const black: Colour = [0, 0, 0];

/** A gentle slope along the locus. */
const slope = (p: number): number => length * (0.3 + 0.006 * columnOf(p) + 0.003 * rowOf(p));

interface Painted {
  /** Arc that the field has at a pixel; a gentle slope unless told. */
  readonly field?: (p: number) => number;
  /** Share of the foreign colour in a pixel. */
  readonly ink?: (p: number) => number;
  readonly foreign?: Colour;
  /** 1: to be settled; 2: certain to be no data. */
  readonly suspect: (p: number) => number;
  readonly kind?: number;
}

/** Settles a picture drawn exactly, its colours as they are. */
function settled({ field = slope, ink = () => 0, foreign = black, suspect, kind = inkKind }: Painted) {
  const colours = new Float64Array(3 * pixels);
  for (let p = 0; p < pixels; p++) {
    const on = pointsAt(vertices, arcs, Float64Array.of(field(p)));
    for (let c = 0; c < 3; c++) colours[3 * p + c] = (1 - ink(p)) * on[c]! + ink(p) * foreign[c]!;
  }
  const { parameter, distance } = projectOnto(vertices, arcs, colours);
  const shown = { arcs: Float32Array.from(parameter), distance: Float32Array.from(distance) };
  const each = (of: (p: number) => number) => Uint8Array.from({ length: pixels }, (_, p) => of(p));
  const masked = settleFringe(
    size,
    shown,
    {
      vertices,
      arcs,
      colours,
      indices: Uint32Array.from({ length: pixels }, (_, p) => p),
      strokes: each((p) => (kind === inkKind && ink(p) > 0 ? 1 : 0)),
      inks: kind === inkKind ? Float64Array.from(foreign) : new Float64Array(0),
      tolerance: 2.5,
      ringing: 0,
      mostMixedOnLocus: Number.POSITIVE_INFINITY,
      endsKnown: true,
      own: undefined,
    },
    each(suspect),
    each((p) => (ink(p) === 1 ? kind : 0)),
    0.25,
  );
  return { masked, arcs: shown.arcs };
}

describe('pixels near marks', () => {
  it('stay data where a thin structure of the field has colours of the map', () => {
    const onRidge = (p: number): boolean => rowOf(p) === 15;
    const field = (p: number): number => slope(p) + (onRidge(p) ? 0.2 * length : 0);
    const { masked, arcs: found } = settled({ field, suspect: (p) => (onRidge(p) ? 1 : 0) });
    expect(masked.includes(1)).toBe(false);
    for (let p = 0; p < pixels; p++) expect(Math.abs(found[p]! - field(p))).toBeLessThan(0.005 * length);
  });

  it('stay data on a thin structure beside ink, too', () => {
    const field = (p: number): number => slope(p) + (rowOf(p) === 12 ? 0.2 * length : 0);
    const ink = (p: number): number => (rowOf(p) === 15 ? 1 : 0);
    const { masked } = settled({
      field,
      ink,
      suspect: (p) => (rowOf(p) === 15 ? certain : Math.abs(rowOf(p) - 15) <= 3 ? 1 : 0),
    });
    for (let p = 0; p < pixels; p++) expect(masked[p]).toBe(rowOf(p) === 15 ? 1 : 0);
  });

  it('are masked with an anti-aliased black line, as far as it shows', () => {
    const ink = (p: number): number => [0.1, 0.6, 1, 0.5, 0.1][rowOf(p) - 13] ?? 0;
    const { masked, arcs: found } = settled({
      ink,
      suspect: (p) => (ink(p) === 1 ? certain : Math.abs(rowOf(p) - 15) <= 4 ? 1 : 0),
    });
    for (let p = 0; p < pixels; p++) {
      expect(masked[p]).toBe(ink(p) >= 0.5 ? 1 : 0);
      // A tenth of ink leaves the pixel its data: what the field around leads one to expect.
      if (masked[p] === 0) expect(Math.abs(found[p]! - slope(p))).toBeLessThan(0.02 * length);
    }
  });

  it('are on one side of the border of a hole or the other', () => {
    const white: Colour = [255, 255, 255];
    const ink = (p: number): number =>
      columnOf(p) > 20 ? 1 : columnOf(p) === 20 ? 0.7 : columnOf(p) === 19 ? 0.3 : 0;
    const { masked } = settled({
      ink,
      foreign: white,
      kind: backgroundKind,
      suspect: (p) => (ink(p) === 1 ? certain : columnOf(p) >= 17 ? 1 : 0),
    });
    for (let p = 0; p < pixels; p++) expect(masked[p]).toBe(ink(p) > 0.5 ? 1 : 0);
  });

  it('hold no value where they are an island inside a mark', () => {
    const middle = (p: number): number => Math.max(Math.abs(columnOf(p) - 20), Math.abs(rowOf(p) - 15));
    const ink = (p: number): number => (middle(p) > 1 && middle(p) < 12 ? 1 : 0);
    const { masked, arcs: found } = settled({
      ink,
      suspect: (p) => (ink(p) === 1 ? certain : middle(p) <= 1 ? 1 : 0),
    });
    for (let p = 0; p < pixels; p++)
      if (middle(p) < 12) expect(masked[p] === 1 || Number.isNaN(found[p]!)).toBe(true);
      else expect(found[p]).toBeCloseTo(slope(p), 2);
  });

  it('are masked where no pixel is sure', () => {
    const { masked } = settled({ suspect: () => 1 });
    expect(masked.includes(0)).toBe(false);
  });

  it('are masked where a colour leads elsewhere than the field does, on a map known to its ends', () => {
    const marked = (p: number): boolean => columnOf(p) === 20 && rowOf(p) === 15;
    // Half of nothing that lies about: an unknown ink of one pixel, off the locus and near another stretch of it.
    const { masked } = settled({
      ink: (p) => (marked(p) ? 0.5 : 0),
      foreign: [250, 150, 60],
      suspect: (p) => (marked(p) ? 1 : 0),
    });
    expect(masked[15 * size.width + 20]).toBe(1);
    expect(masked.reduce((sum, m) => sum + m, 0)).toBe(1);
  });
});
