import { readFile } from 'node:fs/promises';
import type { Findings } from '../figure/findings.js';
import { InputError } from '../model/errors.js';
import { checkedFindings } from './findingsSchema.js';
import { notJson } from './notJson.js';

/**
 * Findings as `unhue inspect --json` prints them, edited or not: an object, or one a line for several figures.
 *
 * @param sha256 of the figure: of several findings those of this figure are taken
 * @throws InputError where the file is missing, no JSON, or says what no findings say: where, and what was expected
 */
export async function readFindings(path: string, sha256: string): Promise<Findings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  const all = valuesIn(text, path).map((value) => checkedFindings(value, path));
  const own = all.find((found) => found.sha256 === sha256) ?? (all.length === 1 ? all[0] : undefined);
  if (own === undefined)
    throw new InputError(`${path} holds no findings of this figure, which has the SHA-256 ${sha256}`, path, {
      code: 'layout-of-another-figure',
    });
  const { width, height, panels } = own;
  // A remedy that this version does not know is only words.
  return { width, height, panels, warnings: own.warnings as Findings['warnings'] };
}

/** The JSON values of a text: one, or one a line. */
function valuesIn(text: string, path: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch (whole) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      // What is wrong with the whole says more.
    }
    throw notJson(path, whole);
  }
}
