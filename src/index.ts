/** unhue, browser-safe: everything but the reading and writing of files. */

export {
  colourmapFromColourbar,
  type FromColourbar,
  type FromColourbarOptions,
} from './colourmap/bar/fromColourbar.js';
export { check } from './colourmap/check/check.js';
export type { ColourmapCheck } from './colourmap/check/colourmapCheck.js';
export { readColourmapFile, writeColourmapFile } from './colourmap/files/colourmapFile.js';
export type { ColourmapMatch } from './colourmap/identify/description.js';
export { type Identification, identify } from './colourmap/identify/identify.js';
export { type Library, loadLibrary } from './colourmap/library/library.js';
export { colourmapFromTable, type TableOptions } from './colourmap/maps/fromTable.js';
export { reversedColourmap } from './colourmap/maps/reversed.js';
export { colourmapOf, namedColourmap, type ResolvedName, resolveName } from './colourmap/names.js';
export { type Decoding, decode } from './decode/decode.js';
export type { DecodeOptions, DecodeStage } from './decode/picture/decoding.js';
export { type FilmPanel, type RecoverFrame, recoverFilm } from './documents/frames/recoverFilm.js';
export { type Findings, type PanelFindings, plainFindings } from './figure/findings.js';
export { type InspectOptions, inspect } from './figure/inspect.js';
export type { LabelCandidate, ReadLabel } from './figure/labels/reader/label.js';
export { readLabel } from './figure/labels/reader/readLabel.js';
export { type Project, readProject, writeProject } from './formats/project.js';
export { areasBetween, type BandArea } from './grid/areas.js';
export { type CellBorders, cellGrid, equalCells } from './grid/cellGrid.js';
export { type Contour, contoursOf, type Ring } from './grid/contours.js';
export { type AxisEdges, gridAxis, pixelCentres } from './grid/coordinates/coordinates.js';
export { dataBox, trimmedGrid } from './grid/coordinates/dataBox.js';
export { scaleValues, type ValueScale, valueFunction } from './grid/coordinates/scale.js';
export { type Resolution, resampled } from './grid/resample.js';
export { type GridStack, gridStack } from './grid/stack.js';
export { type ValueAt, valuesAt } from './grid/valuesAt.js';
export { type JpegCoefficients, readJpegCoefficients } from './jpeg/coefficients.js';
export { type BlindColourmap, blindColourmap } from './locus/blindColourmap.js';
export { type PictureColours, pictureColours } from './locus/colours/pictureColours.js';
export { type WalkedColourmap, type WalkOptions, walkedColourmap } from './locus/walkedColourmap.js';
export {
  type ErrorDetails,
  InputError,
  OutputError,
  RecoveryError,
  UnhueError,
  UsageError,
} from './model/errors.js';
export { countKinds, PixelKind } from './model/pixelKind.js';
export type {
  Box,
  Colourmap,
  ColourmapAccuracy,
  ColourmapSource,
  Decoded,
  Grid,
  GridAxis,
  Ground,
  Provenance,
  Raster,
  Rgb,
  Scale,
} from './model/types.js';
export { version } from './model/version.js';
export { type Setting, type Warning, warningText } from './model/warning.js';
export { similarityMap } from './palette/groups/similarityMap.js';
export { type ColourHistogram, colourHistogram } from './palette/histogram/colourHistogram.js';
export { cosineSimilarity } from './palette/histogram/cosineSimilarity.js';
export { type ColourPalette, type PaletteMethod, type PaletteOptions, palette } from './palette/palette.js';
export { type Exemplar, exemplarOf } from './pipeline/exemplar.js';
export { type RecoverPanelOptions, recoverPanel } from './pipeline/panel/recoverPanel.js';
export {
  type Confidences,
  overallConfidence,
  type PanelFacts,
  type PanelRecovery,
} from './pipeline/panel/recovery.js';
export type { Panel } from './pipeline/panel.js';
export type { GivenTick, PlanOptions, RecoverOptions } from './pipeline/plan/options.js';
export { type BoxFacts, plan } from './pipeline/plan/plan.js';
export { type Search, whatToFind } from './pipeline/plan/planLayout.js';
export type {
  ColourmapRequest,
  DecodeRequest,
  FigureInput,
  FoundConfidence,
  LowEnd,
  PanelRequest,
} from './pipeline/plan/request.js';
export { recolour, recolourPanels } from './pipeline/recolour/recolour.js';
export { type PictureLike, type Readers, type RunOptions, recoverFigure } from './pipeline/recoverFigure.js';
export { recoverLike } from './pipeline/recoverLike.js';
export { type BoxArray, type Sidecar, sidecarOf } from './pipeline/sidecar.js';
export { type DistinctColours, distinctColours, unpackColours } from './raster/colours/distinct.js';
export { crop, wholeBox } from './raster/crop.js';
export { medianNearestDistance, pairwiseDistances } from './walk/distances.js';
export { type LookedUp, lookUp } from './walk/lookUp.js';
export { type Palette, type QuantiseOptions, quantise } from './walk/quantise.js';
export { darkestFirst, type Walked, type WalkThresholds, walkLocus } from './walk/walk.js';
