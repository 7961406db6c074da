import { describe, expect, it } from 'vitest';
import { lendingTo } from '../../src/batch/lending/lenders.js';
import type { SeenFigure } from '../../src/batch/lending/seenFigure.js';
import type { Colourmap } from '../../src/model/types.js';
import { locusOf } from '../../src/palette/loci/figureLocus.js';

const n = 64;

function mapOf(at: (t: number) => readonly number[], source: Colourmap['source']): Colourmap {
  const positions = Float64Array.from({ length: n }, (_, i) => i / (n - 1));
  return {
    colours: Float64Array.from([...positions].flatMap((t) => [...at(t)])),
    positions,
    closed: false,
    accuracy: { standardError: 0, endsKnown: source === 'colourbar' },
    source,
    confidence: 1,
  };
}

const warm = (t: number) => [255 * t, 255 * t * t, 60];
const cold = (t: number) => [30, 200 * t, 255 * t];

interface Drawn {
  readonly map?: (t: number) => readonly number[];
  readonly source?: Colourmap['source'];
  readonly range?: readonly [number, number];
  readonly page?: readonly [number, number];
  readonly plot?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  readonly units?: string;
  readonly hasMarks?: boolean;
  readonly confidence?: number;
}

function seen(figure: string, drawn: Drawn = {}): SeenFigure {
  const { map = warm, range, page = [400, 300], plot = [300, 200], scale = 'linear' } = drawn;
  const colourmap = mapOf(map, drawn.source ?? (range ? 'colourbar' : 'blind'));
  return {
    ...{ figure: `maps/${figure}`, sha256: figure, page, plot, colourmap, locus: locusOf(colourmap) },
    ...{ values: range ? { scale, range } : null, units: drawn.units ?? null },
    hasMarks: drawn.hasMarks ?? drawn.range !== undefined,
    confidence: drawn.confidence ?? 0.95,
  };
}

const bare = seen('bare.png');
const lender = seen('a.png', { range: [0, 40] });

describe('a figure without a range', () => {
  it('borrows from the surest of those with its map and size, which all say the same', () => {
    const surer = seen('b.png', { range: [0.1, 40], confidence: 0.99 });
    expect(lendingTo(bare, [bare, lender, surer])).toEqual({ lender: surer, agreeing: 2 });
    // A copy of a figure says nothing more than the figure does.
    expect(lendingTo(bare, [lender, { ...lender, figure: 'copy.png' }])).toMatchObject({ agreeing: 1 });
    expect(lendingTo(seen('part.png', { map: (t) => warm(0.2 + 0.7 * t) }), [lender])).toMatchObject({
      lender,
    });
  });

  it('borrows where the page, or the plot area alone, has the same size', () => {
    expect(lendingTo(seen('x.png', { plot: [340, 200] }), [lender])).toMatchObject({ lender });
    expect(lendingTo(seen('x.png', { page: [302, 201], plot: [302, 201] }), [lender])).toMatchObject({
      lender,
    });
    expect(lendingTo(seen('x.png', { page: [500, 300], plot: [340, 200] }), [lender])).toBeUndefined();
  });

  it.each<[string, Drawn]>([
    ['range', { range: [0, 50] }],
    ['scale', { range: [0, 40], scale: 'log' }],
    ['unit', { range: [0, 40], units: 'K' }],
    ['direction', { range: [0, 40], map: (t) => warm(1 - t) }],
  ])('borrows nothing, and says why, where two of them differ in %s', (_, other) => {
    const lending = lendingTo(bare, [lender, seen('other.png', other)]);
    expect(lending?.lender).toBeUndefined();
    expect(lending).toMatchObject({ warning: { code: 'lenders-disagree' } });
    expect(JSON.stringify(lending)).toMatch(/a\.png \(0 to 40, linear\) and other\.png/);
  });

  it('borrows nothing where its own bar says what could not be read', () => {
    const lending = lendingTo(seen('x.png', { hasMarks: true, source: 'colourbar' }), [lender]);
    expect(lending).toMatchObject({ lender: undefined, warning: { code: 'own-labels-unread' } });
  });

  it('is in doubt where a figure that lends nothing itself says another range', () => {
    const doubtful = seen('other.png', { range: [0, 50], confidence: 0.2 });
    expect(lendingTo(bare, [lender, doubtful])).toMatchObject({ warning: { code: 'lenders-disagree' } });
    expect(lendingTo(bare, [doubtful])).toBeUndefined();
  });

  it('borrows nothing from another map', () => {
    expect(lendingTo(bare, [seen('cold.png', { range: [0, 40], map: cold })])).toBeUndefined();
    // Nor does a figure with that map make the range of its own map doubtful.
    expect(lendingTo(bare, [lender, seen('cold.png', { range: [0, 9], map: cold })])).toMatchObject({
      lender,
    });
  });

  it('borrows nothing that a bar of its own contradicts', () => {
    const reversed = seen('x.png', { source: 'colourbar', map: (t) => warm(1 - t) });
    expect(lendingTo(reversed, [lender])).toBeUndefined();
    expect(lendingTo(seen('x.png', { source: 'colourbar' }), [lender])).toMatchObject({ lender });
  });
});

describe('a figure that says its range', () => {
  it('borrows nothing, however little it is trusted', () => {
    expect(lendingTo(seen('x.png', { range: [1, 2], confidence: 0.1 }), [lender])).toBeUndefined();
  });
});
