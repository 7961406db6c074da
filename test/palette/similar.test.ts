import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { averageLinkage } from '../../src/palette/groups/averageLinkage.js';
import { groupsAfter, leafOrder } from '../../src/palette/groups/dendrogram.js';
import { histogramGroups } from '../../src/palette/groups/histogramGroups.js';
import { similarityMap } from '../../src/palette/groups/similarityMap.js';
import { type ColourHistogram, colourHistogram } from '../../src/palette/histogram/colourHistogram.js';
import {
  cosineSimilarity,
  nearestOf,
  similarityIndex,
  similarityMatrix,
} from '../../src/palette/histogram/cosineSimilarity.js';
import { locusDistance, locusGroups, sameLocus } from '../../src/palette/loci/locusGroups.js';

const pictureOf = (...colours: (readonly [number, number, number])[]): Raster => ({
  width: colours.length,
  height: 1,
  data: Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255])),
});

/** Pixels scattered about a colour. */
function scattered(centre: readonly number[], seed: number): Raster {
  const random = randomSource(seed);
  return pictureOf(
    ...Array.from(
      { length: 200 },
      () => centre.map((v) => v + 40 * (random() - 0.5)) as [number, number, number],
    ),
  );
}

const themes = [
  [220, 40, 40],
  [40, 200, 60],
  [40, 60, 210],
] as const;
const histograms: ColourHistogram[] = Array.from({ length: 21 }, (_, i) =>
  colourHistogram(scattered(themes[i % 3]!, i)),
);

function matrixOf(collection: readonly ColourHistogram[]): Float32Array {
  const to = similarityIndex(collection);
  return Float32Array.from(collection.flatMap((histogram) => [...to(histogram)]));
}

describe('a colour histogram', () => {
  it('holds every pixel once, in both spaces', () => {
    for (const space of ['rgb', 'oklab'] as const) {
      const { bins, shares } = colourHistogram(scattered([128, 128, 128], 1), { space });
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect([...bins]).toEqual([...bins].sort((a, b) => a - b));
    }
  });

  it('has no edges: a level more changes little, wherever it falls', () => {
    for (let v = 0; v < 255; v++) {
      const [a, b] = [v, v + 1].map((level) => colourHistogram(pictureOf([level, 100, 100])));
      expect(cosineSimilarity(a!, b!)).toBeGreaterThan(0.99);
    }
  });

  it('puts white and black into bins of their own', () => {
    const { bins, shares } = colourHistogram(pictureOf([0, 0, 0], [255, 255, 255], [255, 255, 255]));
    expect([...bins]).toEqual([0, 4095]);
    expect(shares[1]).toBeCloseTo(2 / 3, 6);
  });

  it('leaves out what does not count', () => {
    const picture = pictureOf([0, 0, 0], [255, 255, 255]);
    expect([...colourHistogram(picture, { leftOut: Uint8Array.of(0, 1) }).bins]).toEqual([0]);
    expect(colourHistogram(picture, { leftOut: Uint8Array.of(1, 1) })).toEqual({
      bins: new Uint16Array(0),
      shares: new Float32Array(0),
    });
  });
});

describe('similarity', () => {
  it('is 1 of equal pictures, whatever their size, 0 without a common colour, and 0 of nothing', () => {
    const red = colourHistogram(pictureOf([255, 0, 0]));
    expect(cosineSimilarity(red, colourHistogram(pictureOf([255, 0, 0], [255, 0, 0])))).toBeCloseTo(1, 6);
    expect(cosineSimilarity(red, colourHistogram(pictureOf([0, 0, 255])))).toBe(0);
    const none = { bins: new Uint16Array(0), shares: new Float32Array(0) };
    expect(cosineSimilarity(red, none)).toBe(0);
    expect([...similarityIndex([none, red])(red)].map((s) => Math.round(s))).toEqual([0, 1]);
  });

  it('is the same from the index as pair by pair', () => {
    const matrix = matrixOf(histograms);
    for (const [i, a] of histograms.entries())
      for (const [j, b] of histograms.entries())
        expect(matrix[i * histograms.length + j]).toBeCloseTo(cosineSimilarity(a, b), 5);
  });

  it('is the same of all with all at once', () => {
    expect(similarityMatrix(histograms)).toEqual(matrixOf(histograms));
    expect(similarityMatrix([])).toHaveLength(0);
  });

  it('is exactly the same both ways round, as grouping needs it', () => {
    const alike = Array.from({ length: 12 }, (_, i) => colourHistogram(scattered([128, 128, 128], i)));
    const matrix = matrixOf(alike);
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < i; j++) expect(matrix[12 * i + j]).toBe(matrix[12 * j + i]);
  });

  it('ranks like a full sort', () => {
    const random = randomSource(4);
    const values = Float32Array.from({ length: 300 }, () => random());
    const sorted = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
    expect(nearestOf(values, 12)).toEqual(sorted.slice(0, 12));
    expect(nearestOf(values, 12, sorted[0])).toEqual(sorted.slice(1, 13));
    expect(nearestOf(Float32Array.of(1, 2), 5)).toEqual([1, 0]);
  });
});

