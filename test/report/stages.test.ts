import { describe, expect, it } from 'vitest';
import { PixelKind } from '../../src/model/pixelKind.js';
import { limitingPart, overallConfidence } from '../../src/pipeline/panel/recovery.js';
import { evenlyAlong } from '../../src/report/drawing/strip.js';
import { candidatesSection } from '../../src/report/sections/candidatesSection.js';
import { confidenceSection } from '../../src/report/sections/confidenceSection.js';
import { maskSection } from '../../src/report/sections/maskSection.js';
import { stagesSection } from '../../src/report/sections/stagesSection.js';
import { walkSection } from '../../src/report/sections/walkSection.js';
import type { ReportInput } from '../../src/report/shown/input.js';
import { writeReport } from '../../src/report/writeReport.js';
import { pairwiseDistances } from '../../src/walk/distances.js';
import { walkLocus } from '../../src/walk/walk.js';
import { gridOf } from '../formats/anyGrid.js';

/** Greys a step of 10 apart, the first two colours as good as one, and a red that no step of the walk reaches. */
const greys = [0, 1, 10, 20, 30, 40, 50];
const colours = Float64Array.from([...greys.flatMap((v) => [v, v, v]), 255, 0, 0]);
const thresholds = { near: 5, far: 60 };
const walked = walkLocus(pairwiseDistances(colours), 8, [0, 7], thresholds);
const confidences = { layout: 1, order: 0.4, range: 0.2, axes: 0.1, decoding: 0.9 };

/** A figure of 4 × 2 pixels, one of each kind and one more of data. */
const input: ReportInput = {
  title: 'small.png',
  figure: { width: 4, height: 2, data: new Uint8ClampedArray(32).map((_, i) => (i % 4 === 3 ? 255 : 7 * i)) },
  plotBox: { left: 0, top: 0, right: 4, bottom: 2 },
  grid: gridOf([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]),
  decoded: {
    width: 4,
    height: 2,
    t: new Float32Array(8),
    residual: new Float32Array(8),
    sigma: new Float32Array(8).fill(0.00123),
    kind: Uint8Array.from([...Object.values(PixelKind), PixelKind.data]),
    mask: Uint8Array.of(1, 0, 0, 0, 0, 1, 0, 1),
  },
  colourmap: {
    colours: Float64Array.from([...walked.order].flatMap((i) => [...colours.subarray(3 * i, 3 * i + 3)])),
    positions: Float64Array.from(walked.order, (_, i) => i / (walked.order.length - 1)),
    closed: false,
    source: 'walk',
    accuracy: { standardError: 0, endsKnown: false },
    confidence: 0.4,
  },
  palette: { colours, order: walked.order },
  walk: { walked, thresholds, explained: 0.875 },
  scale: 'linear',
  coverage: 3 / 8,
  confidence: 0.4,
  confidences,
  facts: {
    kinds: { data: 2, overlay: 1, fringe: 1, noData: 1, below: 1, above: 1, given: 1 },
    smoothed: { how: 'none', share: 0 },
    noise: { kind: 'scattered', sigma: 1.234 },
  },
  warnings: [],
};

const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the limiting part', () => {
  it('is the least sure of those that the values depend on', () => {
    expect(limitingPart(confidences, true)).toBe('range');
    expect(limitingPart(confidences, false)).toBe('order');
    expect(overallConfidence(confidences, null)).toBe(0.4);
    expect(overallConfidence(confidences, { scale: 'linear', range: [0, 1] })).toBe(0.2);
  });

  it('is named in the table of a report, and what does not count is said not to', () => {
    const rows = confidenceSection(input).markup.split('<tr>').map(textOf);
    expect(rows.filter((row) => row.includes('limits')).map((row) => row.split(' ')[0])).toEqual(['order']);
    expect(rows.filter((row) => row.includes('not counted')).map((row) => row.split(' ')[0])).toEqual([
      'range',
      'axes',
    ]);
    const withRange = confidenceSection({ ...input, range: [0, 1], confidence: 0.2 }).markup.split('<tr>');
    expect(withRange.find((row) => row.includes('limits'))).toContain('range');
  });
});

