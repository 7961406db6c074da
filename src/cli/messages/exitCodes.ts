import { InputError, OutputError, RecoveryError, UsageError } from '../../model/errors.js';

export const exitCodes = { done: 0, notRecovered: 1, usage: 2, unreadableInput: 3, notWritten: 4 } as const;

/** The exit code that an error stands for; an unforeseen error is a failed recovery. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof InputError) return exitCodes.unreadableInput;
  if (error instanceof OutputError) return exitCodes.notWritten;
  if (error instanceof RecoveryError) return exitCodes.notRecovered;
  return exitCodes.notRecovered;
}

/** Of several figures or pages, the gravest failure gives the exit code. */
export function raiseExitCode(code: number): void {
  process.exitCode = Math.max(Number(process.exitCode ?? exitCodes.done), code);
}
