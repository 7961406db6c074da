import type { Command } from 'commander';
import { loadLibrary } from '../colourmap/library/library.js';
import { type FigureFile, readRaster } from '../formats/readRaster.js';
import type { Box, Rgb } from '../model/types.js';
import { type Recovery, recover } from '../pipeline/recover.js';
import { chosenColourmap } from './chosenColourmap.js';
import { layoutRequests } from './layout.js';
import { notifier } from './notify.js';
import { addBoxOptions, addReadingOptions } from './options.js';

/** Where a figure's data and colourbar are, and how to read it: what all commands about its colourmap take. */
export interface FigureCliOptions {
  readonly plot: Box | 'all' | 'auto';
  readonly colourbar: Box | 'none' | 'auto';
  readonly colourmap: string;
  readonly panel?: number;
  readonly background: Rgb;
  readonly maxPixels?: number;
  readonly frame?: number;
  readonly quiet: boolean;
}

export function addFigureOptions(command: Command): Command {
  return addBoxOptions(addReadingOptions(command)).option(
    '--colourmap <map>',
    'that the figure is drawn with: a name, a file, blind, or auto',
    'auto',
  );
}

/** A figure's panels, decoded: from the colourbar, the colourmap given, a named one where it is decisive, or blind. */
export async function decodedPanels(
  figure: string,
  options: FigureCliOptions,
): Promise<{ file: FigureFile; panels: Recovery[] }> {
  const notify = notifier(options);
  const file = await readRaster(figure, options);
  const colourmap = await chosenColourmap(options.colourmap, notify);
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
    notify(`unhue: ${figure}: ${warning}`);
  return { file, panels };
}
