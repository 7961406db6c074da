import { markdownTable } from './score.js';

/** Something that was given with a confidence, and whether it was right. */
export interface Trusted {
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Narrower where most confidences are. */
const bins = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001];

/** How many of what was given in each bin of confidence are right: the share should be the mean confidence, or more. */
export function reliabilityTable(what: string, given: readonly Trusted[]): string {
  const rows = bins.slice(1).flatMap((high, k) => {
    const low = bins[k]!;
    const inside = given.filter(({ confidence }) => confidence >= low && confidence < high);
    if (inside.length === 0) return [];
    const right = inside.filter(({ isRight }) => isRight).length;
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    return [
      [
        `${low.toFixed(2)}–${Math.min(1, high).toFixed(2)}`,
        inside.length,
        mean.toFixed(3),
        (right / inside.length).toFixed(3),
      ],
    ];
  });
  return markdownTable([`confidence in ${what}`, 'given', 'mean confidence', 'share right'], rows);
}
