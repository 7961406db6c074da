import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { colourmapFromColourbar } from '../colourmap/bar/fromColourbar.js';
import { mostBytes, readColourmapFile, readColourmapText } from '../colourmap/files/colourmapFile.js';
import { writeJson } from '../colourmap/files/json.js';
import { sampledLevels } from '../colourmap/maps/coloursAt.js';
import { InputError } from '../model/errors.js';
import type { Colourmap } from '../model/types.js';
import { wholeBox } from '../raster/crop.js';
import { refuseNoFile } from './input/refuseNoFile.js';
import { isPictureName } from './pictureName.js';
import { withPngText } from './pictures/png/pngText.js';
import { barKeyword, pngText } from './pictures/png/pngTexts.js';
import { readPicture } from './pictures/readRaster.js';
import { encodePng } from './pictures/writePng.js';

/** Pixels across and along a picture of a bar; along, a whole number for each of 256 levels. */
const barHeight = 32;
const barWidth = 512;

/**
 * The colourmap in a file: a table in one of the formats of `colourmapFileFormats`, or a picture of a colourbar, low
 * at the left or the bottom, without its frame. A bar that unhue wrote holds the exact colourmap beside the pixels.
 *
 * @throws InputError if there is no such file, or it is bad
 */
export async function readColourmap(path: string): Promise<Colourmap> {
  await refuseNoFile(path);
  let bytes: Uint8Array;
  try {
    bytes = isPictureName(path) ? await readFile(path) : await readStart(path, mostBytes + 1);
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  if (!isPictureName(path)) return readColourmapFile(bytes, path);
  const exact = pngText(bytes, barKeyword);
  if (exact !== undefined) return readColourmapText(exact, path);
  const { raster } = await readPicture({ bytes, name: path });
  const { colourmap } = colourmapFromColourbar(raster, wholeBox(raster));
  return { ...colourmap, source: 'file' };
}

/** The first bytes of a file, or all: what comes after the most that is taken need not be read to be refused. */
async function readStart(path: string, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  // The last byte of a stream's range is part of it.
  for await (const chunk of createReadStream(path, { end: most - 1 }) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A picture of the bar, low at the left, with the exact colourmap as text beside the pixels. */
export async function writeBarPicture(colourmap: Colourmap): Promise<Uint8Array> {
  const row = sampledLevels(colourmap, barWidth);
  const data = new Uint8ClampedArray(4 * barWidth * barHeight).fill(255);
  for (let y = 0, o = 0; y < barHeight; y++)
    for (let x = 0; x < barWidth; x++, o += 4) data.set(row.subarray(3 * x, 3 * x + 3), o);
  const png = await encodePng({ width: barWidth, height: barHeight, data });
  return withPngText(png, { [barKeyword]: writeJson(colourmap).trim() });
}
