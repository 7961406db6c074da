/** unhue, browser-safe: everything but the reading and writing of files and of labels. */
export { type ColourmapCheck, check } from './colourmap/check/check.js';
export { readColourmapFile, writeColourmapFile } from './colourmap/files/colourmapFile.js';
export {
  colourmapFromColourbar,
  type FromColourbar,
  type FromColourbarOptions,
} from './colourmap/fromColourbar.js';
export { colourmapFromTable, type TableOptions } from './colourmap/fromTable.js';
export { type ColourmapMatch, type Identification, identify } from './colourmap/identify.js';
export { type Library, loadLibrary } from './colourmap/library.js';
export { colourmapOf, namedColourmap, type ResolvedName, resolveName } from './colourmap/names.js';
export { reversedColourmap } from './colourmap/reversed.js';
export { type BlindOptions, type BlindRecovery, recoverBlind } from './decode/blind.js';
export { type GreedyOptions, type GreedyRecovery, recoverGreedy } from './decode/greedy.js';
export { type DecodedKnown, type DecodeKnownOptions, decodeKnown } from './decode/known.js';
export { type LookedUp, lookUp } from './decode/lookUp.js';
export { InputError, OutputError, RecoveryError, UsageError } from './errors.js';
export { type Findings, type InspectOptions, inspect, type PanelFindings } from './figure/inspect.js';
export type { LabelCandidate, ReadLabel } from './figure/label.js';
export { type CellBorders, cellGrid, equalCells } from './grid/cellGrid.js';
export { type AxisEdges, pixelCentres } from './grid/coordinates.js';
export { scaleValues, type ValueScale, valueFunction } from './grid/scale.js';
export { medianNearestDistance, pairwiseDistances } from './locus/distances.js';
export { type Palette, type QuantiseOptions, quantise } from './locus/quantise.js';
export { darkestFirst, type WalkThresholds, walkLocus } from './locus/walk.js';
export { panelRequest } from './panelRequest.js';
export { crop, wholeBox } from './raster/crop.js';
export { type DistinctColours, distinctColours, unpackColours } from './raster/distinct.js';
export { type JpegCoefficients, readJpegCoefficients } from './raster/jpeg/coefficients.js';
export { recolour } from './recolour.js';
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
