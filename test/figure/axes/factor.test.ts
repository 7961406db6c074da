import { describe, expect, it } from 'vitest';
import { readLabels } from '../../../src/figure/axes/axis.js';
import type { Lettering } from '../../../src/figure/axes/axisLabels.js';
import { findOffset } from '../../../src/figure/axes/factor.js';
import { letteringOf } from '../../../src/figure/axes/lettering.js';
import { type AgreedLaw, shifted, valueAt } from '../../../src/figure/labels/law.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import type { Word } from '../../../src/figure/labels/words/joined.js';
import { type Edge, type Edges, plainEdges } from '../../../src/figure/layout/ink/edges.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue, waves } from '../drawing.js';

const box = (left: number, top: number, w: number, h: number): Box => ({
  left,
  top,
  right: left + w,
  bottom: top + h,
});

/** What stands above a bar at 50: a cross, a one and a nought, and a raised sign and digit. */
const base = [box(40, 23, 6, 7), box(48, 20, 6, 10), box(56, 20, 6, 10)];
const raised = [box(63, 17, 4, 1), box(68, 13, 5, 8)];
const glyphs = [...base, ...raised];
const word: Word = { box: box(40, 13, 33, 17), glyphs, height: 10 };

/** The factor found by a reader that reads the whole, the ten and the exponent so. */
const found = (whole: string, ten: string, exponent: string, top = 50) => {
  const raster = { width: 100, height: 300, data: new Uint8ClampedArray(120000).fill(255) };
  const edges = plainEdges({ left: 40, top, right: 60, bottom: 250 });
  const readLabel: ReadLabel = async (_, __, { left, right }) => {
    const text = right - left > 30 ? whole : left === 40 ? ten : exponent;
    return [{ text, score: 0.95 }];
  };
  const lettering = { raster, page: pageOf([255, 255, 255], false), rectangles: [edges], words: [word] };
  const labelled: Word = { box: box(64, 100, 12, 10), glyphs: [box(64, 100, 12, 10)], height: 10 };
  const labels = [{ word: labelled, at: 105, marked: true }];
  return findOffset(
    { ...lettering, owners: new Map(), free: [word], readLabel },
    { labels, loose: [] },
    edges,
    'right',
  );
};

describe('the factor of an axis', () => {
  it('has the exponent that is read alone: in the whole it is small and loses its sign', async () => {
    expect(await found('×10⁵', '×10', '-5')).toEqual({ factor: 1e-5, offset: 0 });
    expect(await found('?10', '?10', '4')).toEqual({ factor: 1e4, offset: 0 });
  });

  it('stands two lines above its bar at most', async () => {
    expect(await found('×10⁵', '×10', '-5', 78)).toEqual({ factor: 1e-5, offset: 0 });
    expect(await found('×10⁵', '×10', '-5', 85)).toBe(null);
  });

  it('is not taken from the whole where its exponent cannot be read alone', async () => {
    expect(await found('×10⁵', '×10', '?')).toBe('unread');
  });
});

const wordAt = (left: number, top: number, width: number, height: number): Word => {
  const box = { left, top, right: left + width, bottom: top + height };
  return { box, glyphs: [box], height };
};

const edge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });

it('finds the factor above a bar whose title, written upward, has taller letters than the labels', async () => {
  const labels = [0, 1, 2].map((k) => ({
    word: wordAt(460, 52 + 100 * k, 8, 12),
    at: 58 + 100 * k,
    marked: true,
  }));
  const title = wordAt(478, 214, 13, 32);
  const factor = wordAt(430, 30, 27, 13);
  const lettering: Lettering = {
    raster: { width: 520, height: 420, data: new Uint8ClampedArray(4 * 520 * 420).fill(255) },
    page: pageOf([255, 255, 255], false),
    rectangles: [],
    words: [],
    owners: new Map(),
    free: [factor, title],
    readLabel: async (_, __, box) => [{ text: box.top === 30 ? '1e6' : '?', score: 1 }],
  };
  const edges = { left: edge(433), top: edge(52), right: edge(453), bottom: edge(395) };
  const all = [...labels, { word: title, at: 230, marked: false }];
  expect(await findOffset(lettering, { labels: all, loose: [title] }, edges, 'right')).toEqual({
    factor: 1e6,
    offset: 0,
  });
});

