import type { Colourmap } from '../../model/types.js';
import type { ColourPositions } from './colourPositions.js';
import type { NoiseModel } from './noiseModel.js';

/** How many lines a frame covers along each side. */
export interface FrameLines {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What masking asks of a plot area as a whole. */
export interface MaskFacts {
  /** Lines that its frame covers. */
  readonly frame: FrameLines;
  /** What the field usually changes by over the distance at which holes are told; absent where nothing looks like one. */
  readonly change?: number;
  /** All of its colours are grey. */
  readonly isGrey: boolean;
  /** What it shows of ink by itself is off the map, as ink is. */
  readonly isInkBelieved: boolean;
}

/**
 * What decoding asks of a plot area as a whole, where its colours are exact, on a map that is known to its ends, and nothing
 * lies on them but ink: with it, each pixel depends on those around it only.
 */
export interface WholeField {
  readonly width: number;
  readonly height: number;
  /** As the picture bears it out. */
  readonly map: Colourmap;
  readonly model: NoiseModel;
  /** What each of its distinct colours says. */
  readonly exact: ColourPositions;
  /** 1 for the distinct colours that may stand for no data. */
  readonly regions: Uint8Array;
  readonly mask: MaskFacts;
}

/** Where in a plot area a block of it lies that is decoded by itself. */
export interface Block {
  readonly whole: WholeField;
  readonly left: number;
  readonly top: number;
}
