/** The few ways in which unhue can fail. Each message says what was expected, what came and what to do. */

/** An argument or option is outside its domain (exit code 2). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    message: string,
    readonly option?: string,
  ) {
    super(message);
  }
}

/** The input is no picture, is damaged, or is larger than the limits (exit code 3). */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly path?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The picture was read, but no data could be recovered from it (exit code 1). */
export class RecoveryError extends Error {
  override readonly name = 'RecoveryError';
  constructor(
    message: string,
    readonly stage: 'layout' | 'locus' | 'colourmap' | 'decode' | 'scale',
  ) {
    super(message);
  }
}

/** An output could not be written; nothing partial is left behind (exit code 4). */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  constructor(
    message: string,
    readonly path?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
