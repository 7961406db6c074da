import { readFile } from 'node:fs/promises';
import type { PageLayout } from '../documents/recoverPage.js';
import type { Findings } from '../figure/findings.js';
import { InputError } from '../model/errors.js';
import { checkedFindings } from './findingsSchema.js';
import { refuseNoFile } from './input/refuseNoFile.js';
import { notJson } from './notJson.js';

/**
 * Findings as `unhue inspect --json` prints them, edited or not: an object, or one a line for several figures.
 *
 * @param sha256 of the figure: of several findings those of this figure are taken
 * @throws InputError where the file is missing, no JSON, or says what no findings say: where, and what was expected
 */
export async function readFindings(path: string, sha256: string): Promise<Findings> {
  const all = await findingsIn(path);
  const own = all.find((found) => found.sha256 === sha256) ?? (all.length === 1 ? all[0] : undefined);
  if (own === undefined) throw ofAnother(path, sha256);
  return plain(own);
}

/**
 * The same of a document: one a figure, each with its page and its number there.
 *
 * @throws InputError as `readFindings`
 */
export async function readPageLayouts(path: string, sha256: string): Promise<PageLayout[]> {
  const own = (await findingsIn(path)).flatMap((found) =>
    found.sha256 === sha256 && found.page !== undefined && found.number !== undefined
      ? { page: found.page, number: found.number, findings: plain(found) }
      : [],
  );
  if (own.length === 0) throw ofAnother(path, sha256);
  return own;
}

async function findingsIn(path: string): Promise<ReturnType<typeof checkedFindings>[]> {
  await refuseNoFile(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  return valuesIn(text, path).map((value) => checkedFindings(value, path));
}

const ofAnother = (path: string, sha256: string): InputError =>
  new InputError(`${path} holds no findings of this figure, which has the SHA-256 ${sha256}`, path, {
    code: 'layout-of-another-figure',
  });

const plain = ({ width, height, panels, warnings }: ReturnType<typeof checkedFindings>): Findings => ({
  // A remedy that this version does not know is only words.
  ...{ width, height, panels, warnings: warnings as Findings['warnings'] },
});

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
