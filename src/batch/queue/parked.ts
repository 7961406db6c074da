/** How the reason of a parked task begins with its exit code. */
const coded = /^exit (\d): /;

/** The reason with which a task is parked. */
export const parkedReason = (error: string, exitCode: number): string => `exit ${exitCode}: ${error}`;

/** What the reason of a parked task says; one that the queue itself gave is a failed recovery. */
export function parkedError(reason: string): { readonly error: string; readonly exitCode: number } {
  const [start = '', code = '1'] = coded.exec(reason) ?? [];
  return { error: reason.slice(start.length), exitCode: Number(code) };
}
