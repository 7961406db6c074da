import { describe, expect, it } from 'vitest';
import { gridStack } from '../../src/grid/stack.js';
import { gridOf } from '../formats/anyGrid.js';

describe('gridStack', () => {
  const [wide, tall] = [gridOf([[1, 2]]), gridOf([[1], [2]])];

  it('puts frames of one size together, each with its time and range', () => {
    const stack = gridStack([wide, wide], Float64Array.of(0, 2), [[0, 1], null]);
    expect(stack.frames).toHaveLength(2);
  });

  it('refuses frames of different sizes, no frames, and frames without a time', () => {
    expect(() => gridStack([wide, tall], Float64Array.of(0, 1), [null, null])).toThrow(
      /the first is 2 × 1 and number 1 is 1 × 2/,
    );
    expect(() => gridStack([], new Float64Array(0), [])).toThrow(/0 frames/);
    expect(() => gridStack([wide], new Float64Array(0), [null])).toThrow(/0 times/);
  });
});
