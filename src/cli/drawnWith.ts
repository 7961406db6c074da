import { type Command, Option } from 'commander';
import { loadLibrary } from '../colourmap/library.js';
import { type FigureFile, readRaster } from '../formats/readRaster.js';
import { type Recovery, recover } from '../recover.js';
import type { Box, Rgb } from '../types.js';
import { boxArgument, numberArgument } from './arguments.js';
import { chosenColourmap } from './chosenColourmap.js';
import { layoutRequests } from './layout.js';
import { addReadingOptions } from './options.js';

/** Where a figure's data and colourbar are, and how to read it: what all commands about its colourmap take. */
export interface FigureCliOptions {
  readonly plot: Box | 'all' | 'auto';
  readonly colourbar: Box | 'none' | 'auto';
  readonly colourmap: string;
  readonly panel?: number;
  readonly background: Rgb;
  readonly maxPixels?: number;
  readonly frame?: number;
}

export function addFigureOptions(command: Command): Command {
  return addReadingOptions(command)
    .addOption(
      new Option('--plot <l,t,r,b>', 'plot area in pixels, or all, or auto')
        .argParser(boxArgument('--plot', ['all', 'auto']))
        .default('auto'),
    )
    .addOption(
      new Option('--colourbar <l,t,r,b>', 'colourbar in pixels, or none, or auto')
        .argParser(boxArgument('--colourbar', ['none', 'auto']))
        .default('auto'),
    )
    .option('--colourmap <map>', 'that the figure is drawn with: a name, a file, blind, or auto', 'auto')
    .addOption(
      new Option('--panel <n>', 'only this panel, from 1 in reading order').argParser(
        numberArgument('--panel', { min: 1, whole: true }),
      ),
    );
}

/** A figure's panels, decoded: from the colourbar, the colourmap given, a named one where it is decisive, or blind. */
export async function decodedPanels(
  figure: string,
  options: FigureCliOptions,
): Promise<{ file: FigureFile; panels: Recovery[] }> {
  const file = await readRaster(figure, options);
  const colourmap = await chosenColourmap(options.colourmap);
  const library = options.colourmap === 'auto' ? await loadLibrary() : undefined;
  const layouts = await layoutRequests(file.raster, options, {});
  const panels = layouts.map((layout) => {
    // Positions are enough: nothing here needs values.
    const { values: _values, x: _x, y: _y, cells: _cells, found: _found, ...request } = layout;
    return recover(file.raster, {
      ...request,
      ...(colourmap === 'blind' ? { colourbarBox: null } : colourmap && { colourmap }),
      ...(library && !request.colourbarBox && { library }),
      ...(file.transparent && { ignore: file.transparent }),
    });
  });
  for (const warning of [...file.warnings, ...panels.flatMap((panel) => panel.warnings)])
    process.stderr.write(`unhue: ${figure}: ${warning}\n`);
  return { file, panels };
}
