import { fitCalibration } from '../labels/calibration.js';
import { dateOrders, instantOf } from '../labels/grammar/instant.js';
import { type AgreedLaw, IMPROBABILITY, type LabelledTick } from '../labels/law.js';
import type { WordReading } from '../labels/readWord.js';

/**
 * The law of an axis whose labels are dates with their years: seconds since 1970-01-01T00:00:00Z, linear in time, so that months are as
 * long as they are. Null where too few labels are such dates, where they are not linear in time, and where day and month
 * could be either number in all of them.
 *
 * @param ticks the labels' places
 * @param readings what each of them says
 * @param ends pixel coordinates of the axis' two ends
 */
export function dateLaw(
  ticks: readonly LabelledTick[],
  readings: readonly WordReading[],
  ends: readonly [number, number],
): AgreedLaw | null {
  const dates = readings.filter(({ calendar }) => calendar);
  const orders = dateOrders.filter((order) =>
    dates.every(({ text }) => instantOf(text, order) !== undefined),
  );
  const [order] = orders;
  if (dates.length < 2 || order === undefined || orders.length > 1) return null;
  const instants = readings.map(({ text }) => instantOf(text, order));
  const first = instants.find((at) => at !== undefined)!;
  // From the first date on: in seconds since 1970 a few years are a straight line in their logarithm as well.
  const along = ticks.map((tick, k): LabelledTick => {
    const at = instants[k];
    const cost = -IMPROBABILITY * Math.log(readings[k]!.score);
    const candidates =
      at === undefined ? [] : [{ value: at - first, cost, power: false, units: null, lastDigit: 0 }];
    return { ...tick, candidates };
  });
  const law = fitCalibration(along, [], ends);
  if (law?.scale !== 'linear') return null;
  return {
    ...law,
    intercept: law.intercept + first,
    read: law.read.map((tick) => ({ ...tick, value: tick.value + first })),
  };
}
