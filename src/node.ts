/** unhue for Node: the core, and the reading and writing of files. */

export { formatOf, type GridFormat, type GridOptions, gridFormats } from './formats/formatOf.js';
export { writeAsciiGrid } from './formats/grids/writeAsciiGrid.js';
export { type CsvOptions, writeCsv, writeTsv } from './formats/grids/writeCsv.js';
export { type GeojsonOptions, writeGeojson } from './formats/grids/writeGeojson.js';
export { writeGeotiff } from './formats/grids/writeGeotiff.js';
export { writeJson } from './formats/grids/writeJson.js';
export { writeNetcdf } from './formats/grids/writeNetcdf.js';
export { writeNpy } from './formats/grids/writeNpy.js';
export { writeNpz } from './formats/grids/writeNpz.js';
export { writeParquet } from './formats/grids/writeParquet.js';
export { writeZarr } from './formats/grids/writeZarr.js';
export type { Content, FolderContent } from './formats/output/content.js';
export { checkTarget, type WriteOptions, writeAtomically } from './formats/output/writeAtomically.js';
export { checkOutput, writeOutput } from './formats/output/writeOutput.js';
export { type FilmFile, readFrames } from './formats/pictures/readFrames.js';
export { type FigureFile, type ReadRasterOptions, readRaster } from './formats/pictures/readRaster.js';
export { writePng16, writePreview } from './formats/pictures/writePng.js';
export { readColourmap } from './formats/readColourmap.js';
export { readFindings } from './formats/readFindings.js';
export * from './index.js';
export { type RecoverFileOptions, recoverFigure } from './node/recoverFigure.js';
export type { ReportInput } from './report/shown/input.js';
export { writeReport } from './report/writeReport.js';
