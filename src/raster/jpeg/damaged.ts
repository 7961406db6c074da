import { InputError } from '../../errors.js';

export function damaged(what: string): InputError {
  return new InputError(`The JPEG is damaged: ${what}`);
}
