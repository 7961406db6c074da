import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import { crop, validateBox } from '../../src/raster/crop.js';

const raster = { width: 4, height: 3, data: Uint8ClampedArray.from({ length: 48 }, (_, i) => i) };

describe('crop', () => {
  it('takes the pixels from left and top up to but not including right and bottom', () => {
    const cropped = crop(raster, { left: 1, top: 1, right: 3, bottom: 3 });
    expect([cropped.width, cropped.height]).toEqual([2, 2]);
    expect([...cropped.data]).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 36, 37, 38, 39, 40, 41, 42, 43]);
  });
});

describe('validateBox', () => {
  it('refuses boxes that are empty, outside or not whole, and says what came', () => {
    for (const box of [
      { left: 2, top: 0, right: 2, bottom: 3 },
      { left: -1, top: 0, right: 2, bottom: 3 },
      { left: 0, top: 0, right: 5, bottom: 3 },
      { left: 0, top: 0.5, right: 2, bottom: 3 },
    ]) {
      expect(() => validateBox(box, 4, 3, 'plot')).toThrow(UsageError);
      expect(() => validateBox(box, 4, 3, 'plot')).toThrow(`received ${box.left},${box.top}`);
    }
    expect(() => validateBox({ left: 0, top: 0, right: 4, bottom: 3 }, 4, 3, 'plot')).not.toThrow();
  });
});
