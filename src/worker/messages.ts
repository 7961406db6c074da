import type { Setting } from '../model/warning.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';

/**
 * What goes to a worker: a figure to recover, under an id of the caller's choice, or word that a figure is no longer
 * wanted. Everything is plain data; the buffer of the pixels may be transferred.
 *
 * @template Input what the worker reads: a `FigureInput` or anything with pixels; in Node also a path or a file's bytes
 */
export type ToWorker<Input, Options = RecoverOptions> =
  | { readonly id: number | string; readonly input: Input; readonly options?: Options }
  | { readonly id: number | string; readonly abort: true };

/** What comes back: progress any number of times, then panels or an error, once. */
export type FromWorker =
  | { readonly id: number | string; readonly progress: { readonly stage: string; readonly fraction: number } }
  | { readonly id: number | string; readonly panels: readonly Panel[] }
  | { readonly id: number | string; readonly error: ErrorMessage };

/** An error as plain data. */
export interface ErrorMessage {
  /** `UsageError`, `InputError`, `RecoveryError`, `OutputError`; another for what was not foreseen. */
  readonly name: string;
  /** Stable and hyphenated; `aborted` for a figure that is no longer wanted, `internal` for what was not foreseen. */
  readonly code: string;
  readonly message: string;
  readonly settings: readonly Setting[];
  readonly fields: Readonly<Record<string, unknown>>;
}