describe('the walk of a report', () => {
  it('tells what was visited, left out and begun from, and its thresholds', async () => {
    const text = textOf((await walkSection(input)).markup);
    expect(walked.order.length).toBe(6);
    for (const told of [
      'visited 6 of 8 colours',
      'left out 2: 1 within near of one that was visited, 1 that no walk reached or only a shorter one',
      'near 5 sRGB units',
      'far 60 sRGB units',
      'explained 87.5 %',
    ])
      expect(text).toContain(told);
  });

  it('marks every start once, where its colour is shown', async () => {
    const restarted = { ...walked, starts: [0, 7] };
    const { markup } = await walkSection({ ...input, walk: { ...input.walk!, walked: restarted } });
    expect(markup.match(/class="start"/g)).toHaveLength(2);
    expect(markup).toContain('start 2 of 2');
  });

  it('is not there where nothing was walked', async () => {
    expect((await walkSection({ ...input, walk: undefined })).markup).toBe('');
    expect((await candidatesSection(input)).markup).toBe('');
    expect(stagesSection({ ...input, facts: undefined }).markup).toBe('');
  });
});

describe('the orders considered', () => {
  it('are given with their scores, the chosen one first', async () => {
    const score = { residual: 0.5, tear: 0.25, tornShare: 0.125, length: 50, total: 0.77 };
    const candidates = [
      { method: 'tree', order: walked.order, score },
      { method: 'walk', order: walked.order.toReversed(), score: { ...score, total: 3.5 } },
    ] as const;
    const { markup } = await candidatesSection({ ...input, candidates });
    const rows = markup.split('<tr').map(textOf);
    expect(rows.find((row) => row.includes('tree'))).toContain('chosen 6 of 8 0.5 0.25 12.5 % 50 0.77');
    expect(markup.match(/class="badge"/g)).toHaveLength(1);
    // Both are drawn in the direction of the colourmap.
    const strips = [...markup.matchAll(/href="(data:[^"]*)"/g)].map(([, uri]) => uri);
    expect(strips[0]).toBe(strips[1]);
  });
});

describe('the mask of a report', () => {
  it('counts every kind, and what holds a value though it is no data', async () => {
    const text = textOf((await maskSection(input)).markup);
    for (const kind of ['overlay', 'fringe', 'no data', 'below the range', 'above the range', 'given'])
      expect(text).toMatch(new RegExp(`${kind}[^0-9]* 1\\b`));
    expect(text).toContain('data 2 of 8 pixels');
    expect(text).toContain('1 of the pixels that are no data hold a value all the same');
  });
});

describe('the stages of a report', () => {
  it('tell the outcome of each, in their order', () => {
    const text = textOf(stagesSection(input).markup);
    const at = [
      'Quantise 8 colours',
      'Distances',
      'Walk 6 of 8 visited',
      'Decode scattered colours noise 1.2',
      'Mask 25.0 % data',
    ].map((stage) => text.indexOf(stage));
    expect(at.every((place, k) => place > (at[k - 1] ?? -1))).toBe(true);
  });

  it('say so where a colourmap came in order', () => {
    const given: ReportInput = { ...input, palette: undefined, walk: undefined };
    expect(textOf(stagesSection(given).markup)).toContain('Quantise not needed');
  });
});

describe('evenlyAlong', () => {
  it('shows at each place the colour whose position is nearest', () => {
    const positions = [0, 0.1, 0.2, 1];
    const shown = evenlyAlong(positions, 100);
    shown.forEach((i, x) => {
      const off = positions.map((t) => Math.abs(t - (x + 0.5) / 100));
      expect(off[i]).toBeCloseTo(Math.min(...off), 12);
    });
  });
});

describe('a whole report', () => {
  it('holds every part, sets what settles a warning apart, and escapes all of it', async () => {
    const nasty = '"><img src=x onerror=alert(1)>';
    const shading = { blend: nasty, selfShaded: false };
    const page = await writeReport({
      ...input,
      facts: { ...input.facts!, shading },
      warnings: [nasty, { message: nasty, settle: nasty }],
    });
    for (const id of ['stages', 'walk', 'confidence', 'mask']) expect(page).toContain(`id="${id}"`);
    expect(page).toContain('<span class="settle">');
    expect(page.includes('<img src=x')).toBe(false);
    expect(page.match(/&quot;&gt;&lt;img src=x/g)).toHaveLength(4);
  });
});
