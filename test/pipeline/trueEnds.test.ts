import { expect, it } from 'vitest';
import type { FromColourbar } from '../../src/colourmap/bar/fromColourbar.js';
import { valuesAtTrueEnds } from '../../src/pipeline/panel/trueEnds.js';

const named = { colourmap: { name: 'viridis' }, lowAt: 460.8, highAt: 181.5 } as unknown as FromColourbar;
const values = { scale: 'linear', range: [0, 1] } as const;
const ends = [456.1, 181.5] as const;

/** The law of 0 and 1, read at two places along an upright bar. */
const lawOf = (low: number, high: number) => ({
  scale: 'linear' as const,
  slope: 1 / (high - low),
  intercept: -low / (high - low),
  read: [
    { at: low, value: 0, text: '0' },
    { at: high, value: 1, text: '1' },
  ],
  dropped: [],
  confidence: 0.8,
});

it('leaves an end the value that its own label says, wherever the end is', () => {
  expect(valuesAtTrueEnds(named, values, { law: lawOf(456.1, 181.5), ends })?.range).toEqual([0, 1]);
});

it('reads an end again where labels stand at marks of their own', () => {
  const [low] = valuesAtTrueEnds(named, values, { law: lawOf(455.2, 182.9), ends })!.range;
  expect(low).toBeLessThan(-0.01);
});
