import { rmSync } from 'node:fs';

/** What stops this process, and is heard here first. */
let stopping: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Of the signals, leaves those to a process's parent that it answers for all: files are removed at a hang-up alone. */
export function leaveSignalsToParent(): void {
  stopping = ['SIGHUP'];
}

/** Removes a file or folder when the process is told to stop, then lets the signal do its work; returns the undoing of it. */
export function removeOnSignal(path: string): () => void {
  const signals = stopping;
  const remove = (signal: NodeJS.Signals): void => {
    rmSync(path, { force: true, recursive: true });
    forget();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    for (const signal of signals) process.removeListener(signal, remove);
  };
  for (const signal of signals) process.on(signal, remove);
  return forget;
}

export async function absentAsUndefined<T>(result: Promise<T>): Promise<T | undefined> {
  return result.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const systemError = (code: string): Error =>
  Object.assign(new Error(code), { code, syscall: 'write' });
