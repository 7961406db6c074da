import { damaged } from './damaged.js';
import { type BitReader, type HuffmanTable, readBits, readSigned, readSymbol } from './huffman.js';
import { zigzag } from './zigzag.js';

export interface ScanComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  readonly filledWide: number;
  readonly filledHigh: number;
  readonly coefficients: Int16Array;
}

export interface ScanHeader {
  readonly components: readonly {
    readonly component: ScanComponent;
    readonly dc: HuffmanTable | undefined;
    readonly ac: HuffmanTable | undefined;
  }[];
  /** Spectral selection, zigzag indices. */
  readonly first: number;
  readonly last: number;
  /** Successive approximation. */
  readonly high: number;
  readonly low: number;
}

/** What lasts from block to block inside a restart interval. */
interface ScanState {
  readonly reader: BitReader;
  readonly predictions: Int32Array;
  endOfBandRun: number;
}

/**
 * Decodes one scan into the components' coefficients.
 *
 * @param at index of the first entropy-coded byte
 * @returns index of the marker that ends the scan
 * @throws InputError if the data end early or are no valid code
 */
export function decodeScan(
  bytes: Uint8Array,
  at: number,
  frame: {
    readonly width: number;
    readonly height: number;
    readonly progressive: boolean;
    readonly largestHorizontal: number;
    readonly largestVertical: number;
  },
  header: ScanHeader,
  restartInterval: number,
): number {
  const reader: BitReader = { bytes, at, bits: 0, count: 0, overrun: 0 };
  const state: ScanState = {
    reader,
    predictions: new Int32Array(header.components.length),
    endOfBandRun: 0,
  };
  const single = header.components.length === 1 ? header.components[0]!.component : undefined;
  const wide = single?.filledWide ?? Math.ceil(frame.width / (8 * frame.largestHorizontal));
  const high = single?.filledHigh ?? Math.ceil(frame.height / (8 * frame.largestVertical));
  const total = wide * high;
  for (let unit = 0; unit < total; unit++) {
    if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) restart(state);
    const column = unit % wide;
    const row = (unit - column) / wide;
    if (single !== undefined)
      decodeBlock(state, header, 0, frame.progressive, 64 * (row * single.blocksWide + column));
    else
      for (let c = 0; c < header.components.length; c++) {
        const { component } = header.components[c]!;
        for (let v = 0; v < component.vertical; v++)
          for (let h = 0; h < component.horizontal; h++) {
            const block =
              (row * component.vertical + v) * component.blocksWide + column * component.horizontal + h;
            decodeBlock(state, header, c, frame.progressive, 64 * block);
          }
      }
    // The last code may end within the padding of its byte; a reader may look 24 bits ahead, none may be used.
    if (reader.overrun > reader.count) throw damaged('a scan ends early');
  }
  return nextMarker(bytes, reader.at);
}

function restart(state: ScanState): void {
  const { reader } = state;
  const at = nextMarker(reader.bytes, reader.at);
  const marker = reader.bytes[at + 1];
  if (marker === undefined || marker < 0xd0 || marker > 0xd7) throw damaged('a restart marker is missing');
  reader.at = at + 2;
  reader.bits = 0;
  reader.count = 0;
  reader.overrun = 0;
  state.predictions.fill(0);
  state.endOfBandRun = 0;
}

function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++)
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff) return at;
  throw damaged('it ends inside a scan');
}

function decodeBlock(
  state: ScanState,
  header: ScanHeader,
  c: number,
  progressive: boolean,
  block: number,
): void {
  const { component, dc, ac } = header.components[c]!;
  const { coefficients } = component;
  if (!progressive) {
    coefficients[block] = nextDc(state, c, dc);
    decodeAc(state, coefficients, block, ac, 1, 63, 0, false);
  } else if (header.first === 0) {
    if (header.high === 0) coefficients[block] = nextDc(state, c, dc) * (1 << header.low);
    else if (readBits(state.reader, 1) === 1) coefficients[block]! |= 1 << header.low;
  } else if (header.high === 0)
    decodeAc(state, coefficients, block, ac, header.first, header.last, header.low, true);
  else refineAc(state, coefficients, block, ac, header);
}

function nextDc(state: ScanState, c: number, table: HuffmanTable | undefined): number {
  const size = symbolOf(state.reader, table);
  if (size > 15) throw damaged('a DC difference is too large');
  state.predictions[c]! += readSigned(state.reader, size);
  return state.predictions[c]!;
}

/** Sequential AC coefficients, or the first pass of a progressive band (T.81, F.2.2.2 and G.1.2.2). */
function decodeAc(
  state: ScanState,
  coefficients: Int16Array,
  block: number,
  table: HuffmanTable | undefined,
  first: number,
  last: number,
  shift: number,
  bands: boolean,
): void {
  if (state.endOfBandRun > 0) {
    state.endOfBandRun--;
    return;
  }
  for (let k = first; k <= last; k++) {
    const symbol = symbolOf(state.reader, table);
    const run = symbol >> 4;
    const size = symbol & 15;
    if (size === 0) {
      if (run < 15) {
        if (bands) state.endOfBandRun = (1 << run) - 1 + readBits(state.reader, run);
        return;
      }
      k += 15;
      continue;
    }
    k += run;
    if (k > last) throw damaged('a run of zeros leaves its block');
    coefficients[block + zigzag[k]!] = readSigned(state.reader, size) * (1 << shift);
  }
}

/** Refinement of a progressive band by one bit (T.81, G.1.2.3). */
function refineAc(
  state: ScanState,
  coefficients: Int16Array,
  block: number,
  table: HuffmanTable | undefined,
  header: ScanHeader,
): void {
  const { reader } = state;
  const bit = 1 << header.low;
  const correct = (at: number): void => {
    const value = coefficients[at]!;
    if (readBits(reader, 1) === 1 && (Math.abs(value) & bit) === 0)
      coefficients[at] = value > 0 ? value + bit : value - bit;
  };
  let k = header.first;
  if (state.endOfBandRun === 0) {
    while (k <= header.last) {
      const symbol = symbolOf(reader, table);
      let run = symbol >> 4;
      const size = symbol & 15;
      let value = 0;
      if (size === 1) value = readBits(reader, 1) === 1 ? bit : -bit;
      else if (size > 1) throw damaged('a refinement has more than one bit');
      else if (run < 15) {
        state.endOfBandRun = (1 << run) + readBits(reader, run);
        break;
      }
      for (; k <= header.last; k++) {
        const at = block + zigzag[k]!;
        if (coefficients[at] !== 0) correct(at);
        else {
          if (run === 0) {
            if (value !== 0) coefficients[at] = value;
            k++;
            break;
          }
          run--;
        }
      }
    }
  }
  if (state.endOfBandRun > 0) {
    for (; k <= header.last; k++) {
      const at = block + zigzag[k]!;
      if (coefficients[at] !== 0) correct(at);
    }
    state.endOfBandRun--;
  }
}

function symbolOf(reader: BitReader, table: HuffmanTable | undefined): number {
  if (table === undefined) throw damaged('a Huffman table is missing');
  const symbol = readSymbol(reader, table);
  if (symbol < 0) throw damaged('a bit string is no code');
  return symbol;
}