describe('groups', () => {
  it('are the themes of a collection, alike ones side by side in its order', () => {
    const { groups, order } = histogramGroups(matrixOf(histograms), histograms.length);
    expect([...groups]).toEqual(histograms.map((_, i) => i % 3));
    const along = [...order].map((at) => groups[at]);
    expect(along.filter((group, i) => group !== along[i - 1])).toHaveLength(3);
    expect([...order].sort((a, b) => a - b)).toEqual([...histograms.keys()]);
  });

  it('merge by mean distance, as merging the nearest pair again and again does', () => {
    const random = randomSource(2);
    const n = 30;
    const points = Array.from({ length: n }, () => [random(), random()]);
    const gap = (a: number, b: number): number =>
      Math.hypot(points[a]![0]! - points[b]![0]!, points[a]![1]! - points[b]![1]!);
    const merges = averageLinkage(
      Float32Array.from({ length: n * n }, (_, o) => gap(Math.floor(o / n), o % n)),
      n,
    );
    const sets = points.map((_, i) => [i]);
    for (const { distance } of merges) {
      let best = { a: 0, b: 0, d: Number.POSITIVE_INFINITY };
      for (let a = 0; a < sets.length; a++)
        for (let b = 0; b < a; b++) {
          const pairs = sets[a]!.flatMap((i) => sets[b]!.map((j) => gap(i, j)));
          const d = pairs.reduce((sum, v) => sum + v) / pairs.length;
          if (d < best.d) best = { a, b, d };
        }
      expect(distance).toBeCloseTo(best.d, 4);
      sets[best.b]!.push(...sets[best.a]!);
      sets.splice(best.a, 1);
    }
    expect([...groupsAfter(merges, n, 0)]).toEqual([...points.keys()]);
    expect(new Set(groupsAfter(merges, n, n - 1)).size).toBe(1);
    expect([...leafOrder(merges, n)].sort((a, b) => a - b)).toEqual([...points.keys()]);
  });
});

describe('the map of a collection', () => {
  it('puts alike pictures together, within its bounds, and is the same for the same seed', async () => {
    const n = histograms.length;
    const places = await similarityMap(matrixOf(histograms), n);
    expect(await similarityMap(matrixOf(histograms), n)).toEqual(places);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThanOrEqual(1);
  });

  it('has a place for each of very few pictures', async () => {
    expect([...(await similarityMap(Float32Array.of(1), 1))]).toEqual([0.5, 0.5]);
    expect(await similarityMap(new Float32Array(4), 2)).toHaveLength(4);
  });
});

describe('loci', () => {
  const along = (at: (t: number) => readonly number[], from = 0, to = 1) => ({
    points: Float64Array.from(
      Array.from({ length: 65 }, (_, i) => [...at(from + ((to - from) * i) / 64)]).flat(),
    ),
    hasBar: false,
  });
  const map = (t: number) => [255 * t, 255 * t * t, 200 * Math.sin(Math.PI * t)];
  /** The same colours, the second and the third quarter exchanged. */
  const shuffled = (t: number) => map(t < 0.25 || t >= 0.75 ? t : t < 0.5 ? t + 0.25 : t - 0.25);

  it('are one map whichever end comes first, and where a figure shows the larger part of it only', () => {
    expect(locusDistance(along(map), along(map, 1, 0))).toBeLessThan(1);
    expect(locusDistance(along(map), along(map, 0.02, 0.95))).toBeLessThan(sameLocus);
    expect(locusDistance(along(map), along(map, 0.2, 0.9))).toBeLessThan(sameLocus);
    expect(locusDistance(along(map), along(map, 0.3, 0.5))).toBeGreaterThan(sameLocus);
  });

  it('are one map where the end that a figure does not show comes back beside its other end', () => {
    const hook = (t: number) => [128 + 100 * Math.cos(5.5 * t), 128 + 100 * Math.sin(5.5 * t), 60 + 30 * t];
    expect(locusDistance(along(hook), along(hook, 0.3, 0.98))).toBeLessThan(sameLocus);
  });

  it('are another map where the same colours come in another order', () => {
    expect(locusDistance(along(map), along(shuffled))).toBeGreaterThan(sameLocus);
    // Two of twenty bands exchanged, on a straight line: no point leaves it.
    const line = (t: number) => [250 * t, 250 * t, 250 * t];
    const exchanged = (t: number) => line(t < 0.5 || t >= 0.6 ? t : t < 0.55 ? t + 0.05 : t - 0.05);
    expect(locusDistance(along(line), along(exchanged))).toBeGreaterThan(sameLocus);
  });

  it('are one map wherever a closed one is cut', () => {
    const ring = (t: number) => [
      128 + 100 * Math.cos(2 * Math.PI * t),
      128 + 100 * Math.sin(2 * Math.PI * t),
      90,
    ];
    expect(locusDistance(along(ring), along(ring, 0.3, 1.3))).toBeLessThan(sameLocus);
  });

  it('are one map where both are single colours that are alike, and two where they are not', () => {
    const grey = along(() => [128, 128, 128]);
    expect(locusDistance(grey, grey)).toBe(0);
    expect(
      locusDistance(
        grey,
        along(() => [128, 128, 160]),
      ),
    ).toBeGreaterThan(sameLocus);
  });

  it('make groups, in which a picture without a locus is alone', () => {
    const groups = locusGroups([along(map), undefined, along(shuffled), along(map, 1, 0), undefined]);
    expect([...groups]).toEqual([0, 1, 2, 0, 3]);
    expect([...locusGroups([undefined])]).toEqual([0]);
    expect([...locusGroups([])]).toEqual([]);
  });
});
