import { describe, expect, it } from 'vitest';
import { exactColours } from '../../src/locus/colours/exactColours.js';
import { levelPositions } from '../../src/locus/colours/levelPositions.js';
import { equalisedSample } from '../../src/locus/colours/sample.js';
import { orient } from '../../src/locus/direction.js';
import { crowding, haveNeighbours, nearestNodes, quantiseToNodes } from '../../src/locus/order/nodes.js';
import { scoreOrder } from '../../src/locus/order/score.js';
import { pointsBeyondEnds } from '../../src/locus/refine/endPoints.js';
import { growLevels } from '../../src/locus/refine/growLevels.js';
import { principalCurve } from '../../src/locus/refine/principalCurve.js';
import { closeRing, cutRing, findCut, mayBeClosed } from '../../src/locus/ring/closed.js';
import { arcLengths, projectOnto } from '../../src/numeric/curves/polyline.js';
import { randomSource } from '../../src/numeric/randomSource.js';

/** Standard normal numbers (Box and Muller). */
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const arcPoint = (a: number) => [100 + 80 * Math.cos(a), 100 + 80 * Math.sin(a), 100 + 20 * a] as const;

const cloud = (n: number, sigma: number) => {
  const random = randomSource(2);
  return Float64Array.from(
    Array.from({ length: n }, () => arcPoint(4 * random())).flatMap((p) =>
      p.map((v) => v + sigma * normal(random)),
    ),
  );
};

describe('principalCurve', () => {
  it('runs through the middle of noisy points from end to end, not inside the bend', () => {
    const rough = Float64Array.from([0.4, 1, 1.6, 2.2, 2.8, 3.4].flatMap((a) => [...arcPoint(a)]));
    const { vertices, sigma } = principalCurve(cloud(4000, 2), rough);
    const truth = Float64Array.from(Array.from({ length: 400 }, (_, i) => arcPoint(i / 100)).flat());
    const { parameter, distance } = projectOnto(truth, arcLengths(truth), vertices);
    const end = arcLengths(truth)[399]!;
    const inside = distance.filter((_, i) => parameter[i]! > 5 && parameter[i]! < end - 5);
    expect(inside.length).toBeGreaterThan(40);
    expect(Math.max(...inside)).toBeLessThan(1.2);
    const short = arcLengths(truth)[399]! - arcLengths(vertices)[vertices.length / 3 - 1]!;
    expect(Math.abs(short)).toBeLessThan(12);
    expect(sigma).toBeGreaterThan(1.5);
    expect(sigma).toBeLessThan(5);
  });

  it('is not drawn aside by a tenth of the points scattered along a chord', () => {
    const random = randomSource(4);
    const ink = Array.from({ length: 400 }, () => {
      const [p, f] = [arcPoint(4 * random()), random()];
      return p.map((v) => v * f);
    }).flat();
    const rough = Float64Array.from([0, 0.8, 1.6, 2.4, 3.2, 4].flatMap((a) => [...arcPoint(a)]));
    const { vertices } = principalCurve(Float64Array.from([...cloud(4000, 1), ...ink]), rough);
    const truth = Float64Array.from(Array.from({ length: 400 }, (_, i) => arcPoint(i / 100)).flat());
    const off = projectOnto(truth, arcLengths(truth), vertices).distance.slice().sort();
    expect(off[Math.floor(0.95 * off.length)]).toBeLessThan(2);
  });
});

describe('equalisedSample and quantiseToNodes', () => {
  it('keeps a colour of ten pixels among plateaus of a hundred thousand', () => {
    const colours = Float64Array.of(0, 0, 0, 100, 0, 0, 200, 0, 0);
    const sample = equalisedSample(colours, [100_000, 10, 100_000], 2000, 1);
    const rare = [...sample].filter((v, i) => i % 3 === 0 && v === 100).length;
    expect(sample.length / 3).toBeGreaterThan(1500);
    expect(sample.length / 3).toBeLessThan(2500);
    expect(rare).toBe(10);
  });

  it('covers the points with nodes about a radius apart and drops lonely points', () => {
    const nodes = quantiseToNodes(Float64Array.from([...cloud(3000, 1), 250, 0, 250]), 9);
    const k = nodes.length / 3;
    expect(k).toBeGreaterThan(20);
    expect(k).toBeLessThan(80);
    for (let i = 0; i < k; i++) expect(nodes[3 * i]! + nodes[3 * i + 2]!).toBeLessThan(400);
  });
});

