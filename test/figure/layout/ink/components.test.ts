import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { components, opened } from '../../../../src/figure/layout/ink/components.js';

const mask = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 1 }), { minLength: width * height, maxLength: width * height })
      .map((bits) => ({ width, height, bits: Uint8Array.from(bits) })),
  );

/** The naive way: flood each unseen pixel. */
function flood(bits: Uint8Array, width: number, height: number): Set<number>[] {
  const seen = new Set<number>();
  const groups: Set<number>[] = [];
  for (let start = 0; start < bits.length; start++) {
    if (bits[start] === 0 || seen.has(start)) continue;
    const group = new Set([start]);
    for (const i of group)
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const x = (i % width) + dx;
          const y = Math.floor(i / width) + dy;
          if (x >= 0 && y >= 0 && x < width && y < height && bits[y * width + x] === 1)
            group.add(y * width + x);
        }
    for (const i of group) seen.add(i);
    groups.push(group);
  }
  return groups;
}

describe('components', () => {
  it('are those that flooding finds, in order, with their boxes and areas', () => {
    fc.assert(
      fc.property(mask, ({ width, height, bits }) => {
        const { labels, list } = components(bits, width, height);
        const groups = flood(bits, width, height);
        expect(list).toHaveLength(groups.length);
        groups.forEach((group, k) => {
          const xs = [...group].map((i) => i % width);
          const ys = [...group].map((i) => Math.floor(i / width));
          expect(list[k]).toEqual({
            label: k + 1,
            area: group.size,
            box: {
              left: Math.min(...xs),
              top: Math.min(...ys),
              right: Math.max(...xs) + 1,
              bottom: Math.max(...ys) + 1,
            },
          });
          for (const i of group) expect(labels[i]).toBe(k + 1);
        });
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});

describe('the opening', () => {
  it('keeps exactly the pixels that some whole square within the mask covers', () => {
    fc.assert(
      fc.property(mask, ({ width, height, bits }) => {
        const expected = new Uint8Array(bits.length);
        for (let y = 0; y + 3 <= height; y++)
          for (let x = 0; x + 3 <= width; x++) {
            const square = [0, 1, 2].flatMap((dy) => [0, 1, 2].map((dx) => (y + dy) * width + x + dx));
            if (square.every((i) => bits[i] === 1)) for (const i of square) expected[i] = 1;
          }
        expect(opened(bits, width, height, 3)).toEqual(expected);
      }),
      { numRuns: 150, seed: 6 },
    );
  });
});
