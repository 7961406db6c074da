/** A Huffman table in the form of a 16-bit look-up: code length and symbol for each prefix. */
export interface HuffmanTable {
  /** For each of 2¹⁶ prefixes: length << 8 | symbol; 0 where no code begins so. */
  readonly lookUp: Uint16Array;
}

/**
 * Builds the table from the counts of codes of length 1…16 and the symbols in order of their codes (T.81, annex C).
 *
 * @returns undefined if the lengths do not form a prefix code
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | undefined {
  const lookUp = new Uint16Array(1 << 16);
  let code = 0;
  let k = 0;
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < counts[length - 1]!; i++) {
      const from = code << (16 - length);
      const to = (code + 1) << (16 - length);
      if (to > 1 << 16) return undefined;
      lookUp.fill((length << 8) | symbols[k++]!, from, to);
      code++;
    }
    code <<= 1;
  }
  return { lookUp };
}

/** Bits of entropy-coded data, stuffed zero bytes removed. Reads beyond a marker give zeros and are counted. */
export interface BitReader {
  bytes: Uint8Array;
  at: number;
  bits: number;
  count: number;
  /** Zero bits handed out beyond the data. */
  overrun: number;
}

function fill(reader: BitReader): void {
  while (reader.count <= 16) {
    let byte = reader.bytes[reader.at];
    if (byte === undefined || (byte === 0xff && reader.bytes[reader.at + 1] !== 0)) {
      byte = 0;
      reader.overrun += 8;
    } else reader.at += byte === 0xff ? 2 : 1;
    reader.bits = (reader.bits << 8) | byte;
    reader.count += 8;
  }
}

/** The next symbol, or −1 if the bits are no code of the table. */
export function readSymbol(reader: BitReader, table: HuffmanTable): number {
  if (reader.count < 16) fill(reader);
  const entry = table.lookUp[(reader.bits >> (reader.count - 16)) & 0xffff]!;
  if (entry === 0) return -1;
  reader.count -= entry >> 8;
  return entry & 255;
}

/** The next `n` bits (at most 16) as an unsigned number. */
export function readBits(reader: BitReader, n: number): number {
  if (n === 0) return 0;
  if (reader.count < n) fill(reader);
  reader.count -= n;
  return (reader.bits >> reader.count) & ((1 << n) - 1);
}

/** The next `n` bits as a signed number in JPEG's one's-complement manner (T.81, EXTEND). */
export function readSigned(reader: BitReader, n: number): number {
  const value = readBits(reader, n);
  return n > 0 && value < 1 << (n - 1) ? value - (1 << n) + 1 : value;
}
