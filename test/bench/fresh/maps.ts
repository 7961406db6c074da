import type { Library } from '../../../src/index.js';
import type { Draws } from './random.js';

/** A colourmap to draw with. */
export interface FreshMap {
  /** `source:name`, or `custom`. */
  readonly name: string;
  readonly kind: Library['tables'][number]['kind'] | 'custom';
  /** 3n bytes. */
  readonly rgb: Uint8Array;
}

/** Half of the named maps come from where most figures have theirs, the other half from anywhere. */
const usual = new Set(['matplotlib', 'crameri', 'cmocean', 'colorcet', 'cmasher', 'matlab', 'd3', 'seaborn']);

/** A named continuous map, either way round, or (three in ten) one that nobody has drawn before. */
export function drawMap(library: Library, draw: Draws): FreshMap {
  const wanted = draw.uniform(0, 1);
  for (;;) {
    const map = wanted < 0.3 ? customMap(draw) : namedMap(library, draw, wanted < 0.65);
    if (tellsValues(map)) return map;
  }
}

function namedMap(library: Library, draw: Draws, isUsual: boolean): FreshMap {
  for (;;) {
    const { source, name, kind, n, discrete, rgb } = draw.pick(library.tables);
    if (discrete || kind === 'qualitative' || n < 64 || (isUsual && !usual.has(source))) continue;
    const turned = draw.chance(0.25);
    return {
      name: `${source}:${name}${turned ? '_r' : ''}`,
      kind,
      rgb: Uint8Array.from(rgb, (_, i) =>
        turned ? rgb[3 * (n - 1 - Math.floor(i / 3)) + (i % 3)]! : rgb[i]!,
      ),
    };
  }
}

/**
 * A smooth path through sRGB: lightness rises from end to end, or swings; hue and chroma wander. OKLab (Ottosson, 2020,
 * https://bottosson.github.io/posts/oklab) keeps the wandering even to the eye.
 */
function customMap(draw: Draws): FreshMap {
  const n = 256;
  const swing = (): [number, number, number] => [
    draw.uniform(0.3, 1.3),
    draw.uniform(0, 2 * Math.PI),
    draw.uniform(0.05, 0.2),
  ];
  const waves = [swing(), swing(), swing(), swing()] as const;
  const at = (t: number, [turns, phase, size]: readonly [number, number, number]) =>
    size * Math.sin(2 * Math.PI * turns * t + phase);
  const rises = draw.chance(0.6);
  const [dark, light] = [draw.uniform(0.1, 0.4), draw.uniform(0.75, 0.97)];
  const turned = draw.chance(0.5);
  const rounds = draw.chance(0.5);
  const rgb = new Uint8Array(3 * n);
  for (let i = 0; i < n; i++) {
    const t = i / (n - 1);
    const lightness = rises
      ? dark + (light - dark) * t
      : (dark + light) / 2 + ((light - dark) / 2) * Math.sin(2 * Math.PI * waves[0][0] * t + waves[0][1]);
    const a = at(t, waves[0]) + at(t, waves[1]) / 2;
    const b = at(t, waves[2]) + at(t, waves[3]) / 2;
    const colour = inGamut(lightness, a, b);
    for (let c = 0; c < 3; c++)
      rgb[3 * (turned ? n - 1 - i : i) + c] = rounds ? Math.round(colour[c]!) : Math.floor(colour[c]!);
  }
  return { name: 'custom', kind: 'custom', rgb };
}

/** So often halved, a strength is known to far less than a rounded channel shows: in steps it would draw saws into the path. */
const halvings = 20;

/** The colour of an OKLab lightness and hue, as strong as sRGB (0…255) allows. */
function inGamut(lightness: number, a: number, b: number): number[] {
  const at = (strength: number) => okLabToSrgb(lightness, strength * a, strength * b);
  const isIn = (rgb: readonly number[]) => rgb.every((v) => v >= 0 && v <= 255);
  if (isIn(at(1))) return at(1);
  let [inside, outside] = [0, 1];
  for (let k = 0; k < halvings; k++) {
    const strength = (inside + outside) / 2;
    if (isIn(at(strength))) inside = strength;
    else outside = strength;
  }
  return at(inside).map((v) => Math.min(255, Math.max(0, v)));
}

function okLabToSrgb(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((v) => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055));
}

/** Entries of a table this share of it apart are different values; a phase map's ends may be alike all the same. */
const apart = 0.1;
/** Colours nearer than this are alike (sRGB units). */
const alike = 4;

/** Whether a map shows different values in different colours, as nothing can be recovered from it otherwise. */
export function tellsValues({ rgb, kind }: FreshMap): boolean {
  const n = rgb.length / 3;
  for (let i = 0; i < n; i++)
    for (let j = i + Math.ceil(apart * n); j < n; j++) {
      if (kind === 'cyclic' && j - i > (1 - apart) * n) break;
      if (colourDistance(rgb, i, j) < alike) return false;
    }
  return true;
}

function colourDistance(rgb: Uint8Array, i: number, j: number): number {
  const [r, g, b] = [
    rgb[3 * i]! - rgb[3 * j]!,
    rgb[3 * i + 1]! - rgb[3 * j + 1]!,
    rgb[3 * i + 2]! - rgb[3 * j + 2]!,
  ];
  return Math.sqrt(r * r + g * g + b * b);
}

/** The least distance of a grey level from a map's colours. */
export function distanceFromMap({ rgb }: FreshMap, grey: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rgb.length; i += 3)
    least = Math.min(least, Math.hypot(rgb[i]! - grey, rgb[i + 1]! - grey, rgb[i + 2]! - grey));
  return least;
}

/** How a renderer looks a share of the range up in a table. */
export type LookUp = 'levels' | 'interpolated' | { readonly steps: number };

/** The colour at share `t` of the range, written to `out` at `o`. NaN is the caller's business. */
export function colourAt(rgb: Uint8Array, t: number, how: LookUp, out: Float64Array, o: number): void {
  const n = rgb.length / 3;
  let at = Math.min(n - 1, Math.floor(t * n));
  if (typeof how === 'object') {
    // As matplotlib resamples a map: its values at equally spaced points, ends included.
    const step = Math.min(how.steps - 1, Math.floor(t * how.steps));
    at = Math.min(n - 1, Math.floor((step / (how.steps - 1)) * n));
  } else if (how === 'interpolated') at = t * (n - 1);
  const k = Math.floor(at);
  const next = Math.min(n - 1, k + 1);
  for (let c = 0; c < 3; c++)
    out[o + c] = Math.round(rgb[3 * k + c]! + (at - k) * (rgb[3 * next + c]! - rgb[3 * k + c]!));
}