describe('neighbours of points', () => {
  const points = cloud(400, 12);
  const between = (i: number, j: number) =>
    Math.hypot(...[0, 1, 2].map((c) => points[3 * i + c]! - points[3 * j + c]!));

  it('are found as by comparing all pairs', () => {
    const found = haveNeighbours(points, 6, 3);
    for (let i = 0; i < 400; i++) {
      let count = 0;
      for (let j = 0; j < 400; j++) if (j !== i && between(i, j) <= 6) count++;
      expect(found[i]).toBe(count >= 3 ? 1 : 0);
    }
  });

  it('crowd at least as much as lie within two cells for certain', () => {
    const crowds = crowding(points, 10);
    for (let i = 0; i < 400; i++) {
      let [within, around] = [0, 0];
      for (let j = 0; j < 400; j++) {
        const d = Math.max(...[0, 1, 2].map((c) => Math.abs(points[3 * i + c]! - points[3 * j + c]!)));
        if (d <= 20) within++;
        if (d < 30) around++;
      }
      expect(crowds[i]).toBeGreaterThanOrEqual(within);
      expect(crowds[i]).toBeLessThanOrEqual(around);
    }
  });

  it('are nodes than which none is nearer', () => {
    const nodes = cloud(60, 12);
    const nearest = nearestNodes(points, nodes);
    const toNode = (i: number, j: number) =>
      Math.hypot(...[0, 1, 2].map((c) => points[3 * i + c]! - nodes[3 * j + c]!));
    for (let i = 0; i < 400; i++)
      for (let j = 0; j < 60; j++) expect(toNode(i, nearest[i]!)).toBeLessThanOrEqual(toNode(i, j) + 1e-9);
  });
});

describe('closed loci', () => {
  const ring = Float64Array.from(
    Array.from({ length: 48 }, (_, i) => (2 * Math.PI * i) / 48).flatMap((a) => [
      128 + 90 * Math.cos(a),
      128 + 90 * Math.sin(a),
      128,
    ]),
  );

  it('may be closed when the ends meet, not when they lie apart', () => {
    expect(mayBeClosed(ring)).toBe(true);
    expect(mayBeClosed(ring.subarray(0, 3 * 24))).toBe(false);
  });

  it('are cut where no patch of the field crosses', () => {
    // A ramp from the lowest to the highest value, the map having begun at 0.3 of the ring.
    const width = 200;
    const places = Float32Array.from({ length: width * 60 }, (_, p) => (0.3 + (p % width) / width) % 1);
    const { at, cost, typical } = findCut(places, width, 60, 0.02);
    expect(at).toBeCloseTo(0.3, 2);
    expect(cost).toBeLessThan(0.1 * typical);
    const cut = cutRing(closeRing(ring), at, true);
    expect(cut.length).toBe(ring.length);
    expect(Math.atan2(cut[1]! - 128, cut[0]! - 128) / (2 * Math.PI)).toBeCloseTo(0.3, 1);
  });
});

const pack = ([r, g, b]: readonly number[]) => (r! << 16) | (g! << 8) | b!;

/** So many colours with no other beside them. */
const scattered = (n: number) =>
  Uint32Array.from({ length: n }, (_, i) =>
    pack([12 * (i % 20), 12 * (((i / 20) | 0) % 20), 12 * ((i / 400) | 0)]),
  );

/** Distinct colours, and how many have each. */
function counted(colours: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const counts = new Map<number, number>();
  for (const colour of colours.map(pack)) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [Uint32Array.from(counts.keys()), Uint32Array.from(counts.values())];
}

