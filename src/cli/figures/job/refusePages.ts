import type { DocumentOptions } from '../../../documents/recoverPage.js';
import { UsageError } from '../../../model/errors.js';

/** @throws UsageError if a page of a picture is asked for */
export function refusePages(figure: string, { page, dpi }: DocumentOptions): void {
  const name = page !== undefined ? 'page' : dpi !== undefined ? 'dpi' : undefined;
  if (name) throw new UsageError(`--${name} is for documents, but ${figure} is a picture`);
}
