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
  /** Seconds of processor time, of all threads. */
  readonly seconds: number;
  /** Bytes that the process may have had at most, at any time: its peak. */
  readonly peak: number;
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
  const before = process.cpuUsage();
  const finding = (what: string): Finding => ({ target: target.name, index, what });
  try {
    await target.take(input);
  } catch (error) {
    if (!(error instanceof UnhueError))
      return finding(error instanceof Error ? (error.stack ?? '') : String(error));
    if (/[\r\n]/.test(error.message) || error.message.length > mostWords)
      return finding(`a message of more than a line: ${error.message}`);
  }
  const { user, system } = process.cpuUsage(before);
  if (bounds && user + system > 1e6 * bounds.seconds) return finding(`took ${(user + system) / 1e6} s`);
  if (bounds && peak() > bounds.peak) return finding(`had ${peak() / 1e6} MB`);
  return undefined;
}

/** The most memory that the process has had so far, bytes. */
export const peak = (): number => 1024 * process.resourceUsage().maxRSS;

/** Characters of a message that can be read at a glance. */
const mostWords = 600;
