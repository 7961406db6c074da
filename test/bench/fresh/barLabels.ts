import { symlog } from '../../../src/figure/labels/law.js';
import type { Scale } from '../../../src/model/types.js';
import type { Draws } from './random.js';

/** What a bar's labels say and where. */
export interface BarLabels {
  /** Values at share 0 and share 1 of the bar. */
  readonly low: number;
  readonly high: number;
  readonly scale: Scale | 'ticks';
  readonly labels: readonly { readonly share: number; readonly text: string }[];
  /** The kind of law and of labels, for names. */
  readonly word: string;
}

type LawKind = 'linear' | 'log' | 'symlog' | 'log1p' | 'power' | 'two slopes';

/** Rare ones more often than figures have them, or there would be too few to tell. */
const laws: readonly LawKind[] = [
  ...Array<LawKind>(10).fill('linear'),
  ...(['log', 'log', 'symlog', 'log1p', 'power', 'two slopes'] as const),
];

interface Law {
  readonly scale: BarLabels['scale'];
  /** Rising; share = (bend(value) − bend(low)) / (bend(high) − bend(low)). */
  bend(value: number): number;
}

/**
 * Labels of bars that ask for caution: two only, few digits, rounded to what they show, at places that no straight law
 * holds. Ranges are of one to four digits, as people and data have them.
 */
export function drawBarLabels(draw: Draws): BarLabels {
  const kind = draw.pick(laws);
  const { low, high } = drawRange(kind, draw);
  const { scale, bend } = lawOf(kind, low, high, draw);
  const [from, to] = [bend(low), bend(high)];
  const shareOf = (value: number): number => (bend(value) - from) / (to - from);
  const valueAt = (share: number): number => inverse(bend, from + share * (to - from), low, high);
  const how = draw.pick(['nice', 'nice', 'nice', 'even', 'even', 'ends'] as const);
  const rising = kind === 'log' ? decades(low, high) : nice(low, high, draw.integer(2, 6));
  const isNice = how === 'nice' && rising.length >= 2;
  const n = how === 'even' ? draw.integer(3, 6) : 2;
  const values = isNice ? rising : Array.from({ length: n }, (_, k) => valueAt(k / (n - 1)));
  const texts = written(values, isNice, draw);
  return {
    low,
    high,
    scale,
    labels: values.map((v, k) => ({ share: shareOf(v), text: texts[k]! })),
    word: `${kind.replace(' ', '')}-${how}`,
  };
}

/** Labels of an axis: linear, at multiples of a step. */
export function drawAxis(draw: Draws): Pick<BarLabels, 'low' | 'high' | 'labels'> {
  const { low, high } = drawRange('linear', draw);
  const values = nice(low, high, draw.integer(2, 8));
  const texts = written(values, true, draw);
  return {
    low,
    high,
    labels: values.map((v, k) => ({ share: (v - low) / (high - low), text: texts[k]! })),
  };
}

/** Of two sides for laws that need both, above nought for logarithms; up to four digits. */
function drawRange(kind: LawKind, draw: Draws): { low: number; high: number } {
  const unit = 10 ** draw.integer(-3, 3);
  const round = (v: number): number => Number(v.toPrecision(draw.chance(0.5) ? 1 : 3));
  if (kind === 'log') {
    const low = round(draw.uniform(1, 9)) * unit;
    return { low, high: Number((low * 10 ** draw.uniform(1.5, 4)).toPrecision(2)) };
  }
  if (kind === 'power') return { low: 0, high: round(draw.uniform(1, 9.5)) * unit };
  if (kind !== 'linear') {
    const high = round(draw.uniform(2, 9)) * unit;
    return { low: -(draw.chance(0.6) ? high : round(draw.uniform(2, 9)) * unit), high };
  }
  const low = draw.chance(0.3) ? 0 : round(draw.uniform(-9, 9)) * unit;
  return { low, high: Number((low + round(draw.uniform(1, 9)) * unit).toPrecision(12)) };
}

function lawOf(kind: LawKind, low: number, high: number, draw: Draws): Law {
  const most = Math.max(-low, high);
  switch (kind) {
    case 'linear':
      return { scale: 'linear', bend: (v) => v };
    case 'log':
      return { scale: 'log', bend: Math.log10 };
    case 'symlog': {
      const threshold = 10 ** (Math.floor(Math.log10(most)) - draw.integer(1, 2));
      return { scale: 'symlog', bend: (v) => symlog(v, threshold) };
    }
    // Vega's and D3's symmetric logarithm.
    case 'log1p': {
      const constant = most / draw.pick([1, 10, 100]);
      return { scale: 'symlog', bend: (v) => Math.sign(v) * Math.log1p(Math.abs(v / constant)) };
    }
    case 'power': {
      const exponent = draw.pick([0.3, 0.5, 2]);
      return { scale: 'ticks', bend: (v) => Math.max(0, v) ** exponent };
    }
    case 'two slopes':
      // Symmetric, that is a straight line.
      return { scale: low === -high ? 'linear' : 'ticks', bend: (v) => (v < 0 ? v / -low : v / high) };
  }
}

/** By halving: the laws rise throughout. */
function inverse(bend: Law['bend'], wanted: number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let k = 0; k < 60; k++) {
    const middle = (a + b) / 2;
    if (bend(middle) < wanted) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** Multiples of 1, 2 or 5 times a power of ten, about so many. */
function nice(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / wanted;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find((m) => m * unit >= rough)!;
  const values: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
    values.push(Number((k * step).toPrecision(12)));
  return values;
}

function decades(low: number, high: number): number[] {
  const values: number[] = [];
  for (let power = Math.ceil(Math.log10(low) - 1e-9); 10 ** power <= high * (1 + 1e-9); power++)
    values.push(Number(`1e${power}`));
  return values;
}

/** One number of decimals for all, exact where places are nice, else so few that neighbours just differ; or as short as can be. */
function written(values: readonly number[], exact: boolean, draw: Draws): string[] {
  const least = Math.min(...values.slice(1).map((v, k) => v - values[k]!));
  const needed = Math.max(0, -Math.floor(Math.log10(least)));
  const decimals = needed + (exact ? 0 : draw.pick([0, 0, 1, 2]));
  const plain = draw.chance(0.5);
  const texts = values.map((v) => {
    const fixed = exact ? String(v) : v.toFixed(Math.min(12, decimals));
    return plain && !exact ? String(Number(fixed)) : fixed;
  });
  const minus = draw.pick(['-', '-', '‐']);
  return texts.map((text) => text.replace('-', minus));
}
