import { quantile } from '../numeric/statistics/statistics.js';
import { spectrumSide } from './spectrum.js';

/** A pattern that repeats: a frequency that stands out of those around it. */
export interface Peak {
  /** Cycles along the spectrum's square; x is 0 or more. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly power: number;
  /** How many times the power that lies at frequencies about as high beside all peaks. */
  readonly over: number;
}

/** Four inks' peaks with what leaks beside them take less than three quarters of the frequencies about as high. */
const beside = 0.25;
/** An edge's ridge grows towards nought; so many cycles nearer to it, beside a peak there is much less. */
const ridge = 4;
const overRidge = 4;

/** The peaks of half a mean spectrum whose period is that many pixels at most; none that is but an edge's. */
export function spectralPeaks(power: Float64Array, longestPeriod: number): Peak[] {
  const half = spectrumSide / 2;
  const usual = powerBeside(power);
  const peaks: Peak[] = [];
  for (let y = 1 - half; y <= half; y++)
    for (let x = 0; x <= half; x++) {
      const radius = Math.hypot(x, y);
      if (radius < spectrumSide / longestPeriod) continue;
      const own = powerNear(power, x, y, 0);
      if (own < powerNear(power, x, y)) continue;
      const inner = 1 - ridge / radius;
      if (own < overRidge * powerNear(power, Math.round(inner * x), Math.round(inner * y))) continue;
      peaks.push({ x, y, radius, power: own, over: own / usual[Math.round(radius)]! });
    }
  return peaks;
}

/** The greatest power within `reach` of a frequency. */
export function powerNear(power: Float64Array, x: number, y: number, reach = 1): number {
  const side = spectrumSide;
  let most = 0;
  for (let v = y - reach; v <= y + reach; v++)
    for (let u = x - reach; u <= x + reach; u++)
      most = Math.max(most, power[((v + side) % side) * side + ((u + side) % side)]!);
  return most;
}

/** The power beside all peaks at the frequencies about as far from nought, in whole cycles. */
function powerBeside(power: Float64Array): number[] {
  const [side, half] = [spectrumSide, spectrumSide / 2];
  const rings: number[][] = Array.from({ length: side }, () => []);
  power.forEach((p, i) => {
    const x = ((i + half) % side) - half;
    const y = ((Math.floor(i / side) + half) % side) - half;
    const radius = Math.round(Math.hypot(x, y));
    for (const near of [radius - 1, radius, radius + 1]) rings[near]?.push(p);
  });
  return rings.map((ring) => quantile(ring, beside));
}
