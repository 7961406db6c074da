import { exitCodeOf, raiseExitCode } from './exitCodes.js';
import { printable } from './printable.js';
import { errorInWords } from './words.js';

/** Does something with each of several figures: a failure is told and stops nothing, and the gravest is the exit code. */
export async function eachFigure(
  figures: readonly string[],
  work: (figure: string) => Promise<void>,
): Promise<void> {
  for (const figure of figures)
    try {
      await work(figure);
    } catch (error) {
      if (figures.length === 1) throw error;
      process.stderr.write(`unhue: ${printable(failureOf(figure, errorInWords(error)))}\n`);
      raiseExitCode(exitCodeOf(error));
    }
}

/** A failure that says which figure it is about: of several, nothing else does. */
export const failureOf = (figure: string, error: string): string =>
  error.includes(figure) ? error : `${figure}: ${error}`;
