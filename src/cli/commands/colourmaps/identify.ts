import { type Command, Option } from 'commander';
import type { ColourmapMatch } from '../../../colourmap/identify/description.js';
import { type Identification, identify } from '../../../colourmap/identify/identify.js';
import { loadLibrary } from '../../../colourmap/library/library.js';
import { inspect } from '../../../figure/inspect.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import { readRaster } from '../../../formats/pictures/readRaster.js';
import { RecoveryError } from '../../../model/errors.js';
import type { Box, Raster, Rgb } from '../../../model/types.js';
import { crop } from '../../../raster/crop.js';
import { eachFigure } from '../../messages/eachFigure.js';
import { notifier } from '../../messages/notify.js';
import { printable } from '../../messages/printable.js';
import { warningInWords } from '../../messages/words.js';
import { boxArgument, numberArgument } from '../../options/arguments.js';
import { addReadingOptions } from '../../options/options.js';

interface IdentifyCliOptions {
  readonly plot: Box | 'all' | 'auto';
  readonly limit: number;
  readonly json: boolean;
  readonly background: Rgb;
  readonly maxPixels?: number;
  readonly frame?: number;
  readonly quiet: boolean;
}

export function registerIdentify(program: Command): void {
  const command = program
    .command('identify')
    .summary('which named colourmap a figure is drawn with')
    .description(
      'Ranks the named colourmaps by how well they explain the pixels. Colours cannot tell a map from its reverse: ' +
        'the direction given is the customary one.',
    )
    .argument(
      '<figure...>',
      'pictures (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm); - is standard input',
    )
    .addOption(
      new Option('--plot <l,t,r,b>', 'plot area in pixels, or all, or auto')
        .argParser(boxArgument('--plot', ['all', 'auto']))
        .default('auto'),
    )
    .addOption(
      new Option('--limit <n>', 'how many matches')
        .argParser(numberArgument('--limit', { min: 1, max: 80, whole: true }))
        .default(5),
    );
  addReadingOptions(command)
    .option('--json', 'print the matches as json, one object a figure', false)
    .action(identifyFigures);
}

async function identifyFigures(figures: readonly string[], options: IdentifyCliOptions): Promise<void> {
  const library = await loadLibrary();
  await eachFigure(figures, async (figure) => {
    const { raster, sha256, warnings } = await readRaster(figure, options);
    for (const warning of warnings) notifier(options)(`unhue: ${figure}: ${warningInWords(warning)}`);
    const found = identify(await plotOf(raster, options.plot), library, { limit: options.limit });
    if (found.matches.length === 0) throw new RecoveryError(`${figure}: ${found.reason}`, 'colourmap');
    await writeToStdout(
      options.json ? `${JSON.stringify({ figure, sha256, ...found })}\n` : tableOf(figure, found),
    );
  });
}

/** The plot area, found unless given; the whole picture where there is none to be found. */
async function plotOf(raster: Raster, plot: IdentifyCliOptions['plot']): Promise<Raster> {
  if (plot === 'all') return raster;
  if (plot !== 'auto') return crop(raster, plot);
  const { panels } = await inspect(raster, {});
  return panels.length > 0 ? crop(raster, panels[0]!.plotBox) : raster;
}

function tableOf(figure: string, { matches, decisive, reason }: Identification): string {
  const rows = matches.map((match) => [
    match.name,
    match.score.toFixed(2),
    match.deltaE.mean.toFixed(1),
    match.deltaE.p95.toFixed(1),
    `${(100 * match.explained).toFixed(1)} %`,
    `${match.from.toFixed(2)}…${match.to.toFixed(2)}`,
    twinsOf(match),
  ]);
  const table = [
    ['colourmap', 'score', 'ΔE mean', '95 %', 'explained', 'visited', 'reads the same'],
    ...rows,
  ];
  const widths = table[0]!.map((_, c) => Math.max(...table.map((row) => row[c]!.length)));
  const lines = table.map((row) => `  ${row.map((cell, c) => cell.padEnd(widths[c]!)).join('  ')}`.trimEnd());
  return `${printable(figure)}: ${decisive ? 'decisive' : 'not decisive'}: ${reason}\n${lines.join('\n')}\n`;
}

function twinsOf({ twins }: ColourmapMatch): string {
  return twins.length > 3 ? `${twins.slice(0, 3).join(', ')} and ${twins.length - 3} more` : twins.join(', ');
}
