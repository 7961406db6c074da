import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { version } from '../model/version.js';
import { exitCodeOf, exitCodes } from './messages/exitCodes.js';
import { printable } from './messages/printable.js';
import { errorInWords } from './messages/words.js';

/** Each command's own module, loaded when it is called for: most of the start-up is loading what is not needed. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  recover: async () => (await import('./commands/recover.js')).registerRecover,
  inspect: async () => (await import('./commands/inspect.js')).registerInspect,
  colourmap: async () => (await import('./commands/colourmaps/colourmap.js')).registerColourmap,
  colourmaps: async () => (await import('./commands/colourmaps/colourmaps.js')).registerColourmaps,
  identify: async () => (await import('./commands/colourmaps/identify.js')).registerIdentify,
  check: async () => (await import('./commands/colourmaps/check.js')).registerCheck,
  recolour: async () => (await import('./commands/colourmaps/recolour.js')).registerRecolour,
  palette: async () => (await import('./commands/palette.js')).registerPalette,
  similar: async () => (await import('./commands/similar.js')).registerSimilar,
  serve: async () => (await import('./commands/serve.js')).registerServe,
  worker: async () => (await import('./commands/worker.js')).registerWorker,
};

/**
 * Runs the command line and says with which code the process should exit. Messages go to stderr, data to stdout;
 * a failure is one line.
 *
 * @param argv the arguments after the program's name
 */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`unhue … | head`) is no failure, and nobody is left to be told.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    process.stderr.write(`unhue: standard output could not be written: ${error.message}\n`);
    process.exit(exitCodes.notWritten);
  });

  // A log that is full or closed is no failure of the work.
  process.stderr.on('error', () => {});

  const program = new Command('unhue')
    .description('Gives the numbers back from a figure drawn with a colourmap: the inverse of imshow.')
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`unhue: ${oneLine(text.replace(/^error: /, ''))}\n`),
    });
  const words = withCommand(argv.map(britishOption));
  const name = words[0] ?? '';
  // Help, and words that are no command, need to know all of them.
  const called = Object.hasOwn(commands, name)
    ? [commands[name]!]
    : ['--version', '-V'].includes(name)
      ? []
      : Object.values(commands);
  for (const load of called) (await load())(program);
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);

  try {
    await program.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    process.stderr.write(`unhue: ${oneLine(errorInWords(error))}\n`);
    return exitCodeOf(error);
  }
}

const oneLine = (text: string): string => printable(text.trim().replace(/\s*\n\s*/g, ' '));

/** `--colorbar` is `--colourbar`: option names are also taken in American spelling; their values are left alone. */
const britishOption = (argument: string): string =>
  argument.replace(/^--[a-z-]*?color/, (name) => name.replace(/color$/, 'colour'));

/** Other spellings of commands, and what commander itself answers. */
const otherWords = new Set(['colormap', 'colormaps', 'recolor', 'help', '--help', '-h', '--version', '-V']);

/** `unhue FIGURE` is `unhue recover FIGURE`: what is no command but a file, has a file's form, or is an option. */
function withCommand(words: readonly string[]): string[] {
  const [first] = words;
  if (first === undefined || Object.hasOwn(commands, first) || otherWords.has(first)) return [...words];
  const figure = first.startsWith('-') || /[./\\]/.test(first) || existsSync(first);
  return figure ? ['recover', ...words] : [...words];
}
