/**
 * How a hillshade is laid over the colours of a map. Every blend here has one unknown per pixel besides the value: the
 * intensity of the light. So the colours that one value of the map may take form a curve through colour space, its
 * fibre, and the fibres of all values form a surface on which the colours of a shaded picture lie.
 */

/** A blend: the fibre of a colour, from shadow to light, as a polyline. */
export interface ShadingBlend {
  readonly name: string;
  /** Vertices of each fibre. */
  readonly vertices: number;
  /** Writes `vertices` sRGB colours (0…255) from shadow to light for the map's colour r, g, b (0…255). */
  readonly fibre: (r: number, g: number, b: number, out: Float64Array) => void;
}

/** Segments on either side of neutral light: chords then stay within a quarter unit of HSV's parabolas. */
const hsvSegments = 16;

/** A blend whose channels depend linearly on the intensity: the fibre is the segment between its two ends. */
function linear(
  name: string,
  dark: (c: number, max: number) => number,
  light: (c: number, max: number) => number,
): ShadingBlend {
  return {
    name,
    vertices: 2,
    fibre: (r, g, b, out) => {
      const max = Math.max(r, g, b) / 255;
      [r, g, b].forEach((c, i) => {
        out[i] = 255 * dark(c / 255, max);
        out[3 + i] = 255 * light(c / 255, max);
      });
    },
  };
}

/** Products of colour and light: `imagemultiply`, a hillshade drawn under a “multiply” layer, black of varying alpha. */
export const multiplied = linear(
  'multiply',
  () => 0,
  (c) => c,
);
/** The colour's value (the V of HSV) replaced by the hillshade, as GDAL's `hsv_merge.py` does: hue and saturation stay. */
export const replacedValue = linear(
  'value',
  () => 0,
  (c, max) => (max > 0 ? c / max : 1),
);
/** matplotlib's `overlay`: 2IC below one half, 1 − 2(1 − I)(1 − C) above; linear in I for each colour. */
export const overlaid = linear(
  'overlay',
  (c) => (c <= 0.5 ? 0 : 2 * c - 1),
  (c) => (c <= 0.5 ? 2 * c : 1),
);
/** matplotlib's `soft` (the “pegtop” soft light): 2IC + (1 − 2I)C². */
export const softLit = linear(
  'soft',
  (c) => c * c,
  (c) => 2 * c - c * c,
);
/** Mixed with black in shadow and with white in light, by any law. */
export const blackAndWhite: ShadingBlend = {
  name: 'black and white',
  vertices: 3,
  fibre: (r, g, b, out) => out.set([0, 0, 0, r, g, b, 255, 255, 255]),
};

/** The map's colour at this share of opacity over (or under) a grey hillshade, the colourbar being opaque. */
export function overGrey(opacity: number): ShadingBlend {
  return linear(
    `grey ${opacity.toFixed(2)}`,
    (c) => opacity * c,
    (c) => opacity * c + 1 - opacity,
  );
}

/** The same where the colourbar is as transparent as the map, over white: the hillshade then takes away equal parts of red, green and blue. */
export const lessGrey = linear(
  'grey of a transparent map',
  (c) => c - 1,
  (c) => c,
);

/**
 * Saturation and value moved towards extremes: matplotlib's `hsv` and GMT's illumination (`gmt_illuminate`). With the
 * intensity i in −1…1, light takes saturation s to (1 − i)s + i·`lightSaturation` and value v to (1 − i)v + i·`lightValue`;
 * shadow takes them to the dark extremes in the same way. Greys have no saturation to move.
 */
function hsvBlend(
  name: string,
  {
    darkSaturation,
    darkValue,
    lightSaturation,
    lightValue,
  }: Record<'darkSaturation' | 'darkValue' | 'lightSaturation' | 'lightValue', number>,
): ShadingBlend {
  return {
    name,
    vertices: 2 * hsvSegments + 1,
    fibre: (r, g, b, out) => {
      const value = Math.max(r, g, b) / 255;
      const chroma = value - Math.min(r, g, b) / 255;
      const saturation = value > 0 ? chroma / value : 0;
      for (let j = -hsvSegments; j <= hsvSegments; j++) {
        const i = Math.abs(j) / hsvSegments;
        const s =
          saturation === 0 ? 0 : (1 - i) * saturation + i * (j > 0 ? lightSaturation : darkSaturation);
        const v = (1 - i) * value + i * (j > 0 ? lightValue : darkValue);
        [r, g, b].forEach((c, k) => {
          // Distance of the channel from the largest one, as a share of chroma: what hue keeps.
          const below = chroma > 0 ? (value - c / 255) / chroma : 0;
          out[3 * (j + hsvSegments) + k] = 255 * v * (1 - s * below);
        });
      }
    },
  };
}

/** matplotlib's defaults: `hsv_min_sat` 1, `hsv_min_val` 0, `hsv_max_sat` 0, `hsv_max_val` 1. */
export const hsvMatplotlib = hsvBlend('hsv', {
  darkSaturation: 1,
  darkValue: 0,
  lightSaturation: 0,
  lightValue: 1,
});
/** GMT's defaults: `COLOR_HSV_MIN_S` 1, `COLOR_HSV_MIN_V` 0.3, `COLOR_HSV_MAX_S` 0.1, `COLOR_HSV_MAX_V` 1. */
export const hsvGmt = hsvBlend('hsv of GMT', {
  darkSaturation: 1,
  darkValue: 0.3,
  lightSaturation: 0.1,
  lightValue: 1,
});

/** Opacities tried over grey: half-way between two of them a colour is off by 2.5 % of the chroma, which refining them mends. */
const opacities = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** All blends, commonest first. */
export const shadingBlends: readonly ShadingBlend[] = [
  multiplied,
  overlaid,
  softLit,
  hsvMatplotlib,
  hsvGmt,
  blackAndWhite,
  replacedValue,
  lessGrey,
  ...opacities.map(overGrey),
];
