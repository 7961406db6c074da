import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../../src/colourmap/bar/fromColourbar.js';
import { RecoveryError, UsageError } from '../../../src/model/errors.js';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { pointsAt } from '../../../src/numeric/curves/polyline.js';
import { type Paint, paintedBar, rainbow } from './paintedBar.js';

/** Largest distance between a map and the law it was painted with, over its inner part. */
function worstColour(map: Colourmap, paint: Paint): number {
  const at = Float64Array.from({ length: 91 }, (_, i) => 0.05 + 0.01 * i);
  const points = pointsAt(map.colours, map.positions, at);
  return Math.max(...[...at].map((t, i) => Math.hypot(...paint(t).map((v, c) => v - points[3 * i + c]!))));
}

describe('reading a colourmap off a colourbar', () => {
  it('recognises the usual numbers of levels and where the bar truly ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(256, 128, 64, 100),
        // The frame is drawn half a pixel outside: from there on a whole level looks the same.
        fc.double({ min: -0.45, max: 0, noNaN: true }),
        fc.boolean(),
        (levels, low, vertical) => {
          const { raster, box } = paintedBar(rainbow, { levels, low, vertical });
          const { colourmap, lowAt, lowEnd } = colourmapFromColourbar(raster, box);
          expect(colourmap.levels).toBe(levels);
          expect(lowEnd).toBe(vertical ? 'bottom' : 'left');
          // A level of 64 is 5.6 rows high: its phase says less than that of 256.
          const tolerance = levels === 256 ? 0.3 : 1;
          expect(Math.abs(lowAt - (vertical ? box.bottom - low : box.left + low))).toBeLessThan(tolerance);
          expect(worstColour(colourmap, rainbow)).toBeLessThan(levels === 256 ? 2 : 6);
        },
      ),
      { numRuns: 8, seed: 5 },
    );
  });

  it('gives each level its own colour wherever the bar has a pixel for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 620, max: 800 }),
        fc.double({ min: -0.45, max: 0, noNaN: true }),
        (length, low) => {
          const { raster, box } = paintedBar(rainbow, { length, low, unevenness: 0.2 });
          const { colours, positions, levels } = colourmapFromColourbar(raster, box).colourmap;
          expect(levels).toBe(256);
          const wrong = [...positions.keys()].filter((i) => {
            const t = positions[i]!;
            const inner = t > 0.02 && t < 0.98;
            return inner && rainbow(t).some((v, c) => Math.round(v) !== colours[3 * i + c]);
          });
          expect(wrong).toEqual([]);
          expect(positions.length).toBeGreaterThanOrEqual(256);
        },
      ),
      { numRuns: 20, seed: 6 },
    );
  });

  it('finds the same levels when the box lies a pixel inside the frame or outside it', () => {
    const { raster, box } = paintedBar(rainbow, { low: -0.2 });
    for (const off of [-1, 0, 1]) {
      const { colourmap, lowAt } = colourmapFromColourbar(raster, {
        ...box,
        top: box.top + off,
        bottom: box.bottom - off,
      });
      expect(colourmap.levels).toBe(256);
      expect(lowAt).toBeCloseTo(box.bottom + 0.2, 0);
    }
  });

  it('runs from 0 to 1 in ascending positions', () => {
    const { raster, box } = paintedBar(rainbow);
    const { positions } = colourmapFromColourbar(raster, box).colourmap;
    expect(positions[0]).toBe(0);
    expect(positions.at(-1)).toBe(1);
    expect(positions.every((p, i) => i === 0 || p > positions[i - 1]!)).toBe(true);
  });

  it('turns the map round when told that low is at the other end', () => {
    const { raster, box } = paintedBar(rainbow);
    const usual = colourmapFromColourbar(raster, box);
    const flipped = colourmapFromColourbar(raster, box, { flipped: true });
    expect(flipped.lowEnd).toBe('top');
    const a = pointsAt(usual.colourmap.colours, usual.colourmap.positions, Float64Array.of(0.2));
    const b = pointsAt(flipped.colourmap.colours, flipped.colourmap.positions, Float64Array.of(0.8));
    for (let c = 0; c < 3; c++) expect(Math.abs(a[c]! - b[c]!)).toBeLessThan(2);
  });

  it('is not disturbed by ticks, a label and thin lines over the bar', () => {
    const { raster, box } = paintedBar(rainbow);
    const marked: Raster = { ...raster, data: raster.data.slice() };
    const blacken = (x: number, y: number): void => marked.data.set([0, 0, 0], 4 * (y * raster.width + x));
    for (let y = box.top + 30; y < box.bottom; y += 60) {
      for (let x = box.left; x < box.left + 5; x++) blacken(x, y);
      for (let x = box.left; x < box.right; x++) blacken(x, y + 20);
    }
    for (let y = box.top + 100; y < box.top + 112; y++)
      for (let x = box.left + 8; x < box.left + 12; x++) blacken(x, y);
    expect(worstColour(colourmapFromColourbar(marked, box).colourmap, rainbow)).toBeLessThan(4);
  });

  it('recognises equal and unequal bands', () => {
    const equal = Array.from({ length: 11 }, (_, i) => i / 10);
    const unequal = [0, 0.05, 0.2, 0.5, 0.6, 1];
    for (const edges of [equal, unequal]) {
      const { raster, box } = paintedBar(rainbow, { edges });
      const { colourmap, equalSteps } = colourmapFromColourbar(raster, box);
      expect(colourmap.bands).toBeDefined();
      expect(equalSteps).toBe(edges === equal);
      expect(colourmap.bands).toHaveLength(edges.length);
      edges.forEach((e, i) => {
        expect(Math.abs(colourmap.bands![i]! - e)).toBeLessThan(0.006);
      });
      expect(colourmap.positions).toHaveLength(edges.length - 1);
    }
  });

  it('does not take a continuous bar for a stepped one, however tall', () => {
    const { raster, box } = paintedBar(rainbow, { length: 1100 });
    const { colourmap } = colourmapFromColourbar(raster, box);
    expect(colourmap.bands).toBeUndefined();
    expect(colourmap.levels).toBe(256);
  });

  it('recognises an arrow beyond the end, in or out of the box', () => {
    const above = [90, 0, 120] as const;
    const { raster, box } = paintedBar(rainbow, { above });
    for (const top of [box.top, box.top - 18]) {
      const { colourmap, extensions } = colourmapFromColourbar(raster, { ...box, top });
      expect(extensions.high).toBe('pointed');
      expect(extensions.low).toBeUndefined();
      expect(colourmap.above).toEqual([...above]);
      expect(worstColour(colourmap, rainbow)).toBeLessThan(4);
    }
  });

  it('reads a JPEG of the bar nearly as well', async () => {
    const { raster, box } = paintedBar(rainbow);
    const file = await sharp(raster.data, {
      raw: { width: raster.width, height: raster.height, channels: 4 },
    })
      .removeAlpha()
      .jpeg({ quality: 88, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const data = await sharp(file).ensureAlpha().raw().toBuffer();
    const decoded = { ...raster, data: new Uint8ClampedArray(data) };
    const { colourmap, noise } = colourmapFromColourbar(decoded, box);
    expect(noise).toBeGreaterThan(0.2);
    expect(colourmap.levels).toBeUndefined();
    expect(worstColour(colourmap, rainbow)).toBeLessThan(9);
  });

  it('says what is wrong with a box', () => {
    const { raster } = paintedBar(rainbow);
    expect(() => colourmapFromColourbar(raster, { left: 0, top: 0, right: 900, bottom: 9 })).toThrow(
      UsageError,
    );
    expect(() => colourmapFromColourbar(raster, { left: 2, top: 2, right: 12, bottom: 90 })).toThrow(
      RecoveryError,
    );
  });
});
