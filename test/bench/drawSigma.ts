import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBenchArguments } from './arguments.js';
import { type SigmaCase, sigmaCase } from './sigmaCases.js';
import { sigmaDiagram } from './sigmaDiagram.js';

/** `npx tsx test/bench/drawSigma.ts --seed 11 --count 36` draws docs/pictures/sigma.svg; the same seed gives the same bytes. */
const { options } = parseBenchArguments(process.argv.slice(2));
const cases: SigmaCase[] = [];
for (let index = 0; index < (options.count ?? 36); index++) cases.push(await sigmaCase(options.seed, index));
writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'pictures', 'sigma.svg'), sigmaDiagram(cases));
