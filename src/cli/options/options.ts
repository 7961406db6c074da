import { type Command, Option } from 'commander';
import { UsageError } from '../../model/errors.js';
import type { Rgb } from '../../model/types.js';
import type { RecoverFileOptions } from '../../node/recoverFigure.js';
import {
  boxArgument,
  cellsArgument,
  choiceArgument,
  colourArgument,
  cornersArgument,
  numberArgument,
  pairArgument,
  ticksArgument,
} from './arguments.js';

/** What a command that looks at figures asks of `recoverFigure`; `layout` is the name of a file here, labels are `ocr`. */
export type FigureSettings = Omit<RecoverFileOptions, 'layout' | 'labels'> & {
  readonly layout?: string;
  readonly ocr?: boolean;
};

/** Options of the command line that are none of `recoverFigure`. */
const ofTheCommandLine = new Set([
  ...['output', 'meta', 'report', 'force', 'quiet', 'json', 'long', 'layout', 'ocr'],
  ...['directory', 'like', 'shard', 'skipExisting', 'summary', 'jobs', 'queue'],
  ...['to', 'noise', 'strict', 'levels', 'at', 'areas'],
]);

/**
 * What was given on the command line, as options of `recoverFigure`. Defaults are left to `plan`.
 */
export function givenSettings(command: Command): RecoverFileOptions {
  const given = Object.entries(command.opts()).filter(
    ([name, value]) =>
      // All frames are asked of the command, which asks for one after the other.
      !(ofTheCommandLine.has(name) || (name === 'frame' && value === 'all')) &&
      command.getOptionValueSource(name) === 'cli',
  );
  const { ocr } = command.opts() as FigureSettings;
  return { ...Object.fromEntries(given), ...(ocr === false && { labels: false }) };
}

/** Headings under which help lists the options of `recover`. */
export const groups = {
  read: 'What to read:',
  shows: 'What the figure shows:',
  write: 'What to write:',
  control: 'Fine control:',
} as const;

const white: Rgb = [255, 255, 255];

/** Options that every command which reads a picture takes; `films`: it takes all frames as well. */
export function addReadingOptions(command: Command, { films = false } = {}): Command {
  const frame = numberArgument('--frame', { min: 0, whole: true });
  return command
    .optionsGroup(groups.read)
    .addOption(
      new Option('--background <colour>', 'colour behind transparent pixels')
        .argParser(colourArgument('--background'))
        .default(white, 'white'),
    )
    .addOption(
      new Option(
        '--max-pixels <n>',
        'refuse larger pictures (default: 100 million; 4 billion of those decoded block by block)',
      ).argParser(numberArgument('--max-pixels', { min: 1, whole: true })),
    )
    .addOption(
      new Option(
        '--timeout <s>',
        'seconds that drawing an svg (default: 20), or a page of a PDF, may take',
      ).argParser(numberArgument('--timeout', { min: 0.1 })),
    )
    .addOption(
      films
        ? new Option(
            '--frame <n>',
            'frame of an animation, from 0; all: the whole film, as one grid of time, y and x in npy, nc or zarr',
          ).argParser((text) => (text === 'all' ? text : frame(text)))
        : new Option('--frame <n>', 'frame of an animation, from 0').argParser(frame),
    )
    .optionsGroup(groups.write)
    .option('--quiet', 'no summary, no progress and no remarks', false);
}

/** Which pages of a document are looked at, and how. */
export function addDocumentOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--page <n>', 'page of a document, from 1, or all').argParser((text) =>
        text === 'all' ? text : numberArgument('--page', { min: 1, whole: true })(text),
      ),
    )
    .addOption(
      new Option(
        '--dpi <n>',
        'dots per inch at which pages are drawn (default: enough for the labels)',
      ).argParser(numberArgument('--dpi', { min: 10, max: 2400 })),
    );
}

/** The walk of the locus, as multiples of the palette's median nearest-neighbour distance. */
export function addWalkOptions(command: Command): Command {
  return command
    .optionsGroup(groups.control)
    .addOption(
      new Option('--colours <k>', 'most colours of the palette').argParser(
        numberArgument('--colours', { min: 2, max: 4096, whole: true }),
      ),
    )
    .addOption(
      new Option('--near <m>', 'walk: nearer colours are the same place').argParser(
        numberArgument('--near', { min: 0 }),
      ),
    )
    .addOption(
      new Option('--far <m>', 'walk: longer steps leave the locus').argParser(
        numberArgument('--far', { min: 0 }),
      ),
    )
    .addOption(
      new Option('--from <end>', 'low end: darkest, lightest or a colour').argParser((text) =>
        text === 'darkest' || text === 'lightest' ? text : colourArgument('--from')(text),
      ),
    )
    .option('--reverse', 'swap low and high end', false)
    .addOption(
      new Option('--cutoff <d>', 'mask pixels farther than this from the locus (sRGB 0…255)').argParser(
        numberArgument('--cutoff', { min: 0 }),
      ),
    );
}

