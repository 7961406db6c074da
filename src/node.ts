/** unhue for Node: the core, and the reading and writing of files. */
export type { Content } from './formats/content.js';
export { formatOf, type GridFormat, gridFormats } from './formats/formatOf.js';
export { readColourmap } from './formats/readColourmap.js';
export { readFindings } from './formats/readFindings.js';
export { type FigureFile, type ReadRasterOptions, readRaster } from './formats/readRaster.js';
export { checkTarget, type WriteOptions, writeAtomically } from './formats/writeAtomically.js';
export { type CsvOptions, writeCsv } from './formats/writeCsv.js';
export { writeJson } from './formats/writeJson.js';
export { writeNpy } from './formats/writeNpy.js';
export { writePng16, writePreview } from './formats/writePng.js';
export * from './index.js';
export { type RecoverFileOptions, recoverFigure } from './node/recoverFigure.js';
export type { ReportInput } from './report/drawing/input.js';
export { writeReport } from './report/writeReport.js';
