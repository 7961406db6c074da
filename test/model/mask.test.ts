import { expect, it } from 'vitest';
import { isEmpty } from '../../src/model/mask.js';

it('finds a mark wherever it lies in a mask of any length and place', () => {
  for (let length = 0; length < 10; length++)
    for (let start = 0; start < 5; start++) {
      const around = new Uint8Array(20).fill(1);
      const mask = around.subarray(start, start + length).fill(0);
      expect(isEmpty(mask)).toBe(true);
      for (let p = 0; p < length; p++) {
        mask[p] = 128;
        expect(isEmpty(mask)).toBe(false);
        mask[p] = 0;
      }
    }
});