/** What stands at the top of a figure whose bar lies between the columns 433 and 453, and the offset that is found for it. */
const offsetAbove = (free: readonly Word[], readLabel: ReadLabel) => {
  const lettering: Lettering = {
    raster: { width: 520, height: 420, data: new Uint8ClampedArray(4 * 520 * 420).fill(255) },
    page: pageOf([255, 255, 255], false),
    rectangles: [],
    words: [],
    owners: new Map(),
    free,
    readLabel,
  };
  const edges = { left: edge(433), top: edge(52), right: edge(453), bottom: edge(395) };
  const labels = [0, 1, 2].map((k) => ({
    word: wordAt(460, 52 + 100 * k, 8, 12),
    at: 58 + 100 * k,
    marked: true,
  }));
  return findOffset(lettering, { labels, loose: [] }, edges, 'right');
};

it('does not take the last word of a title that ends beside a bar for its factor', async () => {
  const title = wordAt(380, 30, 40, 13);
  expect(await offsetAbove([title], async () => [{ text: '+12', score: 0.6 }])).toBeNull();
});

it('joins an exponent that stands wholly above its ten to it', async () => {
  const ten: Word = {
    box: box(440, 36, 20, 8),
    glyphs: [box(440, 38, 6, 6), box(448, 36, 5, 8), box(455, 36, 5, 8)],
    height: 8,
  };
  const exponent: Word = {
    box: box(461, 25, 9, 8),
    glyphs: [box(461, 30, 3, 1), box(465, 25, 5, 8)],
    height: 8,
  };
  const read: ReadLabel = async (_, __, { left }) => [{ text: left === 440 ? '×10' : '-3', score: 0.95 }];
  expect(await offsetAbove([ten, exponent], read)).toEqual({ factor: 1e-3, offset: 0 });
});

/** Three labels in a column to the right of a bar, from that row of pixels on. */
const labelsFrom = (top: number) =>
  [0, 1, 2].map((k) => ({ word: wordAt(460, top + 90 * k, 24, 10), at: top + 5 + 90 * k, marked: true }));

/** A white figure with rectangles and words, of which the free ones label nothing that is known, read as that text. */
const letteredWith = (
  { rectangles, words, free }: Pick<Lettering, 'rectangles' | 'words' | 'free'>,
  text: string,
): Lettering => ({
  raster: { width: 520, height: 420, data: new Uint8ClampedArray(4 * 520 * 420).fill(255) },
  page: pageOf([255, 255, 255], false),
  rectangles,
  words,
  owners: new Map(),
  free,
  readLabel: async () => [{ text, score: 1 }],
});

it('takes no label of the bar above for the factor of the one beneath', async () => {
  const upper = plainEdges({ left: 433, top: 10, right: 453, bottom: 48 });
  const lower = plainEdges({ left: 433, top: 60, right: 453, bottom: 395 });
  const above = [0, 1, 2].map((k) => wordAt(460, 10 + 12 * k, 24, 10));
  const labels = labelsFrom(72);
  const words = [...above, ...labels.map(({ word }) => word)];
  const lettering = letteredWith({ rectangles: [upper, lower], words, free: above }, '1e3');
  expect(await findOffset(lettering, { labels, loose: [] }, lower, 'right')).toBeNull();
  // One word alone above it is its factor.
  const alone = { ...lettering, words: labels.map(({ word }) => word), free: [wordAt(440, 49, 24, 10)] };
  expect(await findOffset(alone, { labels, loose: [] }, lower, 'right')).toEqual({ factor: 1000, offset: 0 });
});

