import { once } from '../numeric/once.js';
import type { WeightedColours } from './colours/space.js';
import { cssNames, type NearName } from './measures/cssNames.js';
import { type Distortion, distortionOf } from './measures/distortion.js';
import { type Elbow, elbowOf } from './measures/elbow.js';
import { type ColourPalette, type PaletteMethod, type PaletteOptions, paletteOf } from './palette.js';

/** A colour of a palette, as it is told. */
export interface PaletteEntry {
  readonly hex: string;
  readonly rgb: readonly [number, number, number];
  /** Of the picture's pixels, 0…1. */
  readonly share: number;
  readonly pixels: number;
  readonly names: readonly NearName[];
}

/** A palette with what it loses, beside what others of as many colours would; each is found out when it is asked for. */
export interface MeasuredPalette {
  /** How many colours were asked for; a picture of fewer has those. */
  readonly k: number;
  readonly palette: ColourPalette;
  readonly distortion: Distortion;
  /** By median cut. */
  readonly medianCut: Distortion;
  /** Of colours drawn at random from the pixels. */
  readonly random: Distortion;
}

export interface Sweep {
  /** Ascending in k. */
  readonly palettes: readonly MeasuredPalette[];
  readonly elbow: Elbow | null;
}

/** Palettes of several sizes of one picture. */
export function sweep(
  colours: WeightedColours,
  sizes: readonly number[],
  options: Omit<PaletteOptions, 'k'> = {},
): Sweep {
  const ascending = [...new Set(sizes)].sort((a, b) => a - b);
  const palettes = ascending.map((k): MeasuredPalette => {
    const lost = ({ colours: chosen, labels }: ColourPalette) => distortionOf(colours, chosen, labels);
    const by = (method: PaletteMethod) => paletteOf(colours, { ...options, k, method });
    const found = by(options.method ?? 'kmeans');
    const own = once(() => lost(found));
    const cut = once(() => lost(by('median cut')));
    const drawn = once(() => lost(by('random')));
    return {
      k,
      palette: found,
      get distortion() {
        return own();
      },
      get medianCut() {
        return cut();
      },
      get random() {
        return drawn();
      },
    };
  });
  const bend = once(() => elbowOf(palettes.map(({ k, distortion }) => ({ k, rmse: distortion.rmse }))));
  return {
    palettes,
    get elbow() {
      return palettes.length > 1 ? bend() : null;
    },
  };
}

/** The colours of a palette in words and numbers, the most frequent first. */
export function entriesOf({ colours, counts }: ColourPalette): PaletteEntry[] {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  return Array.from(counts, (count, c) => {
    const [red, green, blue] = [colours[3 * c]!, colours[3 * c + 1]!, colours[3 * c + 2]!];
    const code = (red << 16) | (green << 8) | blue;
    return {
      hex: `#${code.toString(16).padStart(6, '0')}`,
      rgb: [red, green, blue],
      share: count / pixels,
      pixels: count,
      names: cssNames([red, green, blue]),
    };
  });
}
