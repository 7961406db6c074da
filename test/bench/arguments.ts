import { parseArgs } from 'node:util';

/** What a bench may be told on the command line: which pictures to draw fresh, and how many. */
export interface BenchArguments {
  readonly seed: number;
  readonly count: number;
}

/** What the command line says; where it gives no number of pictures, each bench has its own. */
export type AskedArguments = Pick<BenchArguments, 'seed'> & Partial<BenchArguments>;

/**
 * `[NAME…] [--seed N] [--count N]`.
 *
 * @throws Error if an option is unknown or no whole number from 0 up
 */
export function parseBenchArguments(args: readonly string[]): { names: string[]; options: AskedArguments } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string' } },
  });
  const whole = (name: 'seed' | 'count'): number => {
    const value = Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 0)
      throw new Error(`--${name} expects a whole number from 0 up, but received ${values[name]}`);
    return value;
  };
  return {
    names: positionals,
    options: { seed: whole('seed'), ...(values.count !== undefined && { count: whole('count') }) },
  };
}