describe('exact levels', () => {
  it('are told from the run of colours that compression leaves', () => {
    const table = Uint32Array.from({ length: 256 }, (_, i) => 100 + i);
    expect(exactColours(scattered(256), table)?.every((flag) => flag === 1)).toBe(true);
    const withMixtures = Uint32Array.from([...table, ...new Uint32Array(3000).fill(2)]);
    const flags = exactColours(scattered(withMixtures.length), withMixtures)!;
    expect(flags.subarray(0, 256).every((flag) => flag === 1)).toBe(true);
    expect(flags.subarray(256).every((flag) => flag === 0)).toBe(true);
    const runningOn = Uint32Array.from({ length: 5000 }, (_, i) => 1 + Math.round(400 / (1 + i / 50)));
    expect(exactColours(scattered(5000), runningOn)).toBeUndefined();
  });

  it('are those along the thread of a continuous scale, but not where they scatter about it', () => {
    const path = (t: number) => [255 * t, 128 + 100 * Math.sin(5 * t), 255 * (1 - t) ** 2];
    const along = Array.from({ length: 40_000 }, (_, i) => path(i / 39_999).map(Math.round));
    const stray = [40, 250, 250];
    const [thread, counts] = counted([...along, stray]);
    expect(thread.length).toBeGreaterThan(600);
    const levels = exactColours(thread, counts)!;
    expect(thread.filter((_, k) => levels[k] === 0)).toEqual(Uint32Array.of(pack(stray)));
    const random = randomSource(4);
    const scatter = along.map((colour) =>
      colour.map((v) => Math.min(255, Math.max(0, Math.round(v + 6 * random() - 3)))),
    );
    expect(exactColours(...counted(scatter))).toBeUndefined();
    // Resampling mixes neighbours in the picture, whose values differ by a hundredth of the map.
    const resampled = along.map((colour, i) => {
      const [share, other] = [random(), along[Math.min(i + 400, along.length - 1)]!];
      return colour.map((v, c) => Math.round(v + share * (other[c]! - v)));
    });
    expect(exactColours(...counted(resampled))).toBeUndefined();
  });

  it('have equal shares, and a long step has skipped as many as fit', () => {
    const even = Float64Array.from(Array.from({ length: 20 }, (_, i) => [5 * i, 0, 0]).flat());
    expect(levelPositions(even)[0]).toBeCloseTo(0.5 / 20);
    const gap = Float64Array.from(
      Array.from({ length: 20 }, (_, i) => [5 * (i < 10 ? i : i + 10), 0, 0]).flat(),
    );
    expect(levelPositions(gap)[10]).toBeCloseTo(20.5 / 30);
  });

  it('grow between their neighbours and beyond the ends, and take no mixture', () => {
    const levels = Float64Array.from([0, 10, 20, 30, 50, 60, 70].flatMap((v) => [v, v / 2, 0]));
    const rare = Float64Array.from([40, 20, 0, 35, 90, 90]);
    const ends = Float64Array.from([80, 40, 0, 90, 45, 0, 60, 0, 60]);
    const grown = growLevels(levels, rare, ends, Float64Array.of(0.98, Number.NaN, 0.4));
    expect([...grown].filter((_, i) => i % 3 === 0)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });
});

describe('pointsBeyondEnds', () => {
  it('takes what lies ahead of an end and nothing beside the curve', () => {
    const line = Float64Array.from(Array.from({ length: 21 }, (_, i) => [10 * i, 0, 0]).flat());
    const beyond = pointsBeyondEnds(line, Float64Array.of(215, 3, 0, 100, 3, 0, 210, 60, 0, -12, 0, 1), 1);
    expect([...beyond]).toEqual([215, 3, 0, -12, 0, 1]);
  });
});

describe('orient', () => {
  const line = Float64Array.of(250, 250, 250, 128, 128, 128, 10, 10, 10);

  it('starts at the darker end, more surely the more the ends differ', () => {
    const turned = orient(line, 'rgb', false);
    expect([...turned.vertices.subarray(0, 3)]).toEqual([10, 10, 10]);
    expect(turned.confidence).toBeGreaterThan(0.9);
  });

  it('does as told, and only guesses where the ends are alike', () => {
    expect(orient(line, 'rgb', false, 'lightest').reversed).toBe(false);
    expect(orient(line, 'rgb', false, [0, 0, 0])).toMatchObject({ reversed: true, confidence: 1 });
    const diverging = Float64Array.of(180, 20, 40, 255, 255, 255, 40, 60, 190);
    expect(orient(diverging, 'rgb', false)).toMatchObject({ reversed: true, confidence: 0.5 });
  });
});

describe('scoreOrder', () => {
  it('prefers the order in which neighbouring pixels are neighbours', () => {
    const colours = Float64Array.from([0, 20, 40, 60, 80].flatMap((v) => [v, (v / 20) % 2 ? 30 : 0, 0]));
    const pairs = {
      colours,
      counts: [1, 1, 1, 1, 1],
      first: Uint32Array.of(0, 1, 2, 3),
      second: Uint32Array.of(1, 2, 3, 4),
    };
    const swapped = Float64Array.from(
      [0, 3, 2, 1, 4].flatMap((i) => [...colours.subarray(3 * i, 3 * i + 3)]),
    );
    expect(scoreOrder(colours, pairs).total).toBeLessThan(scoreOrder(swapped, pairs).total);
    expect(scoreOrder(colours, pairs).residual).toBe(0);
  });
});
