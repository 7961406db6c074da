import { type Command, Option } from 'commander';
import type { Box, Rgb, Scale } from '../types.js';
import { boxArgument, choiceArgument, colourArgument, numberArgument, pairArgument } from './arguments.js';

/** The options of `unhue recover` as the command line gives them. */
export interface RecoverCliOptions {
  readonly output: readonly string[];
  readonly plot: Box | 'all' | 'auto';
  readonly colourbar: Box | 'none' | 'auto';
  readonly colourmap: string;
  readonly range?: readonly [number, number];
  readonly scale: Scale | 'auto';
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
    );
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

export const layoutArguments = {
  plot: boxArgument('--plot', ['all', 'auto']),
  colourbar: boxArgument('--colourbar', ['none', 'auto']),
  range: pairArgument('--range', 'lo,hi'),
  x: pairArgument('--x', 'left,right'),
  y: pairArgument('--y', 'bottom,top'),
  scale: choiceArgument('--scale', ['linear', 'log', 'symlog', 'auto'] as const),
};
