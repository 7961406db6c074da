import { dctScale, scaledForward } from '../../src/jpeg/dct.js';
import { zigzag } from '../../src/jpeg/zigzag.js';

export interface OddComponent {
  readonly id: number;
  /** Sampling factors. */
  readonly horizontal: number;
  readonly vertical: number;
  /** The sample at a place of the component's own grid; whole, from 0 to the greatest of the precision. */
  readonly sample: (x: number, y: number) => number;
  /** Which of the quantisation tables; the first unless told. */
  readonly quantiser?: number;
}

export interface OddJpeg {
  readonly width: number;
  readonly height: number;
  readonly components: readonly OddComponent[];
  /** Tables of one step each, for all frequencies; steps above 255 are written in 16 bits. */
  readonly steps?: readonly number[];
  /** Bits of a sample. */
  readonly precision?: 8 | 12;
  /** One scan for each component. */
  readonly apart?: boolean;
  /** MCUs between restart markers; none unless told. */
  readonly restart?: number;
  /** A JFIF marker, and Adobe's with its transform. */
  readonly jfif?: boolean;
  readonly adobe?: number;
  /** Bytes put in front of every marker, as the standard allows: 0xff, any number of times. */
  readonly fill?: number;
}

/**
 * A JPEG of any sampling, order of scans and colour model, sequential with Huffman codes: what libjpeg's own encoders
 * write in no way that sharp offers. The codes are of equal length, so that the tables need no list.
 */
export function encodeJpeg(jpeg: OddJpeg): Buffer {
  const { width, height, components, steps = [2], precision = 8, apart = false, restart = 0 } = jpeg;
  const wide = steps.some((step) => step > 255);
  const segment = (marker: number, body: readonly number[]): number[] => [
    ...Array<number>(jpeg.fill ?? 0).fill(0xff),
    ...[0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body],
  ];
  const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
  const frame = segment(precision === 12 || wide ? 0xc1 : 0xc0, [
    ...[precision, height >> 8, height & 255, width >> 8, width & 255, components.length],
    ...components.flatMap((c) => [c.id, 16 * c.horizontal + c.vertical, c.quantiser ?? 0]),
  ]);
  const tables = steps.flatMap((step, slot) =>
    segment(
      0xdb,
      wide
        ? [
            16 + slot,
            ...Array(64)
              .fill([step >> 8, step & 255])
              .flat(),
          ]
        : [slot, ...Array(64).fill(step)],
    ),
  );
  const scans = apart ? components.map((component) => [component]) : [components];
  return Buffer.from([
    ...[0xff, 0xd8],
    ...(jpeg.jfif ? segment(0xe0, [...letters('JFIF'), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]) : []),
    ...(jpeg.adobe === undefined ? [] : segment(0xee, [...letters('Adobe'), 0, 100, 0, 0, 0, 0, jpeg.adobe])),
    ...tables,
    ...frame,
    ...segment(0xc4, [0x00, ...tableOf(dcBits, dcSymbols)]),
    ...segment(0xc4, [0x10, ...tableOf(acBits, acSymbols)]),
    ...(restart > 0 ? segment(0xdd, [restart >> 8, restart & 255]) : []),
    ...scans.flatMap((scan) => [
      ...segment(0xda, [scan.length, ...scan.flatMap(({ id }) => [id, 0]), 0, 63, 0]),
      ...scanData(jpeg, scan),
    ]),
    ...segment(0xd9, []).slice(0, -2),
  ]);
}

/** Bits of all codes of a table: one more than would number the symbols, for no code may be all ones. */
const dcBits = 5;
const acBits = 9;
const dcSymbols = Array.from({ length: 16 }, (_, size) => size);
/** A run of zeros and a size; without a size only the end of a block and a run of sixteen. */
const acSymbols = Array.from({ length: 256 }, (_, k) => k).filter((k) => k % 16 > 0 || k === 0 || k === 0xf0);
const tableOf = (bits: number, symbols: readonly number[]): number[] => [
  ...Array.from({ length: 16 }, (_, k) => (k + 1 === bits ? symbols.length : 0)),
  ...symbols,
];

/** The blocks of a scan in their order, as bytes with their stuffing. */
function scanData(jpeg: OddJpeg, scan: readonly OddComponent[]): number[] {
  const { width, height, components, restart = 0 } = jpeg;
  const [across, down] = [
    Math.max(...components.map(({ horizontal }) => horizontal)),
    Math.max(...components.map(({ vertical }) => vertical)),
  ];
  const single = scan.length === 1 ? scan[0]! : undefined;
  const blocks = (size: number, factor: number, largest: number): number =>
    Math.ceil(Math.ceil((size * factor) / largest) / 8);
  const wide = single ? blocks(width, single.horizontal, across) : Math.ceil(width / (8 * across));
  const high = single ? blocks(height, single.vertical, down) : Math.ceil(height / (8 * down));
  const out: number[] = [];
  let bits = '';
  const flush = (): void => {
    bits += '1'.repeat((8 - (bits.length % 8)) % 8);
    for (let k = 0; k < bits.length; k += 8) {
      const byte = Number.parseInt(bits.slice(k, k + 8), 2);
      out.push(byte, ...(byte === 0xff ? [0] : []));
    }
    bits = '';
  };
  let before = scan.map(() => 0);
  for (let unit = 0; unit < wide * high; unit++) {
    if (restart > 0 && unit > 0 && unit % restart === 0) {
      flush();
      out.push(0xff, 0xd0 + ((unit / restart - 1) % 8));
      before = scan.map(() => 0);
    }
    const [column, row] = [unit % wide, Math.floor(unit / wide)];
    for (const [k, component] of scan.entries()) {
      const [h, v] = single ? [1, 1] : [component.horizontal, component.vertical];
      for (let y = 0; y < v; y++)
        for (let x = 0; x < h; x++) {
          const block = quantised(jpeg, component, column * h + x, row * v + y);
          bits += blockBits(block, before[k]!);
          before[k] = block[0]!;
        }
    }
  }
  flush();
  return out;
}

/** The coefficients of a block, in zigzag order. */
function quantised(
  jpeg: OddJpeg,
  { sample, quantiser = 0 }: OddComponent,
  column: number,
  row: number,
): number[] {
  const { steps = [2], precision = 8 } = jpeg;
  const block = Float64Array.from(
    { length: 64 },
    (_, i) => sample(8 * column + (i & 7), 8 * row + (i >> 3)) - 2 ** (precision - 1),
  );
  scaledForward(block);
  return Array.from(zigzag, (i) => Math.round((block[i]! * dctScale[i]!) / steps[quantiser]!));
}

function blockBits(block: readonly number[], before: number): string {
  const size = (value: number): number => (value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1);
  const code = (symbol: number, length: number): string => symbol.toString(2).padStart(length, '0');
  const signed = (value: number): string =>
    value === 0 ? '' : code(value > 0 ? value : value + 2 ** size(value) - 1, size(value));
  const difference = block[0]! - before;
  let bits = code(size(difference), dcBits) + signed(difference);
  let zeros = 0;
  for (const value of block.slice(1)) {
    if (value === 0) zeros++;
    else {
      bits += acCode(15, 0).repeat(zeros >> 4) + acCode(zeros & 15, size(value)) + signed(value);
      zeros = 0;
    }
  }
  return zeros > 0 ? bits + acCode(0, 0) : bits;
}

const acCode = (run: number, size: number): string =>
  acSymbols
    .indexOf(16 * run + size)
    .toString(2)
    .padStart(acBits, '0');
