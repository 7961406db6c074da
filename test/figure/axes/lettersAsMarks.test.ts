import { expect, it } from 'vitest';
import { withoutLetters } from '../../../src/figure/axes/lettersAsMarks.js';
import { plainEdges } from '../../../src/figure/layout/ink/edges.js';

const edges = plainEdges({ left: 80, top: 300, right: 370, bottom: 315 });
/** Numbers of three characters below a bar, every 40 pixels. */
const words = [125, 165, 205, 245].map((at) => ({
  box: { left: at - 6, top: 316, right: at + 6, bottom: 323 },
}));
const marks = (off: number, length: number) => [125, 165, 205, 245].map((at) => ({ at: at + off, length }));

it('takes no pieces of letters that come near to a bar for its marks', () => {
  const pieces = [...marks(-4, 2), { at: 168, length: 7 }, { at: 249, length: 5 }];
  expect(withoutLetters(pieces, words, edges, 'bottom')).toEqual([]);
});

it('takes marks that touch the middles of their labels, end before these or have one length, for what they are', () => {
  for (const seen of [marks(0, 3), marks(-4, 1), marks(-4, 2)])
    expect(withoutLetters(seen, words, edges, 'bottom')).toBe(seen);
});
