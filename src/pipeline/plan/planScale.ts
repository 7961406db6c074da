import { endValue, endValues } from '../../figure/labels/endValue.js';
import { type Calibration, valueAt } from '../../figure/labels/law.js';
import { type ValueScale, validateScale } from '../../grid/coordinates/scale.js';
import { UsageError } from '../../model/errors.js';
import type { Scale } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { PlanOptions } from './options.js';
import type { PlacedPanel } from './planLayout.js';
import { calibrationThrough, placedTicks, tickPositions } from './planTicks.js';
import type { ColourmapRequest, PanelRequest } from './request.js';
import { labelsOffScale, scaleWithoutRange, thresholdAssumed, unusedThreshold } from './scaleWarnings.js';

/** The part of a request that turns positions into values. */
export interface PlannedScale extends Pick<PanelRequest, 'values' | 'calibration' | 'ticks'> {
  readonly confidence: number;
  readonly warnings: readonly Warning[];
}

/** Ends that hold fewer numbers than this between them cannot carry the values of a picture. */
const LEAST_STEPS = 2 ** 16;
/** Numbers below this lose digits. */
const leastNormal = 2 ** -1022;

/**
 * The values at the two ends of the colourmap: the range that is given, else through the ticks that are given, else as
 * the labels were read, else none.
 *
 * @throws UsageError for ranges, scales and ticks that cannot be, or that contradict each other
 */
export function plannedScale(
  options: PlanOptions,
  place: PlacedPanel,
  colourmap: ColourmapRequest,
): PlannedScale {
  const { range, ticks } = options;
  if (range && ticks)
    throw new UsageError('range and ticks both give the values along the colourbar: leave one of them out', [
      'range',
      'ticks',
    ]);
  const fromBar = place.bar?.of;
  // Labels belong to the colourbar's own positions, which the pixels alone do not know.
  const labelled = colourmap.from !== 'pixels' && place.colourbarBox !== null;
  // Points of the law that stand at no label have no text.
  const written = fromBar?.ticks.read.filter(({ text }) => text !== '');
  const read = labelled ? written?.map(({ at, text }) => ({ at, text })) : undefined;
  const common = { ticks: read ?? [] };
  const planned = range
    ? { values: scaleOf(range, options, lawOf(fromBar?.scale)), calibration: null, confidence: 1 }
    : ticks
      ? { ...throughTicks(options, place), confidence: 1 }
      : labelled && fromBar?.range
        ? asRead(options, place)
        : { values: null, calibration: null, confidence: 0 };
  const unused = unusedThreshold(options, planned.values);
  if (planned.values === null && options.scale !== undefined && options.scale !== 'auto')
    return { ...common, ...planned, warnings: [scaleWithoutRange] };
  if (planned.values === null) return { ...common, ...planned, warnings: unused };
  validateScale(planned.values);
  validateSpan(planned.values.range);
  const assumed =
    planned.values.scale === 'symlog' &&
    options.threshold === undefined &&
    fromBar?.colourbar?.law?.threshold === undefined &&
    // Two labels lie on any law, a third one tells.
    (planned.calibration?.law.read.length ?? 0) < 3;
  // Labels go by their places: turning the bar round exchanges its ends and leaves each place its value.
  const turned = colourmap.from === 'colourbar' && colourmap.flipped && !range;
  const { values, calibration } = turned ? turnedRound(planned) : planned;
  return {
    ...common,
    values,
    calibration,
    confidence: planned.offScale || assumed ? Math.min(planned.confidence, BENT) : planned.confidence,
    warnings: [
      ...(planned.offScale ? [labelsOffScale] : []),
      ...(assumed ? [thresholdAssumed] : []),
      ...unused,
    ],
  };
}

/** How sure a range can be where the labels contradict the scale, or nothing tells how it bends: values between the ends are likely to be wrong. */
const BENT = 0.3;

/** A range with the scale that is given, else the one that was read where the range allows it, else linear. */
function scaleOf(
  range: readonly [number, number],
  { scale = 'auto', threshold }: PlanOptions,
  read: Scale = 'linear',
  readThreshold?: number,
): ValueScale {
  if (scale === 'ticks')
    throw new UsageError(
      'scale ticks goes through the ticks of the colourbar, but none are given or read',
      ['scale', 'ticks'],
      { code: 'no-ticks' },
    );
  const possible = read !== 'log' || (range[0] > 0 && range[1] > 0);
  const law = scale === 'auto' ? (possible ? read : 'linear') : scale;
  if (law !== 'symlog') return { scale: law, range };
  return { scale: law, range, threshold: threshold ?? readThreshold ?? assumedThreshold(range) };
}

/** Where nothing says how wide the linear middle is: two decades to the larger end. */
const assumedThreshold = ([low, high]: readonly [number, number]): number =>
  Math.max(Math.abs(low), Math.abs(high)) / 100;

