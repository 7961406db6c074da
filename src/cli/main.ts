import { Command, CommanderError } from 'commander';
import { version } from '../version.js';
import { registerCheck } from './check.js';
import { registerColourmap } from './colourmap.js';
import { registerColourmaps } from './colourmaps.js';
import { exitCodeOf, exitCodes } from './exitCodes.js';
import { registerIdentify } from './identify.js';
import { registerInspect } from './inspect.js';
import { registerRecolour } from './recolour.js';
import { registerRecover } from './recover.js';

const commands = [
  registerRecover,
  registerInspect,
  registerColourmap,
  registerColourmaps,
  registerIdentify,
  registerCheck,
  registerRecolour,
];

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

  const program = new Command('unhue')
    .description('Gives the numbers back from a figure drawn with a colourmap: the inverse of imshow.')
    .version(version)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`unhue: ${oneLine(text.replace(/^error: /, ''))}\n`),
    });
  for (const register of commands) register(program);
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);

  try {
    await program.parseAsync(argv.map(britishOption), { from: 'user' });
    return Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`unhue: ${oneLine(message)}\n`);
    return exitCodeOf(error);
  }
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');

/** `--colorbar` is `--colourbar`: option names are also taken in American spelling; their values are left alone. */
const britishOption = (argument: string): string =>
  argument.replace(/^--[a-z-]*?color/, (name) => name.replace(/color$/, 'colour'));
