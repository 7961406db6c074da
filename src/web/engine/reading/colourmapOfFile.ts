import { colourmapFromColourbar } from '../../../colourmap/bar/fromColourbar.js';
import { readColourmapFile, readColourmapText } from '../../../colourmap/files/colourmapFile.js';
import { barKeyword, pngText } from '../../../formats/pictures/png/pngTexts.js';
import type { Colourmap } from '../../../model/types.js';
import { wholeBox } from '../../../raster/crop.js';
import { pictureFormat } from '../../pictures/pictureFormat.js';
import { readPicture } from '../../pictures/readPicture.js';
import { decodeInBrowser } from '../showing/bitmaps.js';

/**
 * The colourmap in a file, as the command line reads it: a table, or a picture of a colourbar.
 *
 * @throws InputError, or UsageError for a name of no format
 */
export async function colourmapOfFile(bytes: Uint8Array, name: string): Promise<Colourmap> {
  if (!pictureFormat(bytes)) return readColourmapFile(bytes, name);
  const exact = pngText(bytes, barKeyword);
  if (exact !== undefined) return readColourmapText(exact, name);
  const { raster } = (await readPicture(bytes, name, decodeInBrowser)).input;
  const { colourmap } = colourmapFromColourbar(raster, wholeBox(raster));
  return { ...colourmap, source: 'file' };
}
