import { describe, expect, it } from 'vitest';
import { cardsOf } from '../../../src/figure/cards/cards.js';
import { inspect } from '../../../src/figure/inspect.js';
import { contains } from '../../../src/figure/layout/ink/rectangle.js';
import { onCards } from '../../../src/figure/onCards.js';
import type { Box } from '../../../src/model/types.js';
import { drawing, hue, waves } from '../drawing.js';

const cards: readonly Box[] = [
  { left: 20, top: 40, right: 430, bottom: 320 },
  { left: 460, top: 40, right: 870, bottom: 320 },
];

/** A page of two cards, each with a plot and a bar below it that goes from 0 to what is given. */
function dashboard(ground: readonly number[], border: readonly number[]) {
  const drawn = drawing(900, 340, ground);
  drawn.write('2023', [60, 20]);
  [40, 8].forEach((most, c) => {
    const { left, top, right, bottom } = cards[c]!;
    drawn.fill({ left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 }, () => border);
    drawn.fill(cards[c]!, () => [255, 255, 255]);
    drawn.fill({ left: left + 40, top: 60, right: left + 380, bottom: 240 }, (x, y) => hue(waves(x, y)));
    // The first one's bar touches its card.
    const start = left + 20 * c;
    drawn.fill({ left: start, top: 262, right: start + 240, bottom: 274 }, (x) =>
      hue((x - start + 0.5) / 240),
    );
    for (const k of [0, 1, 2, 3, 4]) {
      const at = start + Math.min(239, 60 * k);
      drawn.fill({ left: at, top: 274, right: at + 1, bottom: 279 }, () => [0, 0, 0]);
      drawn.write(String((most / 4) * k), [at + (k === 0 ? 5 : 0.5), 291]);
    }
  });
  return drawn.raster;
}

describe('cards of a page', () => {
  it.each([
    ['by a line', [255, 255, 255], [190, 190, 190]],
    ['by the ground', [232, 234, 238], [232, 234, 238]],
  ])('are parted from it %s', (_, ground, border) => {
    // No more of them than a border of one pixel is left out.
    const inside = cards.map((box) => ({
      left: box.left + 1,
      top: box.top + 1,
      right: box.right - 1,
      bottom: box.bottom - 1,
    }));
    const found = cardsOf(dashboard(ground, border), false);
    expect(found).toHaveLength(2);
    found.forEach((box, k) => {
      expect(contains(cards[k]!, box)).toBe(true);
      expect(contains(box, inside[k]!)).toBe(true);
    });
  });

  it('are no plots in their frames, which data reach', () => {
    const { raster, fill } = drawing(900, 340, [255, 255, 255]);
    for (const box of cards) fill(box, (x, y) => hue(waves(x, y)));
    expect(cardsOf(raster, false)).toEqual([]);
  });

  it('have the ranges of their own bars', async () => {
    const { panels } = await inspect(dashboard([255, 255, 255], [190, 190, 190]));
    expect(panels.map(({ range }) => range?.[1])).toEqual([40, 8]);
  });

  it('are not looked at again where something was read', async () => {
    const raster = dashboard([255, 255, 255], [190, 190, 190]);
    const found = await inspect(raster);
    expect(await onCards(raster, found, false, () => expect.fail('no card is left'))).toBe(found);
  });

  it('are looked at alone where maps fill them', async () => {
    const { raster, fill } = drawing(900, 340, [255, 255, 255]);
    for (const box of cards) fill(box, (x, y) => hue(waves(x, y)));
    const found = await inspect(raster, { cells: false });
    const sizes: string[] = [];
    const nothing = { panels: [], warnings: [] };
    await onCards(raster, found, false, async ({ width, height }) => {
      sizes.push(`${width} × ${height}`);
      return { width, height, ...nothing };
    });
    expect(sizes).toEqual(['410 × 280', '410 × 280']);
  });
});
