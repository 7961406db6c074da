import { describe, expect, it } from 'vitest';
import { ownLevels } from '../../../../src/decode/mask/rims/ownLevels.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

/** Pixels one after the other: those of a field away from ink, then suspects. */
function picture(field: readonly number[], suspects: readonly number[], ink: number) {
  const all = [...field, ...suspects, ...Array.from({ length: 40 }, () => ink)];
  const packed = Uint32Array.from(new Set(all));
  const indices = Uint32Array.from(all, (colour) => packed.indexOf(colour));
  const levels = new Set(field);
  const own = ownLevels(
    { packed, indices, counts: new Uint32Array(packed.length) },
    Uint8Array.from(packed, (colour) => (levels.has(colour) ? 1 : 0)),
    Uint8Array.from(all, (_, p) => (p < field.length ? 0 : 1)),
    Uint8Array.from(all, (_, p) => (p < field.length + suspects.length ? 0 : 1)),
    [],
  );
  return new Set(packed.filter((_, k) => own[k] === 1));
}

const mixed = (colour: number, ink: number, share: number): number =>
  [16, 8, 0].reduce((sum, shift) => {
    const [from, to] = [(colour >> shift) & 255, (ink >> shift) & 255];
    return sum | (Math.round(from + share * (to - from)) << shift);
  }, 0);

describe('levels beside ink', () => {
  const white = 0xffffff;

  it('are the field’s own on a map that bends, and not what mixtures hit on one that leads to the ink', () => {
    const random = randomSource(3);
    const bent = Array.from({ length: 2000 }, (_, i) => ((i % 100) << 17) | ((200 - (i % 100)) << 8) | 40);
    const leading = Array.from({ length: 2000 }, (_, i) => mixed(0x102040, white, (i % 100) / 120));
    for (const [field, share] of [
      [bent, 0.95],
      [leading, 0],
    ] as const) {
      const shown = Array.from({ length: 300 }, () => {
        const colour = field[Math.floor(random() * field.length)]!;
        return random() < 0.5 ? colour : mixed(colour, white, random());
      });
      const levels = new Set(field);
      const asked = new Set(shown.filter((colour) => levels.has(colour)));
      const own = [...asked].filter((colour) => picture(field, shown, white).has(colour)).length;
      if (share > 0) expect(own / asked.size).toBeGreaterThan(share);
      else expect(own / asked.size).toBeLessThan(0.5);
    }
  });

  it('are none where they have the colour of the ink', () => {
    const field = [0xffffff, 0xf0e0d0, 0x804020, 0x102040].flatMap((colour) => Array(50).fill(colour));
    expect(picture(field, field, white).has(white)).toBe(false);
    expect(picture(field, field, white).has(0x804020)).toBe(true);
  });
});
