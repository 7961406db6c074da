/** unhue, browser-safe: everything but the reading and writing of files. */
export { InputError, OutputError, RecoveryError, UsageError } from './errors.js';
export { type DistinctColours, distinctColours, unpackColours } from './raster/distinct.js';
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
