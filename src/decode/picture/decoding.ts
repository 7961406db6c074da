import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import type { Raster, Rgb } from '../../model/types.js';
import type { DistinctColours } from '../../raster/colours/distinct.js';
import type { Block } from './block.js';

/** How a picture is decoded, beyond its colourmap. */
export interface DecodeOptions extends FieldOptions, FinishOptions {}

/** What becomes of a field once it is known pixel by pixel. */
export interface FinishOptions {
  /** `auto`: the smoothest field within the levels or the noise, where the field is smooth enough to gain. */
  readonly smooth: 'auto' | 'on' | 'off';
  /** Values beyond the range (drawn in the colours of a bar's extensions) become 0 or 1 instead of being masked. */
  readonly clip: boolean;
  /** Put values under marks that data surround. */
  readonly fill: boolean;
}

/** How a field is found pixel by pixel. */
export interface FieldOptions {
  /** Colours that stand for no data. */
  readonly missing: readonly Rgb[];
  /** Whether lightness is a hillshade's rather than the data's; `auto` looks. */
  readonly shaded: boolean | 'auto';
  /** The picture came through a lossy codec. */
  readonly compressed: boolean;
  /** Pixels (1) of the plot area that are known to be no data; width × height. */
  readonly ignore?: Uint8Array;
  /** Pixels (1) of the plot area that are to have the value that their colour says, whatever they seem to be. */
  readonly restore?: Uint8Array;
  /** The coefficients of the JPEG that the picture was cut from, and where in it the plot area begins. */
  readonly jpeg?: { readonly coefficients: JpegCoefficients; readonly left: number; readonly top: number };
  /** Of what plot area the picture is a block: what is asked of a whole picture is known then. */
  readonly block?: Block;
  /** Stages left out, to measure what each is worth. */
  readonly without?: readonly DecodeStage[];
}

/** Stages that can be replaced by none, in the order in which a picture goes through them. */
export const decodeStages = [
  'transparency',
  'slices',
  'shading by colour',
  'light search',
  'truncation',
  'merged colours',
  'continuity',
  'believable ink',
  'end holes',
  'fringe',
  'ink rim',
  'stroke fit',
  'level smoothing',
  'multiscale',
  'fit on pixels',
  'polish',
  'joint',
  'joint cells',
  'noise smoothing',
] as const;

export type DecodeStage = (typeof decodeStages)[number];

/** How light was blended with a map's colours. */
export interface Shading {
  readonly blend: string;
  /** The field was found whose own hillshade explains the colours, be it that they told it already or could not. */
  readonly selfShaded: boolean;
}

/** A plot area with its distinct colours taken apart. */
export interface PlotColours {
  readonly raster: Raster;
  readonly distinct: DistinctColours;
  /** 3m distinct colours, 0…255. */
  readonly colours: Float64Array;
}
