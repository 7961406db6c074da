import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../src/cli/messages/printable.js';

describe('text for a terminal', () => {
  it('shows what would have moved the cursor, coloured the screen or turned the direction', () => {
    expect(printable('a\u001b[31mb\nc\u202ed')).toBe('a\\u001b[31mb\\u000ac\\u202ed');
    expect(printable('größe 1…2 µm, 温度.png')).toBe('größe 1…2 µm, 温度.png');
  });

  it('is one line without controls, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
      }),
    );
  });
});
