import type { Setting } from './warning.js';

/** What an error carries besides its message. */
export interface ErrorDetails extends ErrorOptions {
  /** Stable and hyphenated, such as `plot-and-colourbar-swapped`. */
  readonly code?: string;
  /** The settings that it is about, or that would mend it. */
  readonly settings?: readonly Setting[];
  /** What was expected and what came, as plain data. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * The few ways in which unhue can fail, below. Each message says what was expected, what came and what to do, in words
 * of the library: a setting is called by its name among the options of `recoverFigure`, with which the message begins
 * where it is about one. Programs go by `code` and `fields`; the command line finds its own words by `settings`.
 */
export abstract class UnhueError extends Error {
  readonly code: string;
  readonly settings: readonly Setting[];
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(message: string, { code = 'failed', settings = [], fields = {}, ...rest }: ErrorDetails) {
    super(message, rest);
    this.code = code;
    this.settings = settings;
    this.fields = fields;
  }
}

/** An argument or option is outside its domain, or contradicts another (exit code 2). */
export class UsageError extends UnhueError {
  override readonly name = 'UsageError';
  /** @param setting the setting, or settings, that it is about */
  constructor(message: string, setting: Setting | readonly Setting[] = [], details: ErrorDetails = {}) {
    const settings = typeof setting === 'string' ? [setting] : setting;
    super(message, { code: 'usage', settings, ...details });
  }
}

/** The input is no picture, is damaged, or is larger than the limits (exit code 3). */
export class InputError extends UnhueError {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly path?: string,
    details: ErrorDetails = {},
  ) {
    super(message, { code: 'input', ...details, fields: { ...(path && { path }), ...details.fields } });
  }
}

/** The picture was read, but no data could be recovered from it (exit code 1). */
export class RecoveryError extends UnhueError {
  override readonly name = 'RecoveryError';
  constructor(
    message: string,
    readonly stage: 'layout' | 'locus' | 'colourmap' | 'decode' | 'scale',
    details: ErrorDetails = {},
  ) {
    super(message, { code: `no-${stage}`, ...details, fields: { stage, ...details.fields } });
  }
}

/** An output could not be written; nothing partial is left behind (exit code 4). */
export class OutputError extends UnhueError {
  override readonly name = 'OutputError';
  constructor(
    message: string,
    readonly path?: string,
    details: ErrorDetails = {},
  ) {
    super(message, { code: 'output', ...details, fields: { ...(path && { path }), ...details.fields } });
  }
}
