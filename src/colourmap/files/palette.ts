import { InputError } from '../../model/errors.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import { sampledLevels } from '../maps/coloursAt.js';
import { mostColours } from '../maps/validColourmap.js';
import { badFile, countAt, linesOf, numberAt, wordsOf } from './text/badFile.js';
import { type ColourNode, colourmapFromNodes } from './text/nodes.js';

/** Tables without positions, 8 bits a channel: n colours are n equal levels. */

/**
 * Adobe colour table: 256 × RGB, perhaps with the number of colours used (big endian) and a transparent one after it.
 *
 * @throws InputError unless the file has 768 or 772 bytes
 */
export function readAct(bytes: Uint8Array): Colourmap {
  if (bytes.length !== 768 && bytes.length !== 772)
    throw new InputError(`expected 768 or 772 bytes in an act file, got ${bytes.length}`);
  const used = bytes.length === 772 ? (bytes[768]! << 8) | bytes[769]! : 256;
  return levelsOf(bytes.subarray(0, 3 * (used >= 1 && used <= 256 ? used : 256)));
}

export function writeAct(colourmap: Colourmap): Uint8Array {
  return byteLevels(colourmap, 256);
}

/**
 * Palettes of Windows programs: JASC text (Paint Shop Pro) or Microsoft RIFF.
 *
 * @throws InputError with line and column (JASC)
 */
export function readPal(bytes: Uint8Array): Colourmap {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (ascii(0, 4) === 'RIFF' && ascii(8, 16) === 'PAL data') {
    const count = bytes[22]! | (bytes[23]! << 8);
    if (bytes.length < 24 + 4 * count)
      throw new InputError(`expected ${count} colours in a pal file of ${bytes.length} bytes, got fewer`);
    const nodes = Array.from(
      { length: count },
      (_, i): ColourNode => ({ rgb: [bytes[24 + 4 * i]!, bytes[25 + 4 * i]!, bytes[26 + 4 * i]!] }),
    );
    return colourmapFromNodes(nodes);
  }
  const lines = linesOf(new TextDecoder().decode(bytes));
  if (lines[0]?.trim() !== 'JASC-PAL')
    throw badFile('pal', { line: 1, column: 1 }, "'JASC-PAL' or a RIFF palette", lines[0] ?? '');
  const count = countAt(
    { text: lines[2] ?? '', line: 3, column: 1 },
    'pal',
    [1, mostColours],
    'the number of colours',
  );
  const nodes = Array.from({ length: count }, (_, i) => {
    const line = i + 4;
    const words = wordsOf(lines[i + 3] ?? '', line);
    if (words.length < 3)
      throw badFile(
        'pal',
        { line, column: 1 },
        `colour ${i + 1} of ${count} as three numbers`,
        lines[i + 3] ?? '',
      );
    return {
      rgb: byteColour(
        words.slice(0, 3).map((word) => numberAt(word, 'pal')),
        line,
      ),
    };
  });
  return colourmapFromNodes(nodes);
}

/** JASC text. */
export function writePal(colourmap: Colourmap): string {
  const rgb = byteLevels(colourmap, 256);
  const lines = Array.from({ length: 256 }, (_, i) => rgb.subarray(3 * i, 3 * i + 3).join(' '));
  return ['JASC-PAL', '0100', '256', ...lines, ''].join('\r\n');
}

/**
 * ImageJ look-up table: 768 bytes (reds, greens, blues), the same behind a header of 32 bytes (NIH Image), or text
 * with three columns, or four with the index first.
 *
 * @throws InputError with line and column (text)
 */
export function readLut(bytes: Uint8Array): Colourmap {
  const header = bytes.length === 800 ? 32 : 0;
  if (bytes.length === 768 || header > 0) {
    const nodes = Array.from(
      { length: 256 },
      (_, i): ColourNode => ({
        rgb: [bytes[header + i]!, bytes[header + 256 + i]!, bytes[header + 512 + i]!],
      }),
    );
    return colourmapFromNodes(nodes);
  }
  const nodes: ColourNode[] = [];
  linesOf(new TextDecoder().decode(bytes)).forEach((line, i) => {
    const words = wordsOf(line, i + 1);
    if (words.length === 0 || (nodes.length === 0 && /[a-z]/i.test(line))) return;
    if (words.length !== 3 && words.length !== 4)
      throw badFile('lut', words[0]!, 'three numbers, or an index and three numbers', line.trim());
    const values = words.slice(-3).map((word) => numberAt(word, 'lut'));
    nodes.push({ rgb: byteColour(values, i + 1) });
  });
  return colourmapFromNodes(nodes);
}

/** 768 bytes. */
export function writeLut(colourmap: Colourmap): Uint8Array {
  const rgb = byteLevels(colourmap, 256);
  const planes = new Uint8Array(768);
  for (let i = 0; i < 768; i++) planes[i] = rgb[3 * (i % 256) + Math.floor(i / 256)]!;
  return planes;
}

function levelsOf(rgb: Uint8Array): Colourmap {
  const nodes: ColourNode[] = [];
  for (let i = 0; i + 2 < rgb.length; i += 3) nodes.push({ rgb: [rgb[i]!, rgb[i + 1]!, rgb[i + 2]!] });
  return colourmapFromNodes(nodes);
}

function byteLevels(colourmap: Colourmap, n: number): Uint8Array {
  return Uint8Array.from(sampledLevels(colourmap, n), Math.round);
}

function byteColour(values: readonly number[], line: number): Rgb {
  if (!values.every((v) => v >= 0 && v <= 255))
    throw badFile('palette', { line, column: 1 }, 'numbers from 0 to 255', values.join(' '));
  return [values[0]!, values[1]!, values[2]!];
}
