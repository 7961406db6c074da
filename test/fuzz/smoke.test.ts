import { describe, expect, it } from 'vitest';
import { fed } from './feed.js';
import { fuzzTargets } from './targets.js';

/** Inputs of each target: what the slower ones do in a second. */
const counts: Readonly<Record<string, number>> = {
  jpeg: 150,
  picture: 100,
  colourmap: 400,
  findings: 60,
  project: 200,
  points: 100,
  document: 3,
  options: 40,
  figure: 8,
};

describe('what strangers send', async () => {
  for (const target of await fuzzTargets())
    it(`is read or refused with a documented error: ${target.name}`, async () => {
      for (let index = 0; index < counts[target.name]!; index++)
        expect(await fed(target, 17, index), `input ${index}`).toBeUndefined();
    });
});
