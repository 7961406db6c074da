export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

/**
 * Round numbers (1, 2 or 5 times a power of ten apart) that divide lo…hi into about `count` parts, with labels of
 * equal decimals. A range without extent has one tick.
 */
export function roundTicks(lo: number, hi: number, count = 5): AxisTick[] {
  if (!(hi > lo)) return Number.isFinite(lo) ? [{ value: lo, label: numberLabel(lo) }] : [];
  const raw = (hi - lo) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((m) => m * power >= raw * 0.7) ?? 10);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const largest = Math.max(Math.abs(lo), Math.abs(hi));
  const ticks: AxisTick[] = [];
  for (let k = Math.ceil(lo / step - 1e-9); k * step <= hi + step * 1e-9; k++) {
    const value = k * step;
    const plain = largest < 1e6 && decimals <= 6;
    ticks.push({ value, label: plain ? minus(value.toFixed(decimals)) : numberLabel(value) });
  }
  return ticks;
}

/** Powers of ten within lo…hi (both positive), thinned to about `count`; round numbers where there are fewer than two. */
export function decadeTicks(lo: number, hi: number, count = 5): AxisTick[] {
  const first = Math.ceil(Math.log10(lo) - 1e-9);
  const last = Math.floor(Math.log10(hi) + 1e-9);
  if (last - first < 1) return roundTicks(lo, hi, count);
  const step = Math.max(1, Math.round((last - first) / count));
  const ticks: AxisTick[] = [];
  for (let e = first; e <= last; e += step) ticks.push({ value: 10 ** e, label: numberLabel(10 ** e) });
  return ticks;
}

/** A number for people: four significant digits, a real minus, 1.2 × 10⁻⁵ for what is very small or large. */
export function numberLabel(value: number): string {
  const [mantissa, exponent] = Number(value.toPrecision(4)).toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return minus(String(Number(value.toPrecision(4))));
  const raised = [...String(power)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
  return minus(
    mantissa === '1' || mantissa === '-1'
      ? mantissa.replace('1', `10${raised}`)
      : `${mantissa} × 10${raised}`,
  );
}

const minus = (text: string): string => text.replace(/^-/, '−');