/** Where the data and the colourbar are; what is not given is found. */
export function addBoxOptions(command: Command): Command {
  return command
    .optionsGroup(groups.read)
    .addOption(
      new Option('--crop <l,t,r,b>', 'look at this part of the picture only').argParser(
        boxArgument('--crop', []),
      ),
    )
    .addOption(
      new Option('--panel <n>', 'only this panel, from 1 in reading order').argParser(
        numberArgument('--panel', { min: 1, whole: true }),
      ),
    )
    .optionsGroup(groups.shows)
    .addOption(
      new Option('--plot <l,t,r,b>', 'plot area in pixels, or all, or auto')
        .argParser(boxArgument('--plot', ['all', 'auto']))
        .default('auto'),
    )
    .addOption(
      new Option('--colourbar <l,t,r,b>', 'colourbar in pixels, or none, or auto')
        .argParser(boxArgument('--colourbar', ['none', 'auto']))
        .default('auto'),
    );
}

/** Where things are in the figure and what they mean; each overrides what would be found. */
export function addLayoutOptions(command: Command): Command {
  return addBoxOptions(command)
    .addOption(
      new Option(
        '--corners <x1,y1,…,x4,y4>',
        'corners of the plot area of a tilted scan or photo, clockwise from its top left',
      ).argParser(cornersArgument('--corners')),
    )
    .option('--colourmap <map>', 'a name, a file, blind, walk, or auto', 'auto')
    .addOption(
      new Option('--range <lo,hi>', 'data values at the low and high end of the colourmap').argParser(
        pairArgument('--range', 'lo,hi'),
      ),
    )
    .addOption(
      new Option('--scale <scale>', 'linear, log, symlog, ticks or auto')
        .argParser(choiceArgument('--scale', ['linear', 'log', 'symlog', 'ticks', 'auto']))
        .default('auto'),
    )
    .addOption(
      new Option('--threshold <v>', 'symlog: |value| at which its linear middle ends').argParser(
        numberArgument('--threshold', { min: Number.MIN_VALUE }),
      ),
    )
    .addOption(
      new Option(
        '--ticks <values>',
        "what the colourbar's ticks say, from its bottom or left: v1,v2,… or v1@p1,v2@p2,… with rows or columns",
      ).argParser(ticksArgument('--ticks')),
    )
    .addOption(
      new Option('--x <a,b>', 'data coordinates of the left and right edge').argParser(
        pairArgument('--x', 'left,right'),
      ),
    )
    .addOption(
      new Option('--y <a,b>', 'data coordinates of the bottom and top edge').argParser(
        pairArgument('--y', 'bottom,top'),
      ),
    )
    .addOption(
      new Option('--x-scale <scale>', 'linear or log').argParser(
        choiceArgument('--x-scale', ['linear', 'log']),
      ),
    )
    .addOption(
      new Option('--y-scale <scale>', 'linear or log').argParser(
        choiceArgument('--y-scale', ['linear', 'log']),
      ),
    )
    .addOption(
      new Option(
        '--cells <cells>',
        'one value per data cell: auto, rows x columns such as 9x12, or none',
      ).argParser(cellsArgument('--cells')),
    )
    .option('--layout <file>', 'findings as inspect --json prints them, instead of looking')
    .option('--no-ocr', 'do not read labels: positions 0…1 unless --range is given');
}

/** How pixels are turned into values. */
export function addDecodingOptions(command: Command): Command {
  const asked = new Set<string>();
  for (const name of ['shaded', 'no-shaded'])
    command.on(`option:${name}`, () => {
      if (asked.add(name).size > 1)
        throw new UsageError('--shaded and --no-shaded contradict each other: leave one of them out');
    });
  return command
    .optionsGroup(groups.shows)
    .option('--shaded', 'lightness is shading, not data; looked for unless told')
    .option('--no-shaded', 'lightness is data: no shading is looked for')

    .option(
      '--mask <picture>',
      'leave out what is white in this picture of the same size, restore what is green',
    )
    .addOption(
      new Option('--missing <colour>', 'colour of missing data; repeatable')
        .argParser((text: string, colours: readonly Rgb[]) => [...colours, colourArgument('--missing')(text)])
        .default([], 'none'),
    )
    .optionsGroup(groups.control)
    .addOption(
      new Option('--smooth <when>', 'denoise within what the picture leaves open: auto, on or off')
        .argParser(choiceArgument('--smooth', ['auto', 'on', 'off']))
        .default('auto'),
    )
    .option('--fill', 'fill marks drawn over the data from their surroundings', false)
    .option('--clip', 'values beyond the colourbar get the value of its end instead of being masked', false);
}