/** The law between two ends, unless it goes from tick to tick. */
const lawOf = (scale: Scale | 'ticks' | null | undefined): Scale | undefined =>
  scale === 'ticks' || scale === null ? undefined : scale;

interface ByLabels extends Pick<PlannedScale, 'values' | 'calibration' | 'confidence'> {
  /** A scale was given that contradicts them. */
  readonly offScale?: boolean;
}

/** Values by the labels that were read, on their own scale or on the one that is given. */
function asRead(options: PlanOptions, { bar }: PlacedPanel): ByLabels {
  const { layout, of } = bar!;
  const { law, ends } = layout;
  const range = of.range!;
  const confidence = of.confidence.range;
  const read = of.ticks.read;
  const { scale = 'auto' } = options;
  if (scale === 'ticks' || (of.scale === 'ticks' && scale === 'auto')) {
    if (read.length < 2) return { values: scaleOf(range, options), calibration: null, confidence };
    const points = tickPositions(read, ends);
    return {
      values: { scale: lawOf(of.scale) ?? 'linear', range, ticks: points },
      calibration: null,
      confidence,
    };
  }
  const labels = read.filter(({ text }) => text !== '');
  const largest = Math.max(...labels.map(({ value }) => Math.abs(value)), 0);
  const threshold = law?.threshold ?? (largest > 0 ? assumedThreshold([0, largest]) : undefined);
  const values = scaleOf(range, options, lawOf(of.scale), threshold);
  if (scale === 'auto') return { values, calibration: law && { law, ends }, confidence };
  const isTheirs = scale === of.scale && values.threshold === law?.threshold;
  if (isTheirs || law === null || !saysRange(law, ends, range))
    return { values, calibration: null, confidence };
  const given = calibrationThrough(labels, scale, values.threshold);
  if (given === undefined) return { values, calibration: null, confidence, offScale: true };
  return {
    values: { ...values, range: endValues(given, ends) },
    calibration: { law: given, ends },
    confidence,
  };
}

/** A range this many pixels off what the labels say at the ends was set by other means than them, such as by hand. */
const AS_SAID = 3;

/** Whether a range is what the labels' law says at the ends of the bar. */
function saysRange(
  law: Calibration,
  ends: readonly [number, number],
  range: readonly [number, number],
): boolean {
  return ends.every((end, k) => {
    const perPixel = Math.abs(valueAt(law, end + 0.5) - valueAt(law, end - 0.5));
    return Math.abs(range[k]! - valueAt(law, end)) <= AS_SAID * perPixel;
  });
}

/** Values through the ticks that are given: by the law that they follow, else from tick to tick. */
function throughTicks(
  options: PlanOptions,
  place: PlacedPanel,
): Pick<PlannedScale, 'values' | 'calibration'> {
  const { ticks, ends } = placedTicks(options.ticks!, place);
  const extremes = [ticks[0]!.value, ticks.at(-1)!.value] as const;
  const law = calibrationThrough(
    ticks,
    options.scale ?? 'auto',
    options.threshold ?? assumedThreshold(extremes),
  );
  if (law !== undefined) {
    const range = [endValue(law, ends[0]), endValue(law, ends[1])] as const;
    const bend = law.threshold === undefined ? {} : { threshold: law.threshold };
    return { values: { scale: law.scale, range, ...bend }, calibration: { law, ends } };
  }
  const scale = options.scale === 'log' ? 'log' : 'linear';
  const points = tickPositions(ticks, ends);
  const values = points.map(([, value]) => value);
  return { values: { scale, range: [values[0]!, values.at(-1)!], ticks: points }, calibration: null };
}

/** The same values at the same places of a bar whose low end is at its top or right. */
function turnedRound({ values, calibration }: Pick<PlannedScale, 'values' | 'calibration'>) {
  const [first, second] = values!.range;
  const ticks = values!.ticks?.map(([position, value]) => [1 - position, value] as const).reverse();
  return {
    values: { ...values!, range: [second, first] as const, ...(ticks && { ticks }) },
    calibration: calibration && {
      ...calibration,
      ends: [calibration.ends[1], calibration.ends[0]] as const,
    },
  };
}

/** @throws UsageError if the values of a picture cannot lie between two ends: the span overflows, or holds few numbers */
function validateSpan([low, high]: readonly [number, number]): void {
  const span = Math.abs(high - low);
  const step = Math.max(Math.abs(low), Math.abs(high)) * Number.EPSILON;
  if (Number.isFinite(span) && span >= Math.max(LEAST_STEPS * step, leastNormal)) return;
  throw new UsageError(
    `range expects two numbers with room for values between them, but received ${low},${high}`,
    'range',
    { code: 'range-without-room', fields: { received: [low, high] } },
  );
}
