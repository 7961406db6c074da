import { describe, expect, it } from 'vitest';
import { pointTable } from '../../src/formats/readPoints.js';
import { InputError } from '../../src/model/errors.js';

const pointsOf = (text: string) => pointTable(text, 'p.csv').rows.map(({ point }) => point);

describe('pointTable', () => {
  it('takes the columns named x and y, or the first two, whatever separates them', () => {
    expect(pointsOf('1,2\n3.5,-4e1\n')).toEqual([
      [1, 2],
      [3.5, -40],
    ]);
    expect(pointsOf('\ufeffname;Y;X\r\n"a;b";2;1\r\n\r\n')).toEqual([[1, 2]]);
    expect(pointsOf('station\tlat\tlon\nA\t51\t10')).toEqual([[10, 51]]);
  });

  it('keeps the lines as they are', () => {
    const { header, separator, rows } = pointTable('name, x ,y\n"Smith, J.",1,2\n', 'p.csv');
    expect([header, separator]).toEqual(['name, x ,y', ',']);
    expect(rows).toEqual([{ line: '"Smith, J.",1,2', point: [1, 2] }]);
  });

  it.each([
    ['', /is empty/],
    ['a,b\n1,2', /expects columns named x and y/],
    ['1,2\n3', /p\.csv, line 2: expected two numbers x and y, but received “3”/],
    ['x,y\n1,', /line 2/],
  ])('refuses what holds no places (%j)', (text, reason) => {
    expect(() => pointTable(text, 'p.csv')).toThrow(InputError);
    expect(() => pointTable(text, 'p.csv')).toThrow(reason);
  });
});
