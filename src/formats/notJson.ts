import { InputError } from '../model/errors.js';

/** What to throw of a file that is no JSON. The parser quotes what it stumbled over, whatever a stranger put there: left out. */
export function notJson(path: string, cause: unknown): InputError {
  const reason = (cause as Error).message.replace(/,? (\.{3})?"[\s\S]*$/, '').replace(/\s+/g, ' ');
  return new InputError(`${path} is no JSON: ${reason}`, path, { cause });
}
