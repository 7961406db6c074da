import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import type { Decoded, Raster, Rgb } from '../../model/types.js';
import type { DistinctColours } from '../../raster/distinct.js';
import type { CellGrid } from '../cells/cells.js';

export interface DecodeKnownOptions {
  /** `auto`: the smoothest field within the levels or the noise, where the field is smooth enough to gain. */
  readonly smooth?: 'auto' | 'on' | 'off';
  /** Values beyond the range (drawn in the colours of a bar's extensions) become 0 or 1 instead of being masked. */
  readonly clip?: boolean;
  /** Colours that stand for no data. */
  readonly missing?: readonly Rgb[];
  /** Pixels (1) to leave out from the start: transparent ones, known overlays; width × height. */
  readonly ignore?: Uint8Array;
  /** Whether lightness is a hillshade's rather than the data's; `auto` looks. */
  readonly shaded?: boolean | 'auto';
  /** Fill masked pixels that data surround. */
  readonly fill?: boolean;
  /** The coefficients of the JPEG that the picture was cut from, and where in it the plot area begins. */
  readonly jpeg?: { readonly coefficients: JpegCoefficients; readonly left: number; readonly top: number };
}

/** How light was blended with a map's colours. */
export interface Shading {
  readonly blend: string;
  /** The field was found whose own hillshade explains the colours, be it that they told it already or could not. */
  readonly selfShaded: boolean;
}

export interface DecodedKnown extends Decoded {
  /** Pixels in the colour of values below and above the range. */
  readonly below: number;
  readonly above: number;
  /** Pixels in one of the colours given as missing. */
  readonly missing: number;
  /** Share of the valid pixels that the smooth field replaced; 0 where the field is too rough or smoothing is off. */
  readonly smoothed: number;
  /** Levels or bands that the picture was drawn in, if it was. */
  readonly levels?: number;
  /** Native cells, if the picture shows them. */
  readonly cells?: CellGrid;
  /** 1 where `fill` put a value that no pixel showed. */
  readonly filled?: Uint8Array;
  /** Scatter of the colours about the map, one standard deviation, RGB units. */
  readonly noise: number;
  /** Colours scattered about the map (a JPEG, or a resampled or dithered picture). */
  readonly lossy: boolean;
  /** How light was blended with the map's colours, where it was undone. */
  readonly shading?: Shading;
  /** Why undoing shading, or leaving it, may have been wrong. */
  readonly shadingDoubt?: ShadingDoubt;
}

/** Why a shaded (or perhaps shaded) picture's values are less sure than they look. */
export interface ShadingDoubt {
  readonly message: string;
  readonly advice: string;
  /** Factor of the confidence. */
  readonly confidence: number;
}

/** A plot area with its distinct colours taken apart. */
export interface KnownPicture {
  readonly raster: Raster;
  readonly distinct: DistinctColours;
  /** 3m distinct colours, 0…255. */
  readonly colours: Float64Array;
}

/** What a decoder hands back: the result, and per pixel why it is off: 0 data, 1 colour off the map, 2 no data. */
export type KnownParts = Omit<DecodedKnown, 'lossy' | 'shading' | 'shadingDoubt' | 'filled'> & {
  readonly off: Uint8Array;
};
