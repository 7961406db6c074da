/** Perceptual colour spaces and differences of many colours at once. Colours are 3n sRGB values, 0…255. */

/** D65 white of the sRGB standard (IEC 61966-2-1). */
const white = [0.95047, 1, 1.08883] as const;

/** The share of light that an sRGB value 0…255 stands for, 0…1. */
export function linearOf(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

/** The sRGB value 0…255 of a share of light; outside 0…1 it is clipped. */
export function encodedOf(linear: number): number {
  const v = Math.min(1, Math.max(0, linear));
  return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
}

/** CIE L*a*b* under D65: 3n numbers. */
export function labOf(colours: ArrayLike<number>): Float64Array {
  const lab = new Float64Array(colours.length);
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  for (let i = 0; i < lab.length; i += 3) {
    const r = linearOf(colours[i]!);
    const g = linearOf(colours[i + 1]!);
    const b = linearOf(colours[i + 2]!);
    const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
    const y = f((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1]);
    const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2]);
    lab[i] = 116 * y - 16;
    lab[i + 1] = 500 * (x - y);
    lab[i + 2] = 200 * (y - z);
  }
  return lab;
}

/** OKLab (Ottosson 2020, https://bottosson.github.io/posts/oklab/), lightness 0…1: 3n numbers. */
export function okLabOf(colours: ArrayLike<number>): Float64Array {
  const lab = new Float64Array(colours.length);
  for (let i = 0; i < lab.length; i += 3) {
    const r = linearOf(colours[i]!);
    const g = linearOf(colours[i + 1]!);
    const b = linearOf(colours[i + 2]!);
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    lab[i] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
    lab[i + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
    lab[i + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  }
  return lab;
}

/**
 * CIEDE2000 between colour i of one list and colour j of another, both in L*a*b* (Sharma, Wu & Dalal 2005,
 * doi:10.1002/col.20070). No metric: the triangle inequality fails, so it ranks nothing but pairs.
 */
export function deltaE2000(lab1: ArrayLike<number>, i: number, lab2: ArrayLike<number>, j: number): number {
  const degrees = Math.PI / 180;
  const [L1, a1, b1] = [lab1[3 * i]!, lab1[3 * i + 1]!, lab1[3 * i + 2]!];
  const [L2, a2, b2] = [lab2[3 * j]!, lab2[3 * j + 1]!, lab2[3 * j + 2]!];
  const chromaMean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const G = 0.5 * (1 - Math.sqrt(chromaMean7 / (chromaMean7 + 25 ** 7)));
  const C1 = Math.hypot((1 + G) * a1, b1);
  const C2 = Math.hypot((1 + G) * a2, b2);
  const hue = (b: number, a: number): number =>
    a === 0 && b === 0 ? 0 : Math.atan2(b, a) / degrees + (b < 0 ? 360 : 0);
  const h1 = hue(b1, (1 + G) * a1);
  const h2 = hue(b2, (1 + G) * a2);
  const grey = C1 * C2 === 0;
  let dh = grey ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  else if (dh < -180) dh += 360;
  let hMean = grey ? h1 + h2 : (h1 + h2) / 2;
  if (!grey && Math.abs(h1 - h2) > 180) hMean += h1 + h2 < 360 ? 180 : -180;
  const dL = L2 - L1;
  const dC = C2 - C1;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin((dh / 2) * degrees);
  const LMean = (L1 + L2) / 2;
  const CMean = (C1 + C2) / 2;
  const cosine = (angle: number): number => Math.cos(angle * degrees);
  const T =
    1 -
    0.17 * cosine(hMean - 30) +
    0.24 * cosine(2 * hMean) +
    0.32 * cosine(3 * hMean + 6) -
    0.2 * cosine(4 * hMean - 63);
  const SL = 1 + (0.015 * (LMean - 50) ** 2) / Math.sqrt(20 + (LMean - 50) ** 2);
  const SC = 1 + 0.045 * CMean;
  const SH = 1 + 0.015 * CMean * T;
  const CMean7 = CMean ** 7;
  const RT =
    -2 *
    Math.sqrt(CMean7 / (CMean7 + 25 ** 7)) *
    Math.sin(60 * Math.exp(-(((hMean - 275) / 25) ** 2)) * degrees);
  const l = dL / SL;
  const c = dC / SC;
  const h = dH / SH;
  return Math.sqrt(l * l + c * c + h * h + RT * c * h);
}
