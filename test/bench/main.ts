import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `npm run bench -- [NAME…]` prints the tables of test/bench/NAME.ts as markdown; without a name, of every bench here.
 * UNHUE_FIGURES=/path runs them on the figures of another folder.
 */
interface Bench {
  readonly title: string;
  run(): Promise<string>;
}

/** Modules here that serve the benches and are none themselves. */
const support = ['main.ts', 'score.ts', 'syntheticFigure.ts'];

const available = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !support.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(', ')}; there are ${available.join(', ') || 'none'}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : available) {
    const bench = (await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href)) as Bench;
    console.log(`## ${bench.title}\n\n${await bench.run()}\n`);
  }
}
