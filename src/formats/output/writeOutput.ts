import { type Content, type FolderContent, isFolderContent } from './content.js';
import { checkTarget, type WriteOptions, writeAtomically } from './writeAtomically.js';
import { checkFolder, isFolderName, writeFolder } from './writeFolder.js';

/**
 * Writes a file or a folder, whichever the content is, so that it is there complete or not at all.
 *
 * @throws OutputError
 */
export async function writeOutput(
  path: string,
  content: Content | FolderContent,
  options: WriteOptions = {},
): Promise<void> {
  await (isFolderContent(content)
    ? writeFolder(path, content, options)
    : writeAtomically(path, content, options));
}

/**
 * Fails as `writeOutput` would, as far as can be told beforehand, so that a long computation does not end in a name
 * that was wrong from the start.
 *
 * @throws OutputError
 */
export async function checkOutput(path: string, options: WriteOptions = {}): Promise<void> {
  await (isFolderName(path) ? checkFolder(path, options) : checkTarget(path, options));
}
