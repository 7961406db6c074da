import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendar } from '../../../../src/figure/labels/grammar/calendar.js';
import { parseNumber } from '../../../../src/figure/labels/grammar/number.js';

describe('dates and times of day', () => {
  it('are known in the notations of the world', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1850-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const [day, time] = date.toISOString().split('T') as [string, string];
          const [y, m, d] = day.split('-') as [string, string, string];
          for (const text of [
            day,
            `${y}-${m}`,
            `${y}/${m}/${d}`,
            `${m}-${d}`,
            `${d}/${m}/${y}`,
            `${Number(m)}/${Number(d)}`,
            `${d}.${m}.${y}`,
            time.slice(0, 5),
            time.slice(0, 8),
          ]) {
            expect([text, isCalendar(text)]).toEqual([text, true]);
            expect(parseNumber(text)).toEqual([]);
          }
        },
      ),
      { seed: 12 },
    );
  });

  it.each([
    '2020',
    '12.5',
    '1.5',
    '-3',
    '2020-13',
    '2020-00',
    '25:61',
    '12:3',
    '40-50',
    '5-3',
    '1e-05',
    '1-2-3',
    '',
    '-',
  ])('do not include “%s”', (text) => {
    expect(isCalendar(text)).toBe(false);
  });

  it('are never numbers', () => {
    const signs = fc.constantFrom(...'0123456789-:/.');
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 10 }), (characters) => {
        const text = characters.join('');
        expect(isCalendar(text) && parseNumber(text).length > 0).toBe(false);
      }),
      { numRuns: 3000, seed: 13 },
    );
  });
});
