import { type Command, Option } from 'commander';
import type { GreedyOptions } from '../decode/greedy.js';
import type { Box, Rgb, Scale } from '../model/types.js';
import {
  boxArgument,
  cellsArgument,
  choiceArgument,
  colourArgument,
  numberArgument,
  pairArgument,
} from './arguments.js';

/** The options of `unhue recover` as the command line gives them. */
export interface RecoverCliOptions {
  readonly output: readonly string[];
  readonly plot: Box | 'all' | 'auto';
  readonly colourbar: Box | 'none' | 'auto';
  readonly colourmap: string;
  readonly range?: readonly [number, number];
  readonly scale: Scale | 'auto';
  readonly threshold?: number;
  readonly x?: readonly [number, number];
  readonly y?: readonly [number, number];
  readonly meta?: string;
  readonly report?: string;
  readonly fill: boolean;
  readonly cells?: { rows: number; columns: number } | 'auto';
  readonly panel?: number;
  readonly force: boolean;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly long: boolean;
  readonly colours?: number;
  readonly near?: number;
  readonly far?: number;
  readonly from?: 'darkest' | 'lightest' | Rgb;
  readonly reverse: boolean;
  readonly cutoff?: number;
  readonly smooth: 'auto' | 'on' | 'off';
  readonly clip: boolean;
  readonly shaded?: boolean;
  readonly missing: readonly Rgb[];
  readonly background: Rgb;
  readonly maxPixels?: number;
  readonly frame?: number;
  readonly ocr: boolean;
}

const white: Rgb = [255, 255, 255];

/** Options that every command which reads a picture takes. */
export function addReadingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--background <colour>', 'colour behind transparent pixels')
        .argParser(colourArgument('--background'))
        .default(white, 'white'),
    )
    .addOption(
      new Option('--max-pixels <n>', 'refuse larger pictures (default: 100 million)').argParser(
        numberArgument('--max-pixels', { min: 1, whole: true }),
      ),
    )
    .addOption(
      new Option('--frame <n>', 'frame of an animation, from 0').argParser(
        numberArgument('--frame', { min: 0, whole: true }),
      ),
    )
    .option('--quiet', 'no summary, no progress and no remarks', false);
}

/** The walk of the locus, as multiples of the palette's median nearest-neighbour distance. */
export function addWalkOptions(command: Command): Command {
  return command
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
      new Option('--from <end>', 'low end: darkest, lightest or #rrggbb').argParser((text) =>
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
    .addOption(
      new Option('--panel <n>', 'only this panel, from 1 in reading order').argParser(
        numberArgument('--panel', { min: 1, whole: true }),
      ),
    );
}

/** Where things are in the figure and what they mean; each overrides what would be found. */
export function addLayoutOptions(command: Command): Command {
  return addBoxOptions(command)
    .option('--colourmap <map>', 'a name, a file, blind, or auto', 'auto')
    .addOption(
      new Option('--range <lo,hi>', 'data values at the low and high end of the colourmap').argParser(
        pairArgument('--range', 'lo,hi'),
      ),
    )
    .addOption(
      new Option('--scale <scale>', 'linear, log, symlog or auto')
        .argParser(choiceArgument('--scale', ['linear', 'log', 'symlog', 'auto']))
        .default('auto'),
    )
    .addOption(
      new Option('--threshold <v>', 'symlog: |value| at which its linear middle ends').argParser(
        numberArgument('--threshold', { min: Number.MIN_VALUE }),
      ),
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
      new Option(
        '--cells <cells>',
        'one value per data cell: auto, or rows x columns such as 9x12',
      ).argParser(cellsArgument('--cells')),
    )
    .option('--no-ocr', 'do not read labels: positions 0…1 unless --range is given');
}

/** How pixels are turned into values. */
export function addDecodingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--smooth <when>', 'denoise within what the picture leaves open: auto, on or off')
        .argParser(choiceArgument('--smooth', ['auto', 'on', 'off']))
        .default('auto'),
    )
    .option('--fill', 'fill marks drawn over the data from their surroundings', false)
    .option('--clip', 'values beyond the colourbar get the value of its end instead of being masked', false)
    .option('--shaded', 'lightness is shading, not data; looked for unless told')
    .option('--no-shaded', 'lightness is data: no shading is looked for')
    .addOption(
      new Option('--missing <colour>', 'colour of missing data; repeatable')
        .argParser((text: string, colours: readonly Rgb[]) => [...colours, colourArgument('--missing')(text)])
        .default([], 'none'),
    );
}

/** The settings of the walk, if any that only it has were given; they choose it over the ordering by default. */
export function walkOptionsOf(options: RecoverCliOptions): GreedyOptions | undefined {
  const { colours, near, far, from, reverse, cutoff } = options;
  if (colours === undefined && near === undefined && far === undefined) return undefined;
  return {
    reverse,
    ...(colours !== undefined && { colours }),
    ...(near !== undefined && { near }),
    ...(far !== undefined && { far }),
    ...(from !== undefined && { from }),
    ...(cutoff !== undefined && { cutoff }),
  };
}
