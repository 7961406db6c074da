import {
  add,
  below,
  type Code,
  fourfold,
  get,
  int,
  load,
  loadInt,
  multiply,
  plus,
  set,
  shuffle,
  store,
  subtract,
  valueType,
  type WasmFunction,
  type Writer,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';
import { type Block, type Factors, factorsOf, filtered } from './blockTransforms.js';

const { i32 } = valueType;

/** Collects what is written for the body of a loop. */
function bodyOf(writer: Writer, write: (inner: Writer) => void): Code {
  const code: Code[] = [];
  const emit = (statement: Code): void => {
    code.push(statement);
  };
  const vector = (value: Code): number => {
    const index = writer.local(valueType.v128);
    emit(set(index, value));
    return index;
  };
  write({ local: writer.local, emit, vector });
  return code;
}

/**
 * Goes through blocks: parameters `origins` (their first pixels in a plane) to `end`, `table` (64 floats a block), a plane
 * `from` and a plane `to`, `stride` (bytes from row to row), and `weights`.
 */
function overBlocks(
  name: string,
  write: (writer: Writer, rows: Rows, factors: Factors) => void,
): WasmFunction {
  return wasmFunction(name, [i32, i32, i32, i32, i32, i32, i32], (writer) => {
    const factors = factorsOf(writer);
    const body = bodyOf(writer, (inner) => {
      const rows = (plane: number): number => {
        const row = inner.local(i32);
        inner.emit(set(row, plus(get(plane), fourfold(loadInt(get(parameter.origins))))));
        return row;
      };
      write(inner, rows, factors);
      inner.emit(set(parameter.origins, plus(get(parameter.origins), int(4))));
      inner.emit(set(parameter.table, plus(get(parameter.table), int(256))));
    });
    writer.emit(whileLoop(below(get(parameter.origins), get(parameter.end)), body));
  });
}

const parameter = { origins: 0, end: 1, table: 2, from: 3, to: 4, stride: 5, weights: 6 } as const;
const eight = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const nextRow = (row: number): Code => set(row, plus(get(row), get(parameter.stride)));
const slope = (y: number, half: number): Code => load(get(parameter.table), 32 * y + half);

/** to = the plane's blocks with coefficients times the table's. */
const preconditionBlocks = overBlocks('precondition', (writer, rows, factors) => {
  const from = rows(parameter.from);
  const left: number[] = [];
  const right: number[] = [];
  for (const _ of eight) {
    left.push(writer.vector(load(get(from))));
    right.push(writer.vector(load(get(from), 16)));
    writer.emit(nextRow(from));
  }
  const block = filtered(writer, { left, right }, get(parameter.table), factors);
  const to = rows(parameter.to);
  for (const y of eight) {
    writer.emit(store(get(to), get(block.left[y]!)));
    writer.emit(store(get(to), get(block.right[y]!), 16));
    writer.emit(nextRow(to));
  }
});

type Rows = (plane: number) => number;

/** Puts slope · block to what there is of it in `to`. */
function spreadFine(writer: Writer, rows: Rows, block: Block, put: typeof add): void {
  const to = rows(parameter.to);
  const putTo = (local: number, y: number, half: number): Code =>
    store(get(to), put(load(get(to), half), multiply(get(local), slope(y, half))), half);
  for (const y of eight) {
    writer.emit(putTo(block.left[y]!, y, 0));
    writer.emit(putTo(block.right[y]!, y, 16));
    writer.emit(nextRow(to));
  }
}

/** The same of means of two by two pixels, a quarter to each. */
function spreadShared(writer: Writer, rows: Rows, block: Block, put: typeof add, factors: Factors): void {
  const to = rows(parameter.to);
  const under = writer.local(i32);
  const putTo = (share: number, places: readonly number[], offset: number): void => {
    const part = writer.vector(shuffle(get(share), get(share), places));
    for (const row of [to, under])
      writer.emit(store(get(row), put(load(get(row), offset), get(part)), offset));
  };
  for (const y of eight) {
    writer.emit(set(under, plus(get(to), get(parameter.stride))));
    for (const [local, half] of [
      [block.left[y]!, 0],
      [block.right[y]!, 16],
    ] as const) {
      const share = writer.vector(multiply(multiply(get(local), get(factors.quarter)), slope(y, half)));
      putTo(share, [0, 0, 1, 1], 2 * half);
      putTo(share, [2, 2, 3, 3], 2 * half + 16);
    }
    writer.emit(set(to, plus(get(under), get(parameter.stride))));
  }
}

/** to += slope · (the blocks of slope · from, filtered by the weights). */
const addFineCurvature = overBlocks('fine', (writer, rows, factors) => {
  const from = rows(parameter.from);
  const left: number[] = [];
  const right: number[] = [];
  for (const y of eight) {
    left.push(writer.vector(multiply(load(get(from)), slope(y, 0))));
    right.push(writer.vector(multiply(load(get(from), 16), slope(y, 16))));
    writer.emit(nextRow(from));
  }
  spreadFine(writer, rows, filtered(writer, { left, right }, get(parameter.weights), factors), add);
});

/** The same of samples that two by two pixels share: their means, and what becomes of a mean spread over them again. */
const addSharedCurvature = overBlocks('shared', (writer, rows, factors) => {
  const from = rows(parameter.from);
  const below = writer.local(i32);
  const halves: Record<'left' | 'right', number[]> = { left: [], right: [] };
  for (const y of eight) {
    writer.emit(set(below, plus(get(from), get(parameter.stride))));
    const sums = [0, 16, 32, 48].map((o) => writer.vector(add(load(get(from), o), load(get(below), o))));
    const means = (a: number, b: number, half: number): number => {
      const pairs = add(shuffle(get(a), get(b), [0, 2, 4, 6]), shuffle(get(a), get(b), [1, 3, 5, 7]));
      return writer.vector(multiply(multiply(pairs, get(factors.quarter)), slope(y, half)));
    };
    halves.left.push(means(sums[0]!, sums[1]!, 0));
    halves.right.push(means(sums[2]!, sums[3]!, 16));
    writer.emit(set(from, plus(get(below), get(parameter.stride))));
  }
  spreadShared(writer, rows, filtered(writer, halves, get(parameter.weights), factors), add, factors);
});

/** The samples that lie block by block in place of `from`, less the coefficients after them. */
const fallen = (writer: Writer, factors: Factors): Block => {
  const from = get(parameter.from);
  const half = (offset: number): number[] => eight.map((y) => writer.vector(load(from, 32 * y + offset)));
  const samples = { left: half(0), right: half(16) };
  const block = filtered(writer, samples, get(parameter.weights), factors, from);
  writer.emit(set(parameter.from, plus(from, int(512))));
  return block;
};

/** to −= slope · (samples, filtered by the weights, less the coefficients). */
const takeFineFall = overBlocks('fineFall', (writer, rows, factors) => {
  spreadFine(writer, rows, fallen(writer, factors), subtract);
});

const takeSharedFall = overBlocks('sharedFall', (writer, rows, factors) => {
  spreadShared(writer, rows, fallen(writer, factors), subtract, factors);
});

export const blockFunctions: readonly WasmFunction[] = [
  preconditionBlocks,
  addFineCurvature,
  addSharedCurvature,
  takeFineFall,
  takeSharedFall,
];
