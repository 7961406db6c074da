import { crc32 } from 'node:zlib';
import type { Draws } from '../bench/fresh/random.js';

/** Longer inputs are no likelier to be read wrongly, only later. */
const mostBytes = 400_000;

type Bytes = Uint8Array<ArrayBufferLike>;
type Change = (d: Draws, bytes: Bytes, seeds: readonly Bytes[]) => Bytes;

/** One of the seeds after a few changes. Changes that keep a format's frame intact reach deeper than any others. */
export function mutated(d: Draws, seeds: readonly Bytes[]): Bytes {
  let bytes = d.pick(seeds);
  for (let k = d.integer(1, 4); k > 0; k--) bytes = d.pick(changesOf(bytes))(d, bytes, seeds);
  return bytes.subarray(0, mostBytes);
}

function changesOf(bytes: Bytes): readonly Change[] {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return [...anywhere, chunkChanged, chunkChanged, chunkChanged];
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return [...anywhere, segmentChanged, segmentChanged];
  return bytes.subarray(0, 4096).includes(0) ? anywhere : [...anywhere, ...inText, ...inText];
}

const joined = (...parts: readonly Bytes[]): Bytes => Buffer.concat(parts);

/** Two places in the bytes; most often not far apart, for a file without its half is soon refused. */
function stretch(d: Draws, { length }: Bytes): [number, number] {
  const from = d.integer(0, length);
  return [from, Math.min(length, from + Math.floor(2 ** d.uniform(0, Math.log2(length + 2))) - 1)];
}

/** Numbers at which readers err: the ends of types. */
const ends = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

function numberPut(d: Draws, bytes: Bytes, from: number): Bytes {
  const copy = Buffer.from(bytes);
  const size = d.pick([1, 2, 4]);
  if (from + size > copy.length) return bytes;
  const value = d.pick(ends) & (2 ** (8 * size) - 1);
  if (d.chance(0.5)) copy.writeUIntBE(value >>> 0, from, size);
  else copy.writeUIntLE(value >>> 0, from, size);
  return copy;
}

const anywhere: readonly Change[] = [
  (d, bytes) => {
    const copy = bytes.slice();
    for (let k = d.integer(1, 8); k > 0 && copy.length > 0; k--)
      copy[d.integer(0, copy.length - 1)] = d.integer(0, 255);
    return copy;
  },
  (d, bytes) => numberPut(d, bytes, d.integer(0, Math.max(0, Math.min(bytes.length, 2000) - 1))),
  (d, bytes) => {
    const [from, to] = stretch(d, bytes);
    return joined(bytes.subarray(0, from), bytes.subarray(to));
  },
  (d, bytes) => {
    const [from, to] = stretch(d, bytes);
    return joined(bytes.subarray(0, to), bytes.subarray(from));
  },
  (d, bytes) => bytes.subarray(0, d.integer(0, bytes.length)),
  (d, bytes, seeds) => {
    const other = d.pick(seeds);
    const [from, to] = stretch(d, other);
    const at = d.integer(0, bytes.length);
    return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at));
  },
];

/** Words at which readers have stumbled, and marks of the formats. */
const words = [
  ...[
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'none',
    'null',
    'true',
    'NaN',
    'inf',
    '-inf',
    '1e999',
    '5e-324',
  ],
  ...[
    '1e12',
    '-1',
    '0',
    '0.5',
    '255',
    '256',
    '0x10',
    '9007199254740993',
    ' ',
    '\n',
    '\r',
    '\t',
    '\0',
    '"',
    '\\',
  ],
  ...[
    ',',
    ';',
    ':',
    '-',
    '%',
    '=',
    '#',
    '<',
    '>',
    '[',
    ']',
    '{',
    '}',
    '\uFEFF',
    '\u202e',
    '\u0301',
    '𝟚',
    '٣',
  ],
  ...[
    '<!--',
    '<![CDATA[',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '<Point/>',
    'levels=1e9',
    '[[[[',
    '{"a":',
    '1,',
  ],
];

const text = (bytes: Bytes): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (content: string): Bytes => Buffer.from(content, 'utf8');

const inText: readonly Change[] = [
  (d, bytes) => {
    const content = text(bytes);
    const numbers = [...content.matchAll(/[-+]?\d+(\.\d*)?/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: number } = d.pick(numbers);
    return bytesOf(content.slice(0, index) + d.pick(words) + content.slice(index + number.length));
  },
  (d, bytes) => {
    const content = text(bytes);
    const at = d.integer(0, content.length);
    return bytesOf(content.slice(0, at) + d.pick(words).repeat(2 ** d.integer(0, 14)) + content.slice(at));
  },
  (d, bytes) => {
    const lines = text(bytes).split('\n');
    const line = d.integer(0, lines.length - 1);
    lines.splice(line, d.integer(0, 2), ...Array.from({ length: d.integer(0, 3) }, () => d.pick(lines)));
    return bytesOf(lines.join('\n'));
  },
  (d, bytes) => {
    const parts = text(bytes).split(/(?=[[\]{},:<>])/);
    const [i, j] = [d.integer(0, parts.length - 1), d.integer(0, parts.length - 1)];
    [parts[i], parts[j]] = [parts[j]!, parts[i]!];
    return bytesOf(parts.join(''));
  },
];

/** The inside of a chunk of a PNG, with the sum that fits it. */
const chunkChanged: Change = (d, bytes) => {
  const view = Buffer.from(bytes);
  const chunks: [number, number][] = [];
  for (let o = 8; o + 12 <= view.length; ) {
    const length = view.readUInt32BE(o);
    if (o + 12 + length > view.length) break;
    chunks.push([o, length]);
    o += 12 + length;
  }
  if (chunks.length === 0) return bytes;
  const [at, length] = d.pick(chunks);
  const inside = d.pick(anywhere)(d, view.subarray(at + 8, at + 8 + length), [bytes]);
  const named = joined(view.subarray(at + 4, at + 8), inside);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(inside.length);
  sum.writeUInt32BE(crc32(named));
  return joined(view.subarray(0, at), size, named, sum, view.subarray(at + 12 + length));
};

/** The inside of a segment of a JPEG, with the length that fits it. */
const segmentChanged: Change = (d, bytes) => {
  const view = Buffer.from(bytes);
  const segments: [number, number][] = [];
  for (
    let o = 2;
    o + 4 <= view.length && view[o] === 0xff && view[o + 1] !== 0xda;
    o += 2 + view.readUInt16BE(o + 2)
  )
    segments.push([o, view.readUInt16BE(o + 2)]);
  const usable = segments.filter(([at, length]) => length >= 2 && at + 2 + length <= view.length);
  if (usable.length === 0) return bytes;
  const [at, length] = d.pick(usable);
  const inside = d
    .pick(anywhere)(d, view.subarray(at + 4, at + 2 + length), [bytes])
    .subarray(0, 65_533);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(inside.length + 2);
  return joined(view.subarray(0, at + 2), size, inside, view.subarray(at + 2 + length));
};
