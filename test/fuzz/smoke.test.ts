import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fed, fedInput } from './feed.js';
import { fuzzTargets } from './targets.js';

/** Inputs of each target: what the slower ones do in a second. */
const counts: Readonly<Record<string, number>> = {
  jpeg: 150,
  picture: 100,
  drawing: 300,
  colourmap: 400,
  findings: 60,
  project: 200,
  points: 100,
  document: 3,
  options: 40,
  figure: 8,
};

const corpus = join(import.meta.dirname, '..', 'fixtures', 'fuzz');

describe('what was found once', async () => {
  const targets = await fuzzTargets();
  it.each(readdirSync(corpus).filter((file) => !file.startsWith('seed-')))(
    'stays found: %s',
    async (file) => {
      const target = targets.find(({ name }) => file.startsWith(`${name}-`))!;
      expect(await fedInput(target, readFileSync(join(corpus, file)))).toBeUndefined();
    },
  );
});

describe('what strangers send', async () => {
  for (const target of await fuzzTargets())
    it(`is read or refused with a documented error: ${target.name}`, async () => {
      for (let index = 0; index < counts[target.name]!; index++)
        expect(await fed(target, 17, index), `input ${index}`).toBeUndefined();
    });
});
