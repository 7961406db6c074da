import { describe, expect, it } from 'vitest';
import { fieldSteps } from '../../../src/decode/mask/fieldSteps.js';

/** A map that bends at grey 100: dark to grey in greys, on to red. */
const colourAt = (s: number): [number, number, number] => (s <= 100 ? [s, s, s] : [s, 100, 100]);

/** Five equal rows of the given colours, with the arcs of those that lie on the map (null: off it). */
function rows(line: readonly (readonly [colour: readonly number[], arc: number | null])[]) {
  const all = Array.from({ length: 5 }, () => line).flat();
  return {
    off: Uint8Array.from(all, ([, arc]) => (arc === null ? 1 : 0)),
    field: {
      width: line.length,
      height: 5,
      colours: all.flatMap(([colour]) => [...colour]),
      indices: Uint32Array.from(all.keys()),
      arcs: Float32Array.from(all, ([, arc]) => arc ?? Number.NaN),
    },
  };
}

const flat = (s: number) => [colourAt(s), s] as const;
const mixed = (a: number, b: number, share: number) =>
  [colourAt(a).map((v, c) => (1 - share) * v + share * colourAt(b)[c]!), null] as const;

describe('steps of the field', () => {
  it('lie between the arcs of both sides, as their colours do, wherever the map bends between them', () => {
    const { off, field } = rows([
      flat(20),
      flat(20),
      mixed(20, 200, 0.3),
      mixed(20, 200, 0.8),
      flat(200),
      flat(200),
    ]);
    const { arcs, distance } = fieldSteps(field, off, 2);
    expect(arcs[6 + 2]).toBeCloseTo(20 + 0.3 * 180, 3);
    expect(arcs[6 + 3]).toBeCloseTo(20 + 0.8 * 180, 3);
    expect(distance[6 + 2]).toBeLessThan(1e-3);
    expect(arcs[6]).toBeNaN();
  });

  it('are none where a colour of its own comes between, or one side is not known', () => {
    for (const line of [
      [flat(20), flat(20), [[0, 120, 0], null], flat(200), flat(200)],
      [flat(90), flat(90), [[10, 10, 10], null], flat(95), flat(95)],
      [mixed(20, 200, 0.3), mixed(20, 200, 0.3), flat(200), flat(200), flat(200)],
    ] as const) {
      const { off, field } = rows(line);
      expect(fieldSteps(field, off, 2).arcs.every(Number.isNaN)).toBe(true);
    }
  });
});
