import { describe, expect, it } from 'vitest';
import { errorInWords, warningInWords } from '../../../src/cli/messages/words.js';
import { InputError, OutputError, RecoveryError, UsageError } from '../../../src/model/errors.js';

describe('the words of the command line', () => {
  it.each([
    [
      new UsageError('range expects two different numbers, but received 3,3', 'range'),
      '--range expects two different numbers, but received 3,3',
    ],
    [
      new UsageError('plot and colourbar are swapped: the plot is a gradient', ['plot', 'colourbar']),
      '--plot and --colourbar are swapped: the plot is a gradient',
    ],
    [
      new UsageError('near and far are for the walk, but colourmap gives the order', [
        'near',
        'far',
        'colourmap',
      ]),
      '--near and --far are for the walk, but --colourmap gives the order',
    ],
    [new UsageError('xScale expects linear or log', 'xScale'), '--x-scale expects linear or log'],
    [new UsageError('Cannot tell the format of x.', 'output'), 'Cannot tell the format of x'],
    [
      new InputError('a.png has 9 × 9 pixels, more than the limit of 4', 'a.png', {
        settings: ['maxPixels'],
      }),
      'a.png has 9 × 9 pixels, more than the limit of 4; raise it with --max-pixels N',
    ],
    [
      new OutputError('Cannot write a: it exists already.', 'a', { settings: ['force'] }),
      'Cannot write a: it exists already; use --force to overwrite it',
    ],
    [
      new RecoveryError('no plot area was found', 'layout', { settings: ['plot'] }),
      'no plot area was found; give --plot l,t,r,b',
    ],
    [new TypeError('x is no function'), 'x is no function'],
  ])('say of an error: %s', (error, words) => expect(errorInWords(error)).toBe(words));

  it('name the options that settle a warning, and what else to do', () => {
    const message = 'the labels could not be read';
    expect(warningInWords({ code: 'a', message })).toBe(message);
    expect(warningInWords({ code: 'a', message, remedy: ['range', 'ticks'], advice: 'or enlarge it' })).toBe(
      `${message}; give --range lo,hi or --ticks v1,v2,…; or enlarge it`,
    );
    expect(warningInWords({ code: 'a', message, remedy: ['colourmap', 'reverse'] })).toBe(
      `${message}; give --colourmap NAME or turn it round with --reverse`,
    );
  });
});
