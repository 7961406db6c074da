import { InputError } from '../model/errors.js';

export function damaged(what: string): InputError {
  return new InputError(`The JPEG is damaged: ${what}`);
}
