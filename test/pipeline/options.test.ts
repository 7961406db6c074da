import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import { recoverFigure as recoverFile } from '../../src/node/recoverFigure.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';

/** Options of another form than their types say, as programs without types give them, and what is said of each. */
const cases: readonly (readonly [string, unknown, RegExp])[] = [
  ['scale', 'cubic', /^scale expects 'linear', 'log', .*, but received 'cubic'$/],
  ['smooth', 'yes', /^smooth expects 'auto', 'on' or 'off', but received 'yes'$/],
  ['cutoff', -1, /^cutoff expects a number that is not negative, but received -1$/],
  ['colours', 1e9, /^colours expects a whole number from 2 to 4096, but received 1000000000$/],
  ['missing', ['white'], /^missing expects a list of colours.*received \["white"\]$/],
  ['missing', [[300, 0, 0]], /^missing expects .* from 0 to 255, but received \[\[300,0,0\]\]$/],
  ['corners', [1], /^corners expects four corners \[x, y\].*received \[1\]$/],
  ['range', [Number.NaN, 1], /^range expects two finite numbers.*received \["NaN",1\]$/],
  ['range', '0,1', /^range expects .*received '0,1'$/],
  ['plot', [1, 2, 3, 4], /^plot expects \{ left, top, right, bottom \}.*received \[1,2,3,4\]$/],
  ['panel', 1.5, /^panel expects a whole number/],
  ['clip', 'no', /^clip expects true or false/],
  ['layout', 'findings.json', /^layout expects findings, as inspect gives them/],
  ['colourmap', 3, /^colourmap expects a colourmap, a name/],
  ['colourmap', null, /^colourmap expects .*received null$/],
];
const picture = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(255) };

describe('options without types', () => {
  it.each(cases)(
    'refuses another form of %s (%j), says what it expects and what came',
    async (name, value, message) => {
      const refusal = await recoverFigure(picture, { [name]: value }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UsageError);
      expect(refusal).toMatchObject({
        code: 'option-of-another-form',
        fields: { [name]: value },
        message: expect.stringMatching(message),
      });
    },
  );

  it('refuses those of files before anything is read', async () => {
    for (const [name, value] of [
      ['frame', -1],
      ['maxPixels', '5'],
      ['page', 0],
      ['mask', 5],
    ] as const)
      await expect(recoverFile('no-such-file.png', { [name]: value } as object)).rejects.toMatchObject({
        name: 'UsageError',
        code: 'option-of-another-form',
        message: expect.stringMatching(`^${name} expects`),
      });
  });

  it('refuses options that are none at all', async () => {
    await expect(recoverFile('no-such-file.png', 5 as unknown as object)).rejects.toThrow(UsageError);
  });

  it('takes what is undefined as not given', async () => {
    // A picture without anything in it: the options are past.
    const given = { range: undefined, scale: undefined } as object;
    await expect(recoverFigure(picture, given)).rejects.toMatchObject({ name: 'RecoveryError' });
  });
});
