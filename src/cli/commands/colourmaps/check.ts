import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { check } from '../../../colourmap/check/check.js';
import type { ColourmapCheck } from '../../../colourmap/check/colourmapCheck.js';
import { isColourmapFileName } from '../../../colourmap/files/endings.js';
import { sampleColours } from '../../../colourmap/identify/colourSample.js';
import { scatterAbout } from '../../../colourmap/identify/scatter.js';
import { checkTarget, writeAtomically } from '../../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import { isPictureName } from '../../../formats/pictureName.js';
import type { Colourmap } from '../../../model/types.js';
import { toWorkingSpace } from '../../../raster/colours/colourSpace.js';
import { crop } from '../../../raster/crop.js';
import { checkReport } from '../../../report/checkReport.js';
import { exitCodes } from '../../messages/exitCodes.js';
import { notifier } from '../../messages/notify.js';
import { printable } from '../../messages/printable.js';
import { numberArgument } from '../../options/arguments.js';
import { namedOrFile } from './chosenColourmap.js';
import { addFigureOptions, decodedPanels, type FigureCliOptions } from './drawnWith.js';

interface CheckCliOptions extends FigureCliOptions {
  readonly noise?: number;
  readonly json: boolean;
  readonly report?: string;
  readonly strict: boolean;
  readonly force: boolean;
}

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('order, evenness, lightness and ambiguity of a colourmap')
    .description(
      'Says what a colourmap is good for, and how well values can be read back from it: lightness (OKLab), evenness ' +
        '(CIEDE2000), look-alikes (also with colour-vision deficiencies and in grey print), levels at the noise.',
    )
    .argument('<what>', 'a figure, the name of a colourmap, or a colourmap file');
  addFigureOptions(command)
    .option(
      '--noise <sd>',
      "standard deviation of the colours, sRGB levels (default: the figure's own, or rounding)",
      numberArgument('--noise', { min: 0, max: 128 }),
    )
    .option('--json', 'print the findings as json', false)
    .option('--report <file.html>', 'write a page with plots')
    .option('--strict', 'exit 1 when values cannot be read back', false)
    .option('--force', 'overwrite an existing file', false)
    .action(checkColourmap);
}

async function checkColourmap(what: string, options: CheckCliOptions, command: Command): Promise<void> {
  if (options.report !== undefined) await checkTarget(options.report, options);
  const { colourmap, noise } = await subject(what, options, command);
  const report = check(colourmap, { noise: options.noise ?? noise });
  if (options.report !== undefined) await writeAtomically(options.report, checkReport(what, report), options);
  await writeToStdout(
    options.json ? `${JSON.stringify(withoutCurves(what, report))}\n` : textOf(what, report),
  );
  if (options.strict && !report.decodable) process.exitCode = exitCodes.notRecovered;
}

/** A name or a table as it is; a figure's colourmap with the noise of its pixels. */
async function subject(
  what: string,
  options: CheckCliOptions,
  command: Command,
): Promise<{ colourmap: Colourmap; noise: number }> {
  const figure = what === '-' || isPictureName(what) || /\.svg$/i.test(what);
  if (!figure && (isColourmapFileName(what) || !existsSync(what)))
    return { colourmap: await namedOrFile(what, notifier(options)), noise: 0 };
  const { file, panels } = await decodedPanels(what, options, command);
  const { colourmap, plotBox } = panels[0]!;
  const sample = sampleColours(crop(file.raster, plotBox), noiseColours);
  return {
    colourmap,
    noise: scatterAbout(toWorkingSpace(sample.colours, 'chroma-weighted'), sample.weights),
  };
}

/** Colours from which the noise of a figure is estimated. */
const noiseColours = 400;

function withoutCurves(what: string, { curves: _, ...report }: ColourmapCheck): object {
  return { what, ...report };
}

function textOf(what: string, { name, kind, verdict }: ColourmapCheck): string {
  const title = name === undefined || name === what ? what : `${what} (${name})`;
  return `${printable(title)}: ${kind}\n${verdict.map((sentence) => `  ${sentence}`).join('\n')}\n`;
}
