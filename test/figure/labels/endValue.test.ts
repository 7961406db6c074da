import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endValue, endValues } from '../../../src/figure/labels/endValue.js';
import { type Calibration, valueAt } from '../../../src/figure/labels/law.js';

const law = (slope: number, intercept: number, read: Calibration['read'] = []): Calibration => ({
  scale: 'linear',
  slope,
  intercept,
  read,
  dropped: [],
  confidence: 1,
});

describe('the value at an end', () => {
  it('is never farther from the law than the pixels leave open', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (slope, intercept, pixel) => {
          const own = law(slope, intercept);
          expect(Math.abs(endValue(own, pixel) - valueAt(own, pixel))).toBeLessThanOrEqual(0.81 * slope);
        },
      ),
      { seed: 7 },
    );
  });

  it('is that of a tick which marks the end', () => {
    const own = law(0.5, 0, [{ at: 101, value: 50.5, text: '50.5' }]);
    expect(endValue(own, 100)).toBe(50.5);
    expect(endValue(own, 98)).not.toBe(50.5);
  });

  it('is a short number only where such numbers are seldom near', () => {
    expect(endValue(law(1, 0), 99.6)).toBe(100);
    expect(endValue(law(2, 0), 129.5)).toBe(259);
  });
});

describe('the values at both ends', () => {
  it('are those of ticks that seem to lie just beyond', () => {
    const read = [
      { at: 10, value: 0, text: '0' },
      { at: 110, value: 100, text: '100' },
    ];
    expect(endValues(law(1, -10, read), [12.5, 107.5])).toEqual([0, 100]);
  });

  it('are symmetric about zero where that is in the middle to a pixel', () => {
    const [low, high] = endValues(law(0.137, -27.4), [100.3, 300.2]);
    expect(low).toBe(-high);
    const [other, top] = endValues(law(0.137, -27.4), [103, 300.2]);
    expect(other).not.toBe(-top);
  });

  it('are what labels at both ends say, though these are symmetric about zero to a pixel', () => {
    const written = [
      { at: 100, value: -66.9, text: '-6.69e+01' },
      { at: 300, value: 67.3, text: '6.73e+01' },
    ];
    expect(endValues(law(0.671, -134, written), [100, 300])).toEqual([-66.9, 67.3]);
  });

  it('are not made symmetric by a logarithm, nor where both are on one side of zero', () => {
    expect(endValues({ ...law(0.01, -2), scale: 'log' }, [100, 300])).toEqual([0.1, 10]);
    expect(endValues(law(1, 0), [10, 20])).toEqual([10, 20]);
  });

  it('is that of a label two pixels away in a picture that was straightened, and not in one that is upright', () => {
    const own = law(-18.3, 4966, [{ at: 96.5, value: 3200, text: '3200' }]);
    expect(endValue(own, 94, 'straightened')).toBe(3200);
    expect(endValue(own, 94)).not.toBe(3200);
  });
});
