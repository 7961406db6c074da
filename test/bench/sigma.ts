import type { BenchArguments } from './arguments.js';
import { sigmaCase } from './sigmaCases.js';
import { type SigmaScore, sigmaScore, sigmaSummary, sigmaTable } from './sigmaScore.js';

export const title = 'Standard errors, plot area and colourbar or map given';

/** Each kind of field in each format. */
export const count = 84;

/** How the errors of each picture compare with the standard errors that it is given. */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const scores: SigmaScore[] = [];
  for (let index = 0; index < count; index++) scores.push(sigmaScore(await sigmaCase(seed, index)));
  return [
    sigmaSummary(scores),
    'Within 5 points: both shares are that near to a Gaussian’s 68 and 95 % (exact levels and palettes: or to the 62 and 100 % of\n' +
      'even errors); too large and too small by the share that is farther off. Errors of clean pixels, as shares of the range.',
    sigmaTable(scores),
  ].join('\n\n');
}
