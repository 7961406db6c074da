import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BenchArguments, parseBenchArguments } from './arguments.js';

/**
 * `npm run bench -- [NAME…]` prints the tables of test/bench/NAME.ts as markdown; without a name, of every bench here.
 * UNHUE_FIGURES=/path runs them on the figures of another folder; `--seed N --count N` choose the pictures that some
 * draw fresh beside it (seed 1 and, of most benches, 40 of them unless told).
 */
interface Bench {
  readonly title: string;
  /** How many pictures it draws fresh unless told. */
  readonly count?: number;
  run(options: BenchArguments): Promise<string>;
}

/** Pictures that are drawn fresh where neither the command line nor the bench says how many. */
const usualCount = 40;

/** Modules here that serve the benches and are none themselves. */
const support = [
  'arguments.ts',
  'blindScore.ts',
  'defaultAgainstBlind.ts',
  'drawSigma.ts',
  'drawSpeed.ts',
  'figureScore.ts',
  'figureSizes.ts',
  'knownScore.ts',
  'knownTables.ts',
  'main.ts',
  'nearestColour.ts',
  'nodeProcess.ts',
  'pictureSets.ts',
  'relabel.ts',
  'reliability.ts',
  'scanScore.ts',
  'score.ts',
  'sigmaCases.ts',
  'sigmaDiagram.ts',
  'sigmaScore.ts',
  'simulateQueue.ts',
  'speedDiagram.ts',
  'speedPairs.ts',
  'summary.ts',
  'syntheticFigure.ts',
];

const available = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !support.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

/** The benches asked for, or undefined with a word on stderr where the command line makes no sense. */
function asked(): ReturnType<typeof parseBenchArguments> | undefined {
  try {
    const parsed = parseBenchArguments(process.argv.slice(2));
    const unknown = parsed.names.filter((name) => !available.includes(name));
    if (unknown.length === 0) return parsed;
    console.error(`no bench is named ${unknown.join(', ')}; there are ${available.join(', ') || 'none'}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exitCode = 2;
  return undefined;
}

const wanted = asked();
if (wanted)
  for (const name of wanted.names.length > 0 ? wanted.names : available) {
    const bench = (await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href)) as Bench;
    const options = { ...wanted.options, count: wanted.options.count ?? bench.count ?? usualCount };
    console.log(`## ${bench.title}\n\n${await bench.run(options)}\n`);
  }
