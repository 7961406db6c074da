import { describe, expect, it } from 'vitest';
import {
  boxArgument,
  cellsArgument,
  choiceArgument,
  colourArgument,
  numberArgument,
  pairArgument,
} from '../../../src/cli/options/arguments.js';
import { UsageError } from '../../../src/model/errors.js';

describe('option values', () => {
  it('are read as people write them', () => {
    expect(boxArgument('--plot', ['all'])('80,58,477,427')).toEqual({
      left: 80,
      top: 58,
      right: 477,
      bottom: 427,
    });
    expect(boxArgument('--plot', ['all'])('all')).toBe('all');
    expect(pairArgument('--range', 'lo,hi')('-1e-5,310.15')).toEqual([-1e-5, 310.15]);
    expect(pairArgument('--range', 'lo,hi')('0,-7')).toEqual([0, -7]);
    expect(colourArgument('--missing')('#ff8000')).toEqual([255, 128, 0]);
    expect(colourArgument('--missing')('08f')).toEqual([0, 136, 255]);
    expect(colourArgument('--missing')('White')).toEqual([255, 255, 255]);
    expect(numberArgument('--panel', { min: 1, whole: true })('3')).toBe(3);
    expect(cellsArgument('--cells')('9x12')).toEqual({ rows: 9, columns: 12 });
    expect(choiceArgument('--scale', ['linear', 'log'])('log')).toBe('log');
  });

  it.each([
    [boxArgument('--plot', ['all']), '1,2,3'],
    [boxArgument('--plot', ['all']), '1,2,3,4.5'],
    [boxArgument('--plot', ['all']), '1,2,3,'],
    [pairArgument('--range', 'lo,hi'), '5'],
    [pairArgument('--range', 'lo,hi'), '5,5'],
    [pairArgument('--range', 'lo,hi'), '0x10,20'],
    [pairArgument('--range', 'lo,hi'), 'NaN,1'],
    [pairArgument('--range', 'lo,hi'), '1,1e999'],
    [colourArgument('--missing'), 'mauve'],
    [numberArgument('--panel', { min: 1, whole: true }), '0'],
    [numberArgument('--panel', { min: 1, whole: true }), '1.5'],
    [cellsArgument('--cells'), '9x'],
    [choiceArgument('--scale', ['linear', 'log']), 'ln'],
  ])('refuse nonsense with a UsageError that repeats it (%#: %s)', (parse, text) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(`“${text}”`);
  });
});
