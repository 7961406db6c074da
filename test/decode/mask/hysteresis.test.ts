import { describe, expect, it } from 'vitest';
import { hysteresis } from '../../../src/decode/mask/hysteresis.js';

describe('pixels off the map', () => {
  it('grow through connected faint pixels only', () => {
    const row = Float32Array.of(0, 5, 5, 9, 5, 0, 5, 5, 0);
    expect([...hysteresis(row, new Uint8Array(9), 9, 1, 4, 7)]).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0]);
  });
});
