import { describe, expect, it } from 'vitest';
import { isLongitudeLatitude } from '../../../src/grid/coordinates/geographic.js';
import type { GridAxis } from '../../../src/model/types.js';
import { gridOf } from '../../formats/anyGrid.js';

const axis = (a: number, b: number, units?: string): GridAxis => ({
  scale: 'linear',
  edges: [a, b],
  ...(units && { units }),
});
const isMap = (xAxis: GridAxis, yAxis: GridAxis) =>
  isLongitudeLatitude({ ...gridOf([Array.from({ length: 90 }, () => 1)]), height: 90, xAxis, yAxis });

describe('isLongitudeLatitude', () => {
  it('is so of degrees that can be', () => {
    expect(isMap(axis(-20, 40, '°'), axis(70, 30, '°'))).toBe(true);
    expect(isMap(axis(0, 360, 'degrees_east'), axis(90.5, -90.5, 'degrees_north'))).toBe(true);
    expect(isMap(axis(-180, 180, 'degrees_east'), axis(0, 10, '°'))).toBe(true);
  });

  it('is not so of other angles, of one axis alone, and of what is no angle', () => {
    expect(isMap(axis(-180, 180, '°'), axis(180, -180, '°'))).toBe(false);
    expect(isMap(axis(0, 720, '°'), axis(90, -90, '°'))).toBe(false);
    expect(isMap(axis(-20, 40), axis(70, 30, '°'))).toBe(false);
    expect(isMap(axis(-20, 40, 'degrees_north'), axis(70, 30, 'degrees_north'))).toBe(false);
    expect(isMap(axis(-20, 40, '°'), { ...axis(70, 30, '°'), scale: 'log' })).toBe(false);
  });
});
