import { parseArgs } from 'node:util';

/** What a bench may be told on the command line: which pictures to draw fresh, and how many. */
export interface BenchArguments {
  readonly seed: number;
  readonly count: number;
}

/**
 * `[NAME…] [--seed N] [--count N]`.
 *
 * @throws Error if an option is unknown or no whole number from 0 up
 */
export function parseBenchArguments(args: readonly string[]): { names: string[]; options: BenchArguments } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '40' } },
  });
  const whole = (name: 'seed' | 'count'): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new Error(`--${name} expects a whole number from 0 up, but received ${values[name]}`);
    return value;
  };
  return { names: positionals, options: { seed: whole('seed'), count: whole('count') } };
}
