/** What is, what was before it, latest last, and what was undone, next first. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

/** Steps that can be taken back; a figure is not corrected so often. */
const mostSteps = 200;

export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** One step further; what was undone is forgotten. A step that changes nothing is none. */
export function changed<T>(history: History<T>, present: T): History<T> {
  if (JSON.stringify(present) === JSON.stringify(history.present)) return history;
  return { past: [...history.past, history.present].slice(-mostSteps), present, future: [] };
}

export function undone<T>({ past, present, future }: History<T>): History<T> {
  const previous = past.at(-1);
  if (previous === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: previous, future: [present, ...future] };
}

export function redone<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
