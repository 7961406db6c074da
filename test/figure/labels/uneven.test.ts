import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../src/figure/labels/grammar/number.js';
import type { LabelledTick } from '../../../src/figure/labels/law.js';
import { unevenLaw } from '../../../src/figure/labels/uneven.js';

const tick = (at: number, value: number): LabelledTick => ({
  at,
  placed: true,
  marked: true,
  text: String(value),
  candidates: parseNumber(String(value)),
  tolerance: 1.6,
});

/** A bar from 10 (at 300) over 13 (at 160) to 20 (at 10.5), as matplotlib's two-slope norm draws one. */
const place = (value: number): number =>
  value < 13 ? 300 - ((value - 10) * 140) / 3 : 160 - ((value - 13) * 149.5) / 7;
const ends = [place(10), place(20)] as const;
const ticks = [12, 14, 16, 18].map((value) => tick(Math.round(place(value)) + 0.5, value));

/** The label of an end whose mark the corner of the frame hides: it is centred on the end, more or less. */
const atEnd = (value: number, off: number): LabelledTick => {
  const { marked: _, placed: __, ...rest } = tick(place(value) + off, value);
  return { ...rest, also: place(value), tolerance: 2.5 };
};

describe('a law through labels at uneven places', () => {
  it('takes outer labels to stand at the ends that they are centred on', () => {
    const law = unevenLaw([...ticks, atEnd(10, -1.5), atEnd(20, 1)], ends)!;
    expect(law.read[0]).toEqual({ at: place(20), value: 20, text: '20' });
    expect(law.read.at(-1)).toEqual({ at: place(10), value: 10, text: '10' });
    expect(law.confidence).toBeGreaterThan(0.5);
    // Nothing says that labels stand at marks here.
    const bare = ticks.map(({ marked: _, ...rest }) => rest);
    expect(unevenLaw([...bare, atEnd(10, -1.5), atEnd(20, 1)], ends)).toBeNull();
  });

  it('has the place between two labels where two slopes meet', () => {
    const { read } = unevenLaw([...ticks, tick(10.5, 20), tick(300, 10)], ends)!;
    const kink = read.find(({ text }) => text === '')!;
    expect(Math.abs(kink.value - 13)).toBeLessThan(0.1);
    expect(Math.abs(kink.at - 160)).toBeLessThan(2);
  });

  it('supposes no such place where slopes meet at a label', () => {
    const corner = [tick(300, 0), tick(240.5, 2), tick(180, 4), tick(100, 6), tick(20.5, 8)];
    expect(unevenLaw(corner, [300, 20.5])!.read).toHaveLength(5);
  });

  it('goes on beyond its last labels the way that these go', () => {
    const bent = [tick(60.5, 4), tick(99.5, 2), tick(138.5, 0), tick(176.5, -2), tick(264.5, -4)];
    const { read, confidence } = unevenLaw(bent, [43.5, 307])!;
    expect(read.at(-1)!.value).toBeLessThan(-4);
    expect(confidence).toBeLessThan(0.5);
  });

  it('is not sure where labels in even steps are at even places but for one without a mark that may be held in at an end', () => {
    const word = (at: number, value: number): LabelledTick => ({ ...tick(at, value), marked: false });
    const held = [word(11, 15), word(65, 10), word(139, 5), word(213, 0)];
    expect(unevenLaw(held, [223, 1])!.confidence).toBeLessThan(0.5);
  });
});
