import { randomSource } from '../../../src/numeric/randomSource.js';

/** Random choices from one seeded source; each call moves the source on. */
export interface Draws {
  /** In [low, high). */
  uniform(low: number, high: number): number;
  /** Whole, both ends included. */
  integer(low: number, high: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  chance(probability: number): boolean;
  pick<T>(options: readonly T[]): T;
}

/** The draws of one stream of a seed: streams of a seed, and the same stream of two seeds, have nothing in common. */
export function drawsOf(seed: number, stream: number): Draws {
  // Multiplying by two large odd numbers spreads neighbouring seeds and streams over the states of the generator.
  const random = randomSource(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b));
  const uniform = (low: number, high: number) => low + (high - low) * random();
  const integer = (low: number, high: number) => low + Math.floor((high - low + 1) * random());
  return {
    uniform,
    integer,
    // Box and Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    chance: (probability) => random() < probability,
    pick: (options) => options[integer(0, options.length - 1)]!,
  };
}

/**
 * Item `index` of an endless sequence that goes through all of `items` in a new order each time round: kinds come up
 * equally often, and item i does not depend on how many are asked for.
 */
export function dealt<T>(items: readonly T[], seed: number, stream: number, index: number): T {
  const round = Math.floor(index / items.length);
  const draw = drawsOf(seed, stream + 1000 * round);
  const deck = [...items];
  for (let i = deck.length - 1; i > 0; i--) {
    const j = draw.integer(0, i);
    [deck[i], deck[j]] = [deck[j]!, deck[i]!];
  }
  return deck[index % items.length]!;
}
