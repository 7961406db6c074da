import { describe, expect, it } from 'vitest';
import { type Piece, stripsOf } from '../../../src/documents/gradients/strips.js';

const piece = (left: number, top: number, right: number, bottom: number, level = top): Piece => ({
  box: { left, top, right, bottom },
  colour: [level, 0, 0],
});
/** Pieces of 10 × 2 from the top of a strip down. */
const column = (left: number, count = 20): Piece[] =>
  Array.from({ length: count }, (_, k) => piece(left, 2 * k, left + 10, 2 * k + 2));

describe('strips of pieces', () => {
  it('are found with their colours from the bottom, and the edges between them', () => {
    const [strip, ...others] = stripsOf(column(5));
    expect(others).toEqual([]);
    expect(strip).toMatchObject({
      orientation: 'vertical',
      box: { left: 5, top: 0, right: 15, bottom: 40 },
    });
    expect([...strip!.colours].filter((_, o) => o % 3 === 0)).toEqual(
      Array.from({ length: 20 }, (_, k) => 38 - 2 * k),
    );
    expect([...strip!.places].map((at) => Math.round(40 * at))).toEqual(
      Array.from({ length: 21 }, (_, k) => 2 * k),
    );
  });

  it('lie on what is drawn beneath them', () => {
    const ground = piece(5, 0, 15, 40, 255);
    expect(stripsOf([piece(0, 0, 90, 90), ground, ...column(5)])).toHaveLength(1);
  });

  it('may overlap: what is drawn later shows where it begins', () => {
    const wide = column(5).map(({ box, colour }) => ({ box: { ...box, bottom: box.bottom + 1 }, colour }));
    const [downwards] = stripsOf(wide);
    expect(downwards!.places[1]! * 41).toBeCloseTo(3);
    const [upwards] = stripsOf([...wide].reverse());
    expect(upwards!.places[1]! * 41).toBeCloseTo(2);
  });

  it('are no columns of a map, nor pieces whose edges were rounded to pixels', () => {
    expect(stripsOf([...column(5), ...column(15), ...column(25)])).toEqual([]);
    const rounded = Array.from({ length: 60 }, (_, k) =>
      piece(5, Math.round(1.4 * k), 15, Math.round(1.4 * k + 1.4)),
    );
    expect(stripsOf(rounded)).toEqual([]);
  });
});
