import { describe, expect, it } from 'vitest';
import { shadesAlong, shadesLength, shadesMargin } from '../../../src/documents/gradients/shades.js';

/** A smooth map that no straight line joins. */
const mapAt = (t: number): number[] => [255 * t * t, 255 * (1 - t), 128 + 127 * Math.sin(5 * t)];
const rounded = (t: number): number[] => mapAt(t).map(Math.round);
const paper = [255, 255, 255];

/** The share of the shading's length at the middle of a pixel of the line. */
const shareAt = (k: number): number => (k + 0.5 - shadesMargin) / (shadesLength - 2 * shadesMargin);

/** A line as PDFium draws it: colours at k/256 from k/255 on. */
function drawn({ isDown = false, isExtended = true }): Uint8ClampedArray {
  const line = new Uint8ClampedArray(4 * shadesLength);
  for (let k = 0; k < shadesLength; k++) {
    const s = isDown ? 1 - shareAt(k) : shareAt(k);
    const step = Math.min(255, Math.max(0, Math.floor(255 * s)));
    line.set(s >= 0 && s <= 1 ? rounded(step / 256) : isExtended ? rounded(step / 256) : paper, 4 * k);
  }
  return line;
}

/** The farthest that a stop's colour lies from the map's there, sRGB units, and how many stops there are. */
function stopsOff(line: Uint8ClampedArray, isDown = false): { most: number; stops: number } {
  const { colours, places } = shadesAlong(line)!;
  const off = [...places].flatMap((place, k) =>
    mapAt(isDown ? 1 - place : place).map((level, c) => Math.abs(level - colours[3 * k + c]!)),
  );
  return { most: Math.max(...off), stops: places.length };
}

describe('the colours of a shading', () => {
  it.each([
    ['from its bottom', {}],
    ['from its bottom, with nothing beyond its ends', { isExtended: false }],
    ['from its top', { isDown: true }],
  ])('are where the map has them though they are drawn later, %s', (_, how) => {
    const { most, stops } = stopsOff(drawn(how), 'isDown' in how);
    expect(stops).toBe(256);
    expect(most).toBeLessThan(1.5);
  });

  it('are as they are drawn where every pixel has its own', () => {
    const line = new Uint8ClampedArray(4 * shadesLength);
    for (let k = 0; k < shadesLength; k++) line.set(rounded(Math.min(1, Math.max(0, shareAt(k)))), 4 * k);
    const { most, stops } = stopsOff(line);
    expect(stops).toBe(257);
    expect(most).toBeLessThan(1.5);
  });

  it('are none where there is one colour, or a hatch of two', () => {
    const flat = new Uint8ClampedArray(4 * shadesLength).fill(90);
    const halves = flat.map((level, k) => (k < flat.length / 2 ? level : 200));
    expect(shadesAlong(flat)).toBeUndefined();
    expect(shadesAlong(halves)).toBeUndefined();
  });
});
