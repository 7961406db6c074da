import type { PaletteEntry } from '../../palette/sweep.js';

const groupStart = 0xc001;
const groupEnd = 0xc002;
const colourEntry = 0x0001;
/** A colour that is no spot colour and not global. */
const normal = 2;

/**
 * An Adobe swatch exchange file, one group a palette: blocks of type, length and big-endian content, names in UTF-16 and
 * channels as float32 0…1. Read by Photoshop, Illustrator, InDesign and others.
 */
export function writeAse(
  groups: readonly { readonly name: string; readonly entries: readonly PaletteEntry[] }[],
): Uint8Array {
  const blocks = groups.flatMap(({ name, entries }) => [
    block(groupStart, text(name)),
    ...entries.map(({ hex, rgb, names }) => block(colourEntry, colour(names[0]?.name ?? hex, rgb))),
    block(groupEnd, Buffer.alloc(0)),
  ]);
  const header = Buffer.alloc(12);
  header.write('ASEF', 0, 'latin1');
  header.writeUInt16BE(1, 4);
  header.writeUInt32BE(blocks.length, 8);
  return Buffer.concat([header, ...blocks]);
}

function block(type: number, content: Uint8Array): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(type, 0);
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** Its length in UTF-16 units, the closing zero counted, and the units. */
function text(value: string): Buffer {
  const units = Buffer.from(`${value}\0`, 'utf16le').swap16();
  const length = Buffer.alloc(2);
  length.writeUInt16BE(units.length / 2, 0);
  return Buffer.concat([length, units]);
}

function colour(name: string, rgb: PaletteEntry['rgb']): Buffer {
  const values = Buffer.alloc(18);
  values.write('RGB ', 0, 'latin1');
  rgb.forEach((v, c) => {
    values.writeFloatBE(v / 255, 4 + 4 * c);
  });
  values.writeUInt16BE(normal, 16);
  return Buffer.concat([text(name), values]);
}
