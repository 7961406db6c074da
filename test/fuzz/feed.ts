import { UnhueError } from '../../src/model/errors.js';
import { drawsOf } from '../bench/fresh/random.js';
import type { Target } from './targets.js';

/** An input that a target took badly; its number and the seed make it again. */
export interface Finding {
  readonly target: string;
  readonly index: number;
  readonly what: string;
}

/** What an input may take, besides being read or refused with a documented error. */
export interface Bounds {
  /** Seconds of processor time, where the target says nothing of its own. */
  readonly seconds: number;
  /** Bytes by which the process may grow at most. */
  readonly bytes: number;
}

/** The input of a target that a seed and a number make. */
export const inputOf = ({ name, input }: Target, seed: number, index: number): Uint8Array =>
  input(drawsOf(seed, 1_000_003 * index + [...name].reduce((sum, c) => 31 * sum + c.charCodeAt(0), 7)));

/** Feeds the input that a seed and a number make; undefined where all is as it should be. */
export const fed = (
  target: Target,
  seed: number,
  index: number,
  bounds?: Bounds,
): Promise<Finding | undefined> => fedInput(target, inputOf(target, seed, index), index, bounds);

/** Feeds one input; undefined where all is as it should be. */
export async function fedInput(
  target: Target,
  input: Uint8Array,
  index = 0,
  bounds?: Bounds,
): Promise<Finding | undefined> {
  const before = { cpu: process.cpuUsage(), rss: process.resourceUsage().maxRSS };
  const finding = (what: string): Finding => ({ target: target.name, index, what });
  try {
    await target.take(input);
  } catch (error) {
    if (!(error instanceof UnhueError))
      return finding(error instanceof Error ? (error.stack ?? '') : String(error));
    if (/[\r\n]/.test(error.message) || error.message.length > mostWords)
      return finding(`a message of more than a line: ${error.message}`);
  }
  const { user, system } = process.cpuUsage(before.cpu);
  const grown = 1024 * (process.resourceUsage().maxRSS - before.rss);
  if (bounds && user + system > 1e6 * (target.seconds ?? bounds.seconds))
    return finding(`took ${(user + system) / 1e6} s`);
  if (bounds && grown > bounds.bytes) return finding(`grew by ${grown / 1e6} MB`);
  return undefined;
}

/** Characters of a message that can be read at a glance. */
const mostWords = 600;