it('takes no label of the plot above for the factor of a bar beneath whose labels are above it', async () => {
  const plot = plainEdges({ left: 40, top: 30, right: 440, bottom: 200 });
  const bar = plainEdges({ left: 40, top: 240, right: 440, bottom: 252 });
  const row = [0, 1, 2, 3, 4].map((k) => wordAt(60 + 84 * k, 204, 24, 10));
  const labels = [wordAt(44, 226, 24, 10), wordAt(410, 226, 24, 10)].map((word) => ({
    word,
    at: word.box.left + 12,
    marked: false,
  }));
  const words = [...row, ...labels.map(({ word }) => word)];
  const lettering = letteredWith({ rectangles: [plot, bar], words, free: row }, '1e6');
  expect(await findOffset(lettering, { labels, loose: [] }, bar, 'top')).toBeNull();
  const alone = { ...lettering, words: [row[4]!, ...labels.map(({ word }) => word)], free: [row[4]!] };
  expect(await findOffset(alone, { labels, loose: [] }, bar, 'top')).toEqual({ factor: 1e6, offset: 0 });
});

it('finds the factor above a bar whose labels stand in a column beside the plot as well, as no label of the plot', async () => {
  const plot = plainEdges({ left: 40, top: 30, right: 420, bottom: 395 });
  const bar = plainEdges({ left: 433, top: 90, right: 453, bottom: 395 });
  const factor = wordAt(450, 50, 40, 16);
  const labels = labelsFrom(100);
  const words = [factor, ...labels.map(({ word }) => word)];
  const lettering = letteredWith({ rectangles: [plot, bar], words, free: [factor] }, '1e3');
  expect(await findOffset(lettering, { labels, loose: [] }, bar, 'right')).toEqual({
    factor: 1000,
    offset: 0,
  });
});

it('takes a factor that is as small as the end of a bar at nought for a factor', async () => {
  const bar = plainEdges({ left: 433, top: 52, right: 453, bottom: 395 });
  const above = wordAt(425, 28, 56, 12);
  const labels = labelsFrom(100);
  const words = [above, ...labels.map(({ word }) => word)];
  const offsetOf = (text: string) => {
    const lettering = letteredWith({ rectangles: [bar], words, free: [above] }, text);
    return findOffset(lettering, { labels, loose: [], ended: [0, 2.5] }, bar, 'right');
  };
  expect(await offsetOf('1e-12')).toEqual({ factor: 1e-12, offset: 0 });
  expect(await offsetOf('2.50e+00')).toBeNull();
});

it('changes where a symmetric logarithm is linear with its values', () => {
  const law: AgreedLaw = {
    scale: 'symlog',
    slope: 0.05,
    intercept: -5,
    threshold: 10,
    read: [],
    dropped: [],
    confidence: 0.9,
    agreed: 0.9,
    onAxis: 0.9,
  };
  const multiplied = shifted(law, { factor: 1e-3, offset: 0 });
  for (const at of [20, 95, 100, 140])
    expect(valueAt(multiplied, at)).toBeCloseTo(valueAt(law, at) / 1000, 9);
  expect(shifted(law, { factor: 1, offset: 5 }).confidence).toBeLessThan(0.5);
});

/** A white figure of 400 × 240 pixels with labels, words at no tick mark and a reader that is sure. */
const lettered = (
  labels: readonly { readonly word: Word }[],
  free: readonly Word[],
  textAt: (box: Box) => string,
): Lettering => ({
  raster: { width: 400, height: 240, data: new Uint8ClampedArray(4 * 400 * 240).fill(255) },
  page: pageOf([255, 255, 255], false),
  rectangles: [],
  words: labels.map(({ word }) => word),
  owners: new Map(),
  free,
  readLabel: async (_, __, box) => [{ text: textAt(box), score: 0.99 }],
});

it('is not looked for beside numbers that have their exponents with them: what stands above is the largest one', async () => {
  const texts = ['6.73e+01', '4.73e+01', '2.73e+01', '7.30e+00'];
  const labels = texts.map((_, k) => ({
    word: wordAt(70, 60 + 40 * k, 60, 10),
    at: 65 + 40 * k,
    marked: true,
  }));
  const lettering = lettered(
    labels,
    [wordAt(50, 30, 60, 10)],
    ({ top }) => texts[(top - 60) / 40] ?? '6.73e+01',
  );
  const edges = plainEdges({ left: 40, top: 65, right: 60, bottom: 185 });
  const { law } = await readLabels(lettering, { edges, side: 'right', ends: [185, 65] }, labels);
  expect(law?.confidence).toBeGreaterThan(0.9);
});

