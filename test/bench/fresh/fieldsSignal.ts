import { fractal, gradientNoise, sampled } from './noise.js';
import type { Draws } from './random.js';

/** Fields as instruments and formulas give them. All are row-major, in any units. */

/** Log power over time and frequency (row 0 the highest): notes with thin harmonics in noise that falls with frequency. */
export function spectrogram(width: number, height: number, draw: Draws): Float64Array {
  const looks = draw.integer(1, 6);
  const tilt = draw.uniform(0.5, 2.5);
  const power = Float64Array.from({ length: width * height }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < looks; k++) sum -= Math.log(1 - draw.uniform(0, 1));
    return (sum / looks) * 10 ** (-tilt * (1 - Math.floor(i / width) / height));
  });
  const thickness = draw.uniform(0.6, 1.3);
  for (let start = 0; start < width; ) {
    const length = draw.integer(Math.ceil(width / 15), Math.ceil(width / 3));
    const note = {
      pitch: draw.uniform(0.03, 0.12),
      glide: draw.uniform(-0.3, 0.3),
      vibrato: draw.uniform(0, 0.02),
      loudness: 10 ** draw.uniform(1.5, 3.5),
      tilt: draw.uniform(0.05, 0.25),
    };
    for (let x = start; x < Math.min(width, start + length); x++) {
      const age = (x - start) / length;
      const pitch = note.pitch * (1 + note.glide * age + note.vibrato * Math.sin(40 * age));
      for (let k = 1; k * pitch < 1; k++) {
        const row = (1 - k * pitch) * height;
        const loudness = note.loudness * Math.exp(-2 * age) * 10 ** (-note.tilt * k);
        for (let y = Math.max(0, Math.ceil(row - 4)); y < Math.min(height, row + 4); y++)
          power[y * width + x]! += loudness * Math.exp(-(((y - row) / thickness) ** 2));
      }
    }
    start += length + draw.integer(0, Math.ceil(width / 20));
  }
  return power.map((p) => Math.log10(p + 1e-3));
}

/** A seismic section: layers as Ricker wavelets, folded, and broken by faults. */
export function seismic(width: number, height: number, draw: Draws): Float64Array {
  const period = draw.uniform(5, 14);
  const fine = 4;
  const depth = 2 * height;
  const trace = new Float64Array(fine * depth);
  for (let at = 0; at < depth; at += draw.uniform(0.4, 2.5) * period) {
    const strength = draw.normal();
    for (let i = Math.max(0, Math.round(fine * (at - 2 * period))); i < fine * (at + 2 * period); i++) {
      const s = (Math.PI * (i / fine - at)) / period;
      if (i < trace.length) trace[i]! += strength * (1 - 2 * s * s) * Math.exp(-s * s);
    }
  }
  const fold = fractal(gradientNoise(draw), 3, 0.35);
  const relief = draw.uniform(0.02, 0.15) * height;
  const faults = Array.from({ length: draw.integer(0, 4) }, () => ({
    at: draw.uniform(0, width),
    dip: draw.uniform(-0.5, 0.5),
    throw: draw.uniform(-2, 2) * period,
  }));
  const decay = draw.uniform(0, 1.5);
  const grain = draw.uniform(0.02, 0.15);
  return Float64Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    let z = y + height / 2 + relief * fold((2 * x) / width, (0.7 * y) / height);
    for (const fault of faults) if (x > fault.at + fault.dip * y) z += fault.throw;
    const at = Math.min(trace.length - 2, Math.max(0, fine * z));
    const k = Math.floor(at);
    const amplitude = trace[k]! + (at - k) * (trace[k + 1]! - trace[k]!);
    return amplitude * Math.exp((-decay * y) / height) + grain * draw.normal();
  });
}

/** Waves from a few point sources, interfering. */
export function waves(width: number, height: number, draw: Draws): Float64Array {
  const sources = Array.from({ length: draw.integer(2, 5) }, () => ({
    x: draw.uniform(-0.3, 1.3),
    y: draw.uniform(-0.3, 1.3),
    number: (2 * Math.PI) / draw.uniform(0.05, 0.25),
    phase: draw.uniform(0, 2 * Math.PI),
    fall: draw.uniform(0, 0.7),
  }));
  return sampled(width, height, (x, y) =>
    sources.reduce((sum, { x: sx, y: sy, number, phase, fall }) => {
      const r = Math.hypot(x - sx, y - sy);
      return sum + Math.cos(number * r + phase) * (r + 0.1) ** -fall;
    }, 0),
  );
}
