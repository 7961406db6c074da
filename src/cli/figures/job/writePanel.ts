import { basename } from 'node:path';
import { panelRow, type SummaryRow } from '../../../batch/summary/rows.js';
import { formatOf } from '../../../formats/formatOf.js';
import { writeCsv } from '../../../formats/grids/writeCsv.js';
import { writeAtomically } from '../../../formats/output/writeAtomically.js';
import { writeOutput } from '../../../formats/output/writeOutput.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import type { FigureFile } from '../../../formats/pictures/readRaster.js';
import { encodePng } from '../../../formats/pictures/writePng.js';
import { trimmedGrid } from '../../../grid/coordinates/dataBox.js';
import type { Grid } from '../../../model/types.js';
import type { Panel } from '../../../pipeline/panel.js';
import { sideBySide } from '../../../pipeline/sideBySide.js';
import { summaryOf } from '../../messages/summary.js';
import { settlementInWords, warningInWords } from '../../messages/words.js';
import { pathsOf, standardOutput, type Targets } from '../../options/targets.js';
import type { WritingOptions } from './figureJob.js';
import type { Recorded } from './recordedOptions.js';

export interface PanelWriting {
  /** The picture; absent where the panel has its own, drawn from a document. */
  readonly file?: FigureFile;
  readonly figure: string;
  readonly targets: Targets;
  readonly recorded: Recorded;
  readonly writing: WritingOptions;
  /** Prints what was asked of the grid. */
  readonly table?: (grid: Grid) => string;
}

/** Writes a panel's files, the sidecar first: what is left behind when a run is killed is known by it. */
export async function writePanel(
  recovered: Panel,
  { file, figure, targets, recorded, writing, table }: PanelWriting,
): Promise<{ readonly row: SummaryRow; readonly account: string; readonly printed: string }> {
  const { grid } = recovered;
  // One account of the options wherever they are written.
  const provenance = { ...grid.provenance, options: recorded };
  const panel: Panel = { ...recovered, grid: { ...grid, provenance } };
  const warnings = panel.warnings.map(warningInWords);
  const sidecar = { ...panel.sidecar, options: recorded, warnings };
  const text = `${JSON.stringify(sidecar, null, 2)}\n`;
  if (targets.meta !== undefined) await writeAtomically(targets.meta, text, writing);
  for (const path of targets.grids) {
    if (path === standardOutput) await writeToStdout(writeCsv(trimmedGrid(panel.grid), writing));
    else await writeOutput(path, await contentOf(path, panel, file, writing), writing);
  }
  if (targets.report !== undefined)
    await writeAtomically(targets.report, await reportOf(panel, figure, file), writing);
  const paths = pathsOf(targets);
  const { page } = panel.sidecar;
  const place = page === undefined ? figure : `${figure}, page ${page}`;
  const name = panel.panels > 1 ? `${place}, panel ${panel.panel} of ${panel.panels}` : place;
  return {
    row: panelRow(figure, 'done', sidecar, paths),
    account: writing.quiet ? '' : summaryOf(name, panel, paths),
    printed: (writing.json ? text : '') + (table?.(panel.grid) ?? ''),
  };
}

/** The grid in the format of a file: in csv without rows and columns of a frame, in a preview beside the figure. */
async function contentOf(path: string, panel: Panel, file: FigureFile | undefined, writing: WritingOptions) {
  const format = formatOf(path);
  if (format.name === 'preview')
    return encodePng(sideBySide((panel.straight ?? file)!.raster, { ...panel, ...panel.straight }));
  return format.write(
    format.name === 'csv' || format.name === 'tsv' ? trimmedGrid(panel.grid) : panel.grid,
    writing,
  );
}

/** The page that shows how a panel was recovered; what draws it is loaded only here. */
async function reportOf(panel: Panel, figure: string, file: FigureFile | undefined): Promise<string> {
  const [{ writeReport }, { colourbarTicks }] = await Promise.all([
    import('../../../report/writeReport.js'),
    import('../../../report/drawing/colourbarTicks.js'),
  ]);
  const { colourbarBox, ticks } = panel.straight ?? panel;
  return writeReport({
    ...panel,
    ...panel.straight,
    scale: panel.values?.scale ?? 'linear',
    title: file?.name ?? (figure === standardOutput ? 'standard input' : basename(figure)),
    figure: (panel.straight ?? file)!.raster,
    ticks: colourbarBox ? colourbarTicks(colourbarBox, ticks) : [],
    warnings: panel.warnings.map((warning) => ({
      message: warning.message,
      settle: settlementInWords(warning),
    })),
  });
}
