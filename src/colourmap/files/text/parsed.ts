import * as v from 'valibot';
import { InputError } from '../../../model/errors.js';

/** A number of a json file; 1e999 reads as Infinity, which is none. */
export const aNumber = v.pipe(v.number('a number'), v.finite('a number'));
export const numbers = v.array(aNumber, 'a list of numbers');
export const aText = v.string('a text');

/**
 * What a json file holds, in the form that a schema asks for.
 *
 * @param schema each of its parts has the words for what it expects as its message
 * @param within path of the value in the file, where it is not the whole
 * @throws InputError at the first part that is something else: where, what was expected, what came
 */
export function parsed<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  within = '',
): v.InferOutput<Schema> {
  // The first fault is enough: a list of a million words has a million.
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [{ message, input, path }] = result.issues;
  const steps = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  const at = `${within}${steps.join('')}`.replace(/^\./, '');
  throw new InputError(`expected ${message}${at === '' ? '' : ` at ${at}`}, got ${shown(input)}`);
}

/** A value of a json file for a message: lists and objects, which may hold each other without end, by name if not short. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${shortened(value)}'`;
  if (Array.isArray(value) && value.length <= 5 && value.every((item) => typeof item === 'number'))
    return `[${value.join(', ')}]`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : String(value);
}

/** The beginning of a text, in one line. */
export function shortened(text: string): string {
  const line = text.slice(0, 41).replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
