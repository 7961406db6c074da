import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import { isColourmapFileName } from '../../../colourmap/files/endings.js';
import { checkTarget, writeAtomically } from '../../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import { encodePng } from '../../../formats/pictures/writePng.js';
import { UsageError } from '../../../model/errors.js';
import { recolourPanels } from '../../../pipeline/recolour/recolour.js';
import { notifier } from '../../messages/notify.js';
import { namedOrFile } from './chosenColourmap.js';
import { addFigureOptions, decodedPanels, type FigureCliOptions } from './drawnWith.js';

interface RecolourCliOptions extends FigureCliOptions {
  readonly to: string;
  readonly output?: string;
  readonly force: boolean;
}

export function registerRecolour(program: Command): void {
  const command = program
    .command('recolour')
    .alias('recolor')
    .summary('redraw a figure with another colourmap')
    .description(
      'Draws the data and the colourbar of a figure in another colourmap; axes, text and lines stay as they are.',
    )
    .argument(
      '<figure>',
      'picture (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm); - is standard input',
    )
    .requiredOption('--to <map>', 'the new colourmap, a name or a file: cividis, viridis_r, crameri:batlow')
    .option(
      '-o, --output <file.png>',
      'png; - is standard output (default: the names of figure and map, as in FIGURE-cividis.png, in this folder)',
    );
  addFigureOptions(command).option('--force', 'overwrite an existing file', false).action(recolourFigure);
}

async function recolourFigure(figure: string, options: RecolourCliOptions, command: Command): Promise<void> {
  const { output = defaultOutput(figure, options.to) } = options;
  if (output !== '-' && !/\.png$/i.test(output))
    throw new UsageError(`--output expects a file that ends in .png, but received “${output}”`);
  if (output !== '-') await checkTarget(output, options);
  const to = await namedOrFile(options.to, notifier(options));
  const { file, panels } = await decodedPanels(figure, options, command);
  const png = await encodePng(recolourPanels(file.raster, panels, to));
  if (output === '-') await writeToStdout(png);
  else await writeAtomically(output, png, options);
  const names = panels.map(({ colourmap }) => colourmap.name ?? `its colours (${colourmap.source})`);
  notifier(options)(`${figure}: from ${[...new Set(names)].join(', ')} to ${to.name ?? options.to}`);
}

/** `map-cividis.png` of map.jpg and cividis: a map's program or folder, and the ending of its file, are left out. */
function defaultOutput(figure: string, to: string): string {
  const stem = figure === '-' ? 'figure' : basename(figure, extname(figure));
  const map = basename(to, isColourmapFileName(to) ? extname(to) : '').replace(/^.*:(?=\D)/, '');
  return `${stem}-${map.replaceAll(':', '-')}.png`;
}
