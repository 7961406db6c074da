import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliestTexts } from '../../../../src/figure/labels/reader/beam.js';

/** Frames from rows of probabilities, scaled to sum to one; the last class is the blank. */
function framesOf(rows: readonly (readonly number[])[]) {
  const classes = rows[0]!.length;
  const probabilities = new Float64Array(rows.length * classes);
  rows.forEach((row, k) => {
    const sum = row.reduce((a, b) => a + b, 0);
    row.forEach((p, c) => {
      probabilities[k * classes + c] = p / sum;
    });
  });
  return { count: rows.length, classes, probabilities };
}

/** Every path, collapsed: the definition. */
function byDefinition(frames: ReturnType<typeof framesOf>, characters: string): Map<string, number> {
  const texts = new Map<string, number>();
  const walk = (k: number, last: number, text: string, p: number): void => {
    if (k === frames.count) {
      texts.set(text, (texts.get(text) ?? 0) + p);
      return;
    }
    for (let c = 0; c < frames.classes; c++) {
      const next = c === characters.length || c === last ? text : text + characters[c];
      walk(k + 1, c, next, p * frames.probabilities[k * frames.classes + c]!);
    }
  };
  walk(0, -1, '', 1);
  return texts;
}

describe('the likeliest texts of frames', () => {
  it('have the probabilities that all their alignments sum to', () => {
    const row = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (rows) => {
        const frames = framesOf(rows);
        const all = byDefinition(frames, '12');
        const found = likeliestTexts(frames, '12');
        for (const { text, score } of found) expect(score).toBeCloseTo(all.get(text)!, 9);
        const best = Math.max(...[...all].filter(([text]) => text !== '').map(([, p]) => p));
        const nothing = all.get('')!;
        // The empty text holds one of the five places where it is among them.
        if (best > nothing) expect(found[0]!.score).toBeCloseTo(best, 9);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('write a character twice only with a blank between', () => {
    const sure = (c: number) => [0, 1, 2].map((k) => (k === c ? 1 : 0));
    expect(likeliestTexts(framesOf([sure(0), sure(0), sure(1)]), '12')[0]!.text).toBe('12');
    expect(likeliestTexts(framesOf([sure(0), sure(2), sure(0)]), '12')[0]!.text).toBe('11');
    expect(likeliestTexts(framesOf([sure(2), sure(2)]), '12')).toEqual([]);
  });
});
