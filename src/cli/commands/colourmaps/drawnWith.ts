import type { Command } from 'commander';
import { type FigureFile, readRaster } from '../../../formats/pictures/readRaster.js';
import { recoverFigure } from '../../../node/recoverFigure.js';
import type { Panel } from '../../../pipeline/panel.js';
import { notifier } from '../../messages/notify.js';
import { warningInWords } from '../../messages/words.js';
import {
  addBoxOptions,
  addReadingOptions,
  type FigureSettings,
  givenSettings,
} from '../../options/options.js';

/** Where a figure's data and colourbar are, and how to read it: what all commands about its colourmap take. */
export interface FigureCliOptions extends FigureSettings {
  readonly quiet: boolean;
}

export function addFigureOptions(command: Command): Command {
  return addBoxOptions(addReadingOptions(command)).option(
    '--colourmap <map>',
    'that the figure is drawn with: a name, a file, blind, walk, or auto',
    'auto',
  );
}

/** A figure's panels, recovered as `recover` does it but for labels: positions are enough where no values are needed. */
export async function decodedPanels(
  figure: string,
  options: FigureCliOptions,
  command: Command,
): Promise<{ file: FigureFile; panels: Panel[] }> {
  const file = await readRaster(figure, options);
  const panels = await recoverFigure(file, { ...givenSettings(command), labels: false });
  for (const warning of new Set(panels.flatMap(({ warnings }) => warnings)))
    if (warning.code !== 'labels-not-read') notifier(options)(`unhue: ${figure}: ${warningInWords(warning)}`);
  return { file, panels };
}
