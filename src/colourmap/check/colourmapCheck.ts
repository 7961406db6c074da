import type { LookAlike } from './lookAlikes.js';
import type { Resolution } from './resolution.js';
import type { Vision } from './vision.js';

/** What a reader must know of a colourmap before trusting it, as `check` finds it. */
export interface ColourmapCheck {
  readonly name?: string;
  readonly kind: 'sequential' | 'diverging' | 'one extreme' | 'several extremes' | 'cyclic' | 'no lightness';
  /** Position of the lightest or darkest place between the ends of a diverging map. */
  readonly centre?: number;
  readonly closed: boolean;
  readonly lightness: {
    readonly space: 'OKLab';
    readonly monotonic: boolean;
    /** Positions where lightness turns. */
    readonly turns: readonly number[];
    readonly from: number;
    readonly to: number;
  };
  readonly uniformity: {
    readonly measure: 'CIEDE2000';
    /** Spread of the perceptual steps relative to their mean; 0 is perfectly even. */
    readonly variation: number;
    /** Largest step relative to the mean, and where. */
    readonly largest: { readonly ratio: number; readonly at: number };
    /** Share of the range in which a step is below a quarter of the mean: differences there go unseen. */
    readonly flat: number;
  };
  /** Places that look alike though they are far apart, to each kind of vision. */
  readonly lookAlikes: Readonly<Record<Vision, readonly LookAlike[]>>;
  readonly resolution: Resolution;
  /** Every colour belongs to one place at this noise: values can be read back without guessing. */
  readonly decodable: boolean;
  /** The findings in words, most important first. */
  readonly verdict: readonly string[];
  /** For plots: at `samples` positions (i + ½)/n. */
  readonly curves: {
    readonly colours: Float64Array;
    readonly lightness: Float64Array;
    /** CIEDE2000 between places 1/65 of the range apart (neighbouring bands of a stepped map). */
    readonly steps: Float64Array;
  };
}