it('is no label of another bar, whose marks are in it', () => {
  const { raster, fill, write } = drawing(300, 320, [255, 255, 255]);
  for (const top of [20, 180]) {
    fill({ left: 20, top, right: 180, bottom: top + 121 }, (x, y) => hue(waves(x, y)));
    fill({ left: 200, top, right: 216, bottom: top + 121 }, (_, y) => hue((top + 120.5 - y) / 121));
    for (let k = 0; k < 4; k++) {
      fill({ left: 212, top: top + 15 + 30 * k, right: 216, bottom: top + 16 + 30 * k }, () => [0, 0, 0]);
      write(String(40 - 10 * k), [222, top + 15.5 + 30 * k], { anchor: 0 });
    }
  }
  const layout = findLayout(raster);
  expect(layout.colourbars).toHaveLength(2);
  const { words, free } = letteringOf(raster, layout.page!, layout, async () => []);
  expect([words.length, free.length]).toEqual([8, 0]);
});

it('is no label at a tick mark that is rounded off the law of the others, as the ends that ParaView writes', async () => {
  const texts = ['0.0e+00', '0.4', '0.6', '0.8', '1.2e+00'];
  const places = [40, 142, 193, 244, 341];
  const labels = texts.map((text, k) => {
    const w = 10 * text.length;
    return { word: wordAt(places[k]! - w / 2, 20, w, 14), at: places[k]!, marked: true };
  });
  const textAt = ({ left, right }: Box) => texts[places.findIndex((at) => at > left && at < right)]!;
  const lettering = lettered(labels, [], textAt);
  const edges = plainEdges({ left: 40, top: 46, right: 341, bottom: 62 });
  const { law } = await readLabels(lettering, { edges, side: 'top', ends: [40, 341] }, labels);
  expect(law?.read.map(({ text }) => text)).toEqual(texts.slice(0, 4));
  expect(law?.confidence).toBeGreaterThan(0.9);
});

describe('a factor of which a part is hidden', () => {
  const bar = plainEdges({ left: 433, top: 60, right: 453, bottom: 395 });
  const labels = [0, 1, 2].map((k) => ({
    word: wordAt(460, 72 + 90 * k, 24, 10),
    at: 77 + 90 * k,
    marked: true,
  }));
  const found = (free: readonly Word[], textAt: (box: Box) => string, others: readonly Edges[] = []) => {
    const lettering = { ...lettered(labels, free, textAt), rectangles: [...others, bar] };
    return findOffset(lettering, { labels, loose: [] }, bar, 'right');
  };

  it('is not known where it begins at the border of a plot that it may be written on', async () => {
    const plot = plainEdges({ left: 100, top: 20, right: 420, bottom: 395 });
    const power = [wordAt(425, 40, 40, 12)];
    expect(await found(power, () => '×10²')).toEqual({ factor: 100, offset: 0 });
    expect(await found(power, () => '×10²', [plot])).toBe('unread');
    // Beyond a gap that no offset has within it, nothing goes on.
    const farther = plainEdges({ left: 100, top: 20, right: 416, bottom: 395 });
    expect(await found(power, () => '×10²', [farther])).toEqual({ factor: 100, offset: 0 });
  });

  it('is not known where a title that it runs into ends in a power', async () => {
    const glyphs = Array.from({ length: 14 }, (_, k) => box(300 + 11 * k, 44, 9, 12));
    const title: Word = { box: box(300, 44, 152, 12), glyphs, height: 12 };
    const text = (at: Box, last: string): string => (at.right - at.left > 60 ? '?n??e?' : last);
    expect(await found([title], (at) => text(at, '5e2'))).toBe('unread');
    expect(await found([title], (at) => text(at, 'bin'))).toBeNull();
  });
});
