import { dctFactors } from '../../../jpeg/dct.js';
import {
  add,
  below,
  type Code,
  float,
  four,
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

/** A block's rows, eight floats each, in two vectors: locals of the left and of the right halves. */
interface Block {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

type Factors = Readonly<Record<keyof typeof dctFactors | 'root2' | 'quarter', number>>;

const factorsOf = (writer: Writer): Factors => {
  const local = (value: number): number => writer.vector(four(float(value)));
  return {
    cos4: local(dctFactors.cos4),
    cos6: local(dctFactors.cos6),
    cos2less6: local(dctFactors.cos2less6),
    cos2plus6: local(dctFactors.cos2plus6),
    twiceCos2: local(dctFactors.twiceCos2),
    root2: local(Math.SQRT2),
    quarter: local(0.25),
  };
};

/** Locals of a line of samples or coefficients. */
type Eight = readonly [number, number, number, number, number, number, number, number];

/** Arithmetic on locals, each result in a new one. */
const arithmetic = ({ vector }: Writer) => ({
  sum: (a: number, b: number): number => vector(add(get(a), get(b))),
  difference: (a: number, b: number): number => vector(subtract(get(a), get(b))),
  product: (a: number, b: number): number => vector(multiply(get(a), get(b))),
});

/** `forwardLine` of jpeg/dct.ts on four columns at once. */
function forwardLines(writer: Writer, d: readonly number[], f: Factors): number[] {
  const { sum, difference, product } = arithmetic(writer);
  const s = [0, 1, 2, 3].map((i) => sum(d[i]!, d[7 - i]!));
  const gap = (i: number): number => difference(d[i]!, d[7 - i]!);
  const [d0, d1, d2, d3] = [gap(0), gap(1), gap(2), gap(3)];
  const e0 = sum(s[0]!, s[3]!);
  const e3 = difference(s[0]!, s[3]!);
  const e1 = sum(s[1]!, s[2]!);
  const turned = product(sum(difference(s[1]!, s[2]!), e3), f.cos4);
  const a = sum(d3, d2);
  const b = product(sum(d2, d1), f.cos4);
  const c = sum(d1, d0);
  const both = product(difference(a, c), f.cos6);
  const low = sum(product(a, f.cos2less6), both);
  const high = sum(product(c, f.cos2plus6), both);
  const plusB = sum(d0, b);
  const minusB = difference(d0, b);
  return [
    sum(e0, e1),
    sum(plusB, high),
    sum(e3, turned),
    difference(minusB, low),
    difference(e0, e1),
    sum(minusB, low),
    difference(e3, turned),
    difference(plusB, high),
  ];
}

/** `inverseLine` of jpeg/dct.ts on four columns at once. */
function inverseLines(writer: Writer, d: readonly number[], f: Factors): number[] {
  const { sum, difference, product } = arithmetic(writer);
  const [d0, d1, d2, d3, d4, d5, d6, d7] = d as unknown as Eight;
  const s04 = sum(d0, d4);
  const d04 = difference(d0, d4);
  const s26 = sum(d2, d6);
  const d26 = difference(product(difference(d2, d6), f.root2), s26);
  const e0 = sum(s04, s26);
  const e3 = difference(s04, s26);
  const e1 = sum(d04, d26);
  const e2 = difference(d04, d26);
  const s53 = sum(d5, d3);
  const d53 = difference(d5, d3);
  const s17 = sum(d1, d7);
  const d17 = difference(d1, d7);
  const f0 = sum(s17, s53);
  const both = product(sum(d53, d17), f.twiceCos2);
  const twice = (a: number, by: number): number => product(sum(a, a), by);
  const f1 = difference(difference(both, twice(d53, f.cos2plus6)), f0);
  const f2 = difference(product(difference(s17, s53), f.root2), f1);
  const f3 = difference(difference(both, twice(d17, f.cos2less6)), f2);
  return [
    sum(e0, f0),
    sum(e1, f1),
    sum(e2, f2),
    sum(e3, f3),
    difference(e3, f3),
    difference(e2, f2),
    difference(e1, f1),
    difference(e0, f0),
  ];
}

function transposed(writer: Writer, { left, right }: Block): Block {
  const square = (rows: readonly number[]): number[] => {
    const mix = (a: number, b: number, places: readonly number[]): number =>
      writer.vector(shuffle(get(a), get(b), places));
    const [a, b, c, d] = rows as [number, number, number, number];
    const ab = mix(a, b, [0, 4, 1, 5]);
    const cd = mix(c, d, [0, 4, 1, 5]);
    const ab2 = mix(a, b, [2, 6, 3, 7]);
    const cd2 = mix(c, d, [2, 6, 3, 7]);
    return [
      mix(ab, cd, [0, 1, 4, 5]),
      mix(ab, cd, [2, 3, 6, 7]),
      mix(ab2, cd2, [0, 1, 4, 5]),
      mix(ab2, cd2, [2, 3, 6, 7]),
    ];
  };
  return {
    left: [...square(left.slice(0, 4)), ...square(right.slice(0, 4))],
    right: [...square(left.slice(4)), ...square(right.slice(4))],
  };
}

/**
 * A block through the transform, weights on its coefficients, and back. The coefficients come out transposed and so do the
 * weights lie: the second transposition is saved twice.
 *
 * @param less what is taken from the weighted coefficients
 */
function filtered(writer: Writer, block: Block, weights: Code, f: Factors, less?: Code): Block {
  const both = (lines: typeof forwardLines, { left, right }: Block): Block => ({
    left: lines(writer, left, f),
    right: lines(writer, right, f),
  });
  const coefficients = both(forwardLines, transposed(writer, both(forwardLines, block)));
  const weighted = (half: readonly number[], offset: number): number[] =>
    half.map((local, y) => {
      const weighed = multiply(get(local), load(weights, 32 * y + offset));
      return writer.vector(less ? subtract(weighed, load(less, 32 * y + offset + 256)) : weighed);
    });
  const result = {
    left: weighted(coefficients.left, 0),
    right: weighted(coefficients.right, 16),
  };
  return both(inverseLines, transposed(writer, both(inverseLines, result)));
}

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
