/** Pixels within this of a suspect one that say what to expect there. */
const reach = 4;
/** So many settled pixels make a plane; fewer give their mean. */
const leastForPlane = 8;

export interface Plane {
  readonly value: number;
  readonly slope: number;
  readonly scatter: number;
}

/** Plane through the settled arcs about a pixel, nearer ones weighing more. */
export function planeAround(arcs: Float32Array, width: number, height: number, p: number): Plane | undefined {
  const x = p % width;
  const y = (p - x) / width;
  let count = 0;
  let w0 = 0;
  let wu = 0;
  let wv = 0;
  let wuu = 0;
  let wuv = 0;
  let wvv = 0;
  let ws = 0;
  let wus = 0;
  let wvs = 0;
  let wss = 0;
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
    for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
      const s = arcs[v * width + u]!;
      if (Number.isNaN(s)) continue;
      const du = u - x;
      const dv = v - y;
      const w = 1 / (0.5 + du * du + dv * dv);
      count++;
      w0 += w;
      wu += w * du;
      wv += w * dv;
      wuu += w * du * du;
      wuv += w * du * dv;
      wvv += w * dv * dv;
      ws += w * s;
      wus += w * du * s;
      wvs += w * dv * s;
      wss += w * s * s;
    }
  }
  if (count === 0) return undefined;
  const mean = ws / w0;
  const variance = Math.max(0, wss / w0 - mean * mean);
  const cuu = wuu / w0 - (wu / w0) ** 2 + 0.05;
  const cuv = wuv / w0 - (wu * wv) / w0 ** 2;
  const cvv = wvv / w0 - (wv / w0) ** 2 + 0.05;
  const cus = wus / w0 - (wu / w0) * mean;
  const cvs = wvs / w0 - (wv / w0) * mean;
  const det = cuu * cvv - cuv * cuv;
  if (count < leastForPlane || det < 0.01) return { value: mean, slope: 0, scatter: Math.sqrt(variance) };
  const gu = (cvv * cus - cuv * cvs) / det;
  const gv = (cuu * cvs - cuv * cus) / det;
  const left = Math.max(0, variance - gu * cus - gv * cvs);
  return {
    value: mean - gu * (wu / w0) - gv * (wv / w0),
    slope: Math.hypot(gu, gv),
    scatter: Math.sqrt(left),
  };
}
