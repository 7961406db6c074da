import type { Merge } from './averageLinkage.js';

/** The leaves from left to right as the tree of the merges is drawn: alike ones stand together. */
export function leafOrder(merges: readonly Merge[], n: number): Uint32Array {
  const order: number[] = [];
  const pending = [n + merges.length - 1];
  while (pending.length > 0) {
    const group = pending.pop()!;
    if (group < n) order.push(group);
    else pending.push(merges[group - n]!.right, merges[group - n]!.left);
  }
  return Uint32Array.from(order);
}

/**
 * The groups that are left when the first so many merges are made.
 *
 * @returns the group of each leaf, 0 being the largest; equally large ones in the order of their first leaves
 */
export function groupsAfter(merges: readonly Merge[], n: number, count: number): Uint32Array {
  const groupOf = new Int32Array(n + count).fill(-1);
  for (let m = count - 1; m >= 0; m--) {
    const own = groupOf[n + m]! < 0 ? n + m : groupOf[n + m]!;
    groupOf[merges[m]!.left] = own;
    groupOf[merges[m]!.right] = own;
  }
  return bySize(Array.from({ length: n }, (_, leaf) => (groupOf[leaf]! < 0 ? leaf : groupOf[leaf]!)));
}

/** Groups numbered anew from the largest to the smallest. */
export function bySize(groups: readonly number[]): Uint32Array {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  // The sort is stable, and the map in the order of first leaves.
  const places = new Map([...sizes].sort((a, b) => b[1] - a[1]).map(([group], place) => [group, place]));
  return Uint32Array.from(groups, (group) => places.get(group)!);
}
