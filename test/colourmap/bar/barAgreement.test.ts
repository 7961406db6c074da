import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementOf, placedByBar } from '../../../src/colourmap/bar/barAgreement.js';
import { coloursAt } from '../../../src/colourmap/maps/coloursAt.js';
import { reversedColourmap } from '../../../src/colourmap/maps/reversed.js';
import type { Colourmap } from '../../../src/model/types.js';

/** Maps that get lighter all the way, so that no colour occurs twice. */
const maps = fc
  .array(
    fc.tuple(
      fc.integer({ min: 4, max: 30 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
    ),
    { minLength: 3, maxLength: 8 },
  )
  .map((steps): Colourmap => {
    let lightness = 0;
    const colours = steps.flatMap(([rise, green, blue]) => {
      lightness += rise;
      return [lightness, Math.min(255, lightness / 2 + green), Math.min(255, lightness / 2 + blue)];
    });
    const n = steps.length;
    return {
      colours: Float64Array.from(colours),
      positions: Float64Array.from({ length: n }, (_, i) => i / (n - 1)),
      closed: false,
      source: 'colourbar',
      accuracy: { standardError: 0.001, endsKnown: true },
      confidence: 1,
    };
  });
const shares = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 40 });

/** The bar's colours at the given thousandths, as an order that was found in pixels: evenly spaced. */
function orderOf(bar: Colourmap, thousandths: readonly number[]): Colourmap {
  const at = Float64Array.from(thousandths, (v) => v / 1000);
  return {
    colours: coloursAt(bar, at),
    positions: at.map((_, i) => i / (at.length - 1)),
    closed: false,
    source: 'walk',
    accuracy: { standardError: 0, endsKnown: false },
    confidence: 0.7,
  };
}

describe('what a bar says of a map', () => {
  it('is nothing against its own, and as much against the turned one either way', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const same = disagreementOf(map, map);
        const turned = disagreementOf(map, reversedColourmap(map));
        expect(same.error).toBeLessThan(1e-6);
        expect(turned.turned).toBeLessThan(1e-6);
        expect(turned.error).toBeCloseTo(same.turned, 6);
        expect(turned.error).toBeGreaterThan(0.3);
      }),
      { numRuns: 50, seed: 3 },
    );
  });

  it('is more, the farther its colours lie from the map', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 5, max: 20 }), (map, off) => {
        const moved = (by: number): Colourmap => ({
          ...map,
          colours: map.colours.map((c, i) => c + (i % 3 === 0 ? 0 : by)),
        });
        expect(disagreementOf(moved(2 * off), map).error).toBeGreaterThan(
          disagreementOf(moved(off), map).error,
        );
      }),
      { numRuns: 50, seed: 4 },
    );
  });
});

describe('an order put on a bar', () => {
  it('gets the places that its colours have there, whichever way it runs', () => {
    fc.assert(
      fc.property(maps, shares, fc.boolean(), (bar, chosen, falls) => {
        const ascending = [...chosen].sort((a, b) => a - b);
        const order = orderOf(bar, falls ? ascending.toReversed() : ascending);
        const placed = placedByBar(order, bar)!;
        placed.positions.forEach((t, i) => {
          expect(Math.abs(t - ascending[i]! / 1000)).toBeLessThan(1e-6);
        });
        expect(placed.colours).toEqual(orderOf(bar, ascending).colours);
        expect(placed).toMatchObject({ source: 'walk', confidence: 0.7 });
        expect(placed.accuracy).toEqual({ standardError: 0.001, endsKnown: true });
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it('is refused where it runs to and fro along the bar', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 60, max: 400 }), (bar, back) => {
        expect(placedByBar(orderOf(bar, [0, 500, 500 - back, 1000]), bar)).toBeUndefined();
      }),
      { numRuns: 50, seed: 6 },
    );
  });

  it('may step back by less than the noise of its colours', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 0, max: 40 }), (bar, back) => {
        const { positions } = placedByBar(orderOf(bar, [0, 500, 500 - back, 1000]), bar)!;
        positions.forEach((t, i) => {
          if (i > 0) expect(t).toBeGreaterThanOrEqual(positions[i - 1]!);
        });
      }),
      { numRuns: 50, seed: 7 },
    );
  });
});
