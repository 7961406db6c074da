import type { Command } from 'commander';
import { formatOrRefuse, writeColourmapFile } from '../../../colourmap/files/colourmapFile.js';
import { writeCsv } from '../../../colourmap/files/csv.js';
import { checkTarget, writeAtomically } from '../../../formats/output/writeAtomically.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import { writeBarPicture } from '../../../formats/readColourmap.js';
import { notifier } from '../../messages/notify.js';
import { addFigureOptions, decodedPanels, type FigureCliOptions } from './drawnWith.js';

interface ColourmapCliOptions extends FigureCliOptions {
  readonly output: string;
  readonly force: boolean;
}

export function registerColourmap(program: Command): void {
  const command = program
    .command('colourmap')
    .alias('colormap')
    .summary('the ordered colourmap of a figure, alone')
    .description(
      'Writes the colourmap that a figure is drawn with. Reading it back with --colourmap FILE gives the same numbers.',
    )
    .argument(
      '<figure>',
      'picture (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm); - is standard input',
    )
    .option(
      '-o, --output <file>',
      'csv, txt, json, cpt, act, pal, lut, xml, clr or png (a bar) by extension; - is csv on standard output',
      '-',
    );
  addFigureOptions(command).option('--force', 'overwrite an existing file', false).action(writeColourmapOf);
}

async function writeColourmapOf(
  figure: string,
  options: ColourmapCliOptions,
  command: Command,
): Promise<void> {
  const { output } = options;
  const picture = /\.png$/i.test(output);
  if (output !== '-' && !picture) formatOrRefuse(output);
  if (output !== '-') await checkTarget(output, options);
  const notify = notifier(options);
  const { panels } = await decodedPanels(figure, options, command);
  if (panels.length > 1)
    notify(`unhue: ${figure}: ${panels.length} panels, taking the first; --panel chooses`);
  const { colourmap } = panels[0]!;
  if (output === '-') await writeToStdout(writeCsv(colourmap));
  else
    await writeAtomically(
      output,
      picture ? await writeBarPicture(colourmap) : writeColourmapFile(colourmap, output),
      options,
    );
  notify(
    `${figure}: ${colourmap.name ?? 'unnamed'} (${colourmap.source}), ${colourmap.positions.length} colours, confidence ${colourmap.confidence.toFixed(2)}`,
  );
}
