import { describe, expect, it } from 'vitest';
import { dateOrders, instantOf } from '../../../../src/figure/labels/grammar/instant.js';

describe('instantOf', () => {
  it.each([
    ['2020-01', 'year first', '2020-01-01T00:00:00Z'],
    ['2020/2', 'year first', '2020-02-01T00:00:00Z'],
    ['1995', 'year first', '1995-01-01T00:00:00Z'],
    ['2020-02-29', 'year first', '2020-02-29T00:00:00Z'],
    ['2020-01-15 12:00', 'year first', '2020-01-15T12:00:00Z'],
    ['2020-01-15T23:59:30Z', 'year first', '2020-01-15T23:59:30Z'],
    ['15.01.2020', 'day first', '2020-01-15T00:00:00Z'],
    ['01/15/2020', 'month first', '2020-01-15T00:00:00Z'],
  ] as const)('reads %s with the %s as %s', (text, order, iso) => {
    expect(instantOf(text, order)).toBe(Date.parse(iso) / 1000);
  });

  it.each([
    '2021-02-29',
    '2020-13',
    '2020-01-15 24:30',
    '31.04.2020',
    '12:30',
    '01-15',
    '2020-01/15',
    '20.5',
    '',
  ])('finds no instant in %s', (text) => {
    expect(dateOrders.map((order) => instantOf(text, order))).toEqual([undefined, undefined, undefined]);
  });

  it('takes a number for a day or a month only where a calendar has it', () => {
    expect(dateOrders.filter((order) => instantOf('05/01/2020', order) !== undefined)).toEqual([
      'day first',
      'month first',
    ]);
    expect(dateOrders.filter((order) => instantOf('25/01/2020', order) !== undefined)).toEqual(['day first']);
  });
});
