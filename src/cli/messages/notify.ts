import { printable } from './printable.js';

/** Says something on stderr, or nothing where the user asked for quiet. Errors are not said through this. */
export type Notify = (message: string) => void;

export const notifier =
  ({ quiet }: { readonly quiet?: boolean }): Notify =>
  (message) => {
    if (!quiet) process.stderr.write(`${printable(message)}\n`);
  };
