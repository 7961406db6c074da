import { isColourmapFileName } from '../../../colourmap/files/endings.js';
import { loadLibrary } from '../../../colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../../colourmap/names.js';
import { isPictureName } from '../../../formats/pictureName.js';
import { readColourmap } from '../../../formats/readColourmap.js';
import type { Colourmap } from '../../../model/types.js';
import type { Notify } from '../../messages/notify.js';

/** A colourmap by its name, or from a file; a note on stderr says which was taken of an ambiguous name. */
export async function namedOrFile(wanted: string, notify: Notify): Promise<Colourmap> {
  if (isColourmapFileName(wanted) || isPictureName(wanted)) return readColourmap(wanted);
  const resolved = resolveName(await loadLibrary(), wanted);
  if (resolved.note !== undefined) notify(`unhue: ${resolved.note}`);
  return colourmapOf(resolved);
}
