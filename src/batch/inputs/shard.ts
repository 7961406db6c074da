/** A part of a list, such as one machine's share of a batch: the i-th of n, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Every n-th entry from the i-th. The shards of a list are disjoint, hold all of it, and differ by one entry at most;
 * neighbours, which tend to be alike in size, go to different ones.
 */
export function shardOf<T>(list: readonly T[], { index, count }: Shard): T[] {
  return list.filter((_, k) => k % count === index - 1);
}
