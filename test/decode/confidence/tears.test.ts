import { expect, it } from 'vitest';
import { tearOf } from '../../../src/decode/confidence/tears.js';
import type { DecodingCurve } from '../../../src/decode/positions/decodingCurve.js';
import { PixelKind } from '../../../src/model/pixelKind.js';
import { arcLengths } from '../../../src/numeric/curves/polyline.js';

/** Out and back beside itself: its ends are 10 apart, and 210 along it. */
const vertices = Float64Array.from([0, 0, 0, 100, 0, 0, 100, 10, 0, 0, 10, 0]);
const arcs = arcLengths(vertices);
const curve: DecodingCurve = { vertices, arcs, positions: arcs.map((s) => s / arcs.at(-1)!) };

const [width, height] = [20, 10];
const field = (at: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, p) => at(p % width, Math.floor(p / width)));
const data = new Uint8Array(width * height).fill(PixelKind.data);

it('finds no tear in a field that follows its curve, nor where it jumps between unlike colours', () => {
  expect(
    tearOf(
      field((x) => x / 19),
      data,
      curve,
      width,
    ),
  ).toBeLessThan(0.002);
  expect(
    tearOf(
      field((x) => (x < 10 ? 0.1 : 0.45)),
      data,
      curve,
      width,
    ),
  ).toBe(0);
});

it('tells how far neighbours of nearly one colour lie apart along the curve, along rows as along columns', () => {
  const apart = (arcs.at(-1)! - 1.7 * 10) / arcs.at(-1)!;
  const pairs = width * (height - 1) + (width - 1) * height;
  const across = tearOf(
    field((x) => (x < 10 ? 0 : 1)),
    data,
    curve,
    width,
  );
  const down = tearOf(
    field((_, y) => (y < 5 ? 0 : 1)),
    data,
    curve,
    width,
  );
  expect(across).toBeCloseTo(apart * Math.sqrt(height / pairs), 3);
  expect(down).toBeCloseTo(apart * Math.sqrt(width / pairs), 3);
});

it('asks pixels of data only', () => {
  const kinds = data.map((kind, p) => (p % width === 10 ? PixelKind.overlay : kind));
  expect(
    tearOf(
      field((x) => (x < 10 ? 0 : 1)),
      kinds,
      curve,
      width,
    ),
  ).toBe(0);
});
