/** unhue, browser-safe: everything but the reading and writing of files. */
export { type GreedyOptions, type GreedyRecovery, recoverGreedy } from './decode/greedy.js';
export { type LookedUp, lookUp } from './decode/lookUp.js';
export { InputError, OutputError, RecoveryError, UsageError } from './errors.js';
export { medianNearestDistance, pairwiseDistances } from './locus/distances.js';
export { type Palette, type QuantiseOptions, quantise } from './locus/quantise.js';
export { darkestFirst, type WalkThresholds, walkLocus } from './locus/walk.js';
export { crop, wholeBox } from './raster/crop.js';
export { type DistinctColours, distinctColours, unpackColours } from './raster/distinct.js';
export { type RecoverRequest, type Recovery, recover } from './recover.js';
export type {
  Box,
  Colourmap,
  ColourmapOrigin,
  Decoded,
  Grid,
  Provenance,
  Raster,
  Rgb,
  Scale,
} from './types.js';
export { version } from './version.js';
