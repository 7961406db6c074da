/**
 * WebAssembly written by hand: expressions are lists of bytes, in the words of the specification's binary format
 * (W3C WebAssembly Core 2.0, chapter 5). Only what our kernels need.
 */

/** The bytes of an expression or of a statement, those of its parts within it, and names of functions of its module: they are laid in a row once, at the end. */
export type Code = readonly (number | string | Code)[];

export const valueType = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type ValueType = (typeof valueType)[keyof typeof valueType];

/** A function of a module, which is written when the module is. */
export type WasmFunction = () => WrittenFunction;

/** A function, exported under its name. */
interface WrittenFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  /** Types of the locals beyond the parameters. */
  readonly locals: readonly ValueType[];
  readonly code: Code;
}

/** What a function's body is written with. */
export interface Writer {
  /** Index of a new local. */
  readonly local: (type: ValueType) => number;
  readonly emit: (code: Code) => void;
  /** Puts a vector of four floats into a new local and gives its index. */
  readonly vector: (code: Code) => number;
}

/** A function; its parameters are the locals from 0 on. */
export function wasmFunction(
  name: string,
  parameters: readonly ValueType[],
  write: (writer: Writer) => void,
  result?: ValueType,
): WasmFunction {
  return () => written(name, parameters, write, result);
}

function written(
  name: string,
  parameters: readonly ValueType[],
  write: (writer: Writer) => void,
  result?: ValueType,
): WrittenFunction {
  const locals: ValueType[] = [];
  const code: Code[] = [];
  const local = (type: ValueType): number => parameters.length + locals.push(type) - 1;
  const emit = (statement: Code): void => {
    code.push(statement);
  };
  const vector = (value: Code): number => {
    const index = local(valueType.v128);
    emit(set(index, value));
    return index;
  };
  write({ local, emit, vector });
  return { name, parameters, ...(result !== undefined && { result }), locals, code };
}

/** Whole numbers ≥ 0 in sevens of bits (LEB128). */
function unsigned(n: number): number[] {
  const bytes: number[] = [];
  for (let left = n; ; left >>>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
}

function signed(n: number): number[] {
  const bytes: number[] = [];
  for (let left = n; ; left >>= 7) {
    const seven = left & 127;
    if (left >> 6 === 0 || left >> 6 === -1) return [...bytes, seven];
    bytes.push(seven | 128);
  }
}

/** The bytes of code in a row; of functions that it calls their number among `names`. */
function inRow(code: Code, names: readonly string[] = [], row: number[] = []): number[] {
  for (const part of code)
    if (typeof part === 'number') row.push(part);
    else if (typeof part === 'string') row.push(...unsigned(names.indexOf(part)));
    else inRow(part, names, row);
  return row;
}

function sized(code: Code, names?: readonly string[]): Code {
  const row = inRow(code, names);
  return [unsigned(row.length), row];
}

const listed = (items: readonly Code[]): Code => [unsigned(items.length), items];
const text = (word: string): Code => sized([...new TextEncoder().encode(word)]);

/** The bytes of a module that exports its functions and its memory, `memory`, of one page at first. */
export function wasmModule(written: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const functions = written.map((write) => write());
  const section = (id: number, items: readonly Code[]): Code => [id, sized(listed(items))];
  const types = functions.map(({ parameters, result }) => [
    0x60,
    sized(parameters),
    result === undefined ? [0] : [1, result],
  ]);
  const names = functions.map(({ name }) => name);
  const bodies = functions.map(({ locals, code }) =>
    sized([listed(locals.map((type) => [1, type])), code, 0x0b], names),
  );
  const exports = functions.map(({ name }, i) => [text(name), 0, unsigned(i)]);
  return Uint8Array.from(
    inRow([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(
        3,
        functions.map((_, i) => unsigned(i)),
      ),
      section(5, [[0, 1]]),
      section(7, [...exports, [text('memory'), 2, 0]]),
      section(10, bodies),
    ]),
  );
}

export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)];

/** Calls a function of the same module, by its name. */
export const call = (name: string, ...values: readonly Code[]): Code => [...values, 0x10, name];

export const int = (n: number): Code => [0x41, signed(n)];
export const plus = (a: Code, b: Code): Code => [a, b, 0x6a];
/** Adds a number to a local: an address goes on. */
export const step = (local: number, by: number): Code => set(local, plus(get(local), int(by)));
export const minus = (a: Code, b: Code): Code => [a, b, 0x6b];
export const times = (a: Code, b: Code): Code => [a, b, 0x6c];
export const and = (a: Code, b: Code): Code => [a, b, 0x71];
/** Four times a whole number: the offset of so many floats. */
export const fourfold = (a: Code): Code => [a, int(2), 0x74];
export const equal = (a: Code, b: Code): Code => [a, b, 0x46];
export const below = (a: Code, b: Code): Code => [a, b, 0x49];
export const loadInt = (address: Code): Code => [address, 0x28, 2, 0];

/** A whole number of sixteen bits, with its sign, as a float. */
export const loadShort = (address: Code): Code => [address, 0x2e, 1, 0, 0xb2];
export const loadFloat = (address: Code, offset = 0): Code => [address, 0x2a, 2, unsigned(offset)];
export const storeFloat = (address: Code, value: Code, offset = 0): Code => [
  address,
  value,
  [0x38, 2, unsigned(offset)],
];
/** Of floats, one by one. */
export const sumOfFloats = (a: Code, b: Code): Code => [a, b, 0x92];
export const productOf = (a: Code, b: Code): Code => [a, b, 0x94];
export const quotientOf = (a: Code, b: Code): Code => [a, b, 0x95];
/** Whether a float is as large as another at the least. */
export const reaches = (a: Code, b: Code): Code => [a, b, 0x60];

/** Four floats, which need not lie at a multiple of 16. */
export const load = (address: Code, offset = 0): Code => [address, 0xfd, 0, 2, unsigned(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [
  address,
  value,
  [0xfd, 0x0b, 2, unsigned(offset)],
];
export const add = (a: Code, b: Code): Code => [a, b, 0xfd, 0xe4, 1];
export const subtract = (a: Code, b: Code): Code => [a, b, 0xfd, 0xe5, 1];
export const multiply = (a: Code, b: Code): Code => [a, b, 0xfd, 0xe6, 1];
export const divide = (a: Code, b: Code): Code => [a, b, 0xfd, 0xe7, 1];
export const rootOf = (a: Code): Code => [a, 0xfd, 0xe3, 1];
/** Four floats without their fractions, as whole numbers, and four whole numbers as floats. */
export const wholeOf = (a: Code): Code => [a, 0xfd, 0xf8, 1];
export const floatsOf = (a: Code): Code => [a, 0xfd, 0xfa, 1];
/** One of four whole numbers. */
export const intAt = (a: Code, lane: number): Code => [a, 0xfd, 0x1b, lane];
/** A vector with the float at an address in place of one of its four. */
export const loadAt = (address: Code, offset: number, vector: Code, lane: number): Code => [
  ...[address, vector, 0xfd, 0x56, 2],
  ...[unsigned(offset), lane],
];
/** The larger, and the smaller, of two; the first where one is no number. */
export const atLeast = (a: Code, b: Code): Code => [a, b, 0xfd, 0xeb, 1];
export const atMost = (a: Code, b: Code): Code => [a, b, 0xfd, 0xea, 1];
/** The float at an address, four times over. */
export const loadFour = (address: Code): Code => [address, 0xfd, 9, 2, 0];
/** A float four times over. */
export const four = (value: Code): Code => [value, 0xfd, 0x13];
export const float = (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
/** Sum of a vector's four floats. */
export const sumOf = (local: number): Code => {
  const lane = (k: number): Code => [get(local), 0xfd, 0x1f, k];
  return [lane(0), lane(1), 0x92, lane(2), lane(3), 0x92, 0x92];
};
/** Four of the eight floats of two vectors, by their places 0…7. */
export const shuffle = (a: Code, b: Code, places: readonly number[]): Code => [
  a,
  b,
  ...[0xfd, 0x0d],
  ...places.flatMap((place) => [0, 1, 2, 3].map((byte) => 4 * place + byte)),
];

/** Runs the body while the condition holds. */
export const whileLoop = (condition: Code, body: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  condition,
  ...[0x45, 0x0d, 1],
  body,
  ...[0x0c, 0, 0x0b, 0x0b],
];
export const either = (condition: Code, body: Code, otherwise: Code): Code => [
  ...[condition, 0x04, 0x40, body],
  ...[0x05, otherwise, 0x0b],
];

/** Where four floats differ from four others, as no number does even from itself: all bits set. */
export const differ = (a: Code, b: Code): Code => [a, b, 0xfd, 0x42];
/** The bits of a where the mask's are set, those of b where not. */
export const chosen = (a: Code, b: Code, mask: Code): Code => [a, b, mask, 0xfd, 0x52];
/** The signs of four floats or whole numbers as the lowest four bits of one; whether any bit of a vector is set. */
export const signsOf = (a: Code): Code => [a, 0xfd, 0xa4, 1];
export const anyBit = (a: Code): Code => [a, 0xfd, 0x53];
/** How many bits are set, and how many are not before the first that is, from the lowest on. */
export const countBits = (a: Code): Code => [a, 0x69];
export const zerosBefore = (a: Code): Code => [a, 0x68];
export const storeInt = (address: Code, value: Code): Code => [address, value, [0x36, 2, 0]];
/** Four floats that are known. */
export const floats = (...values: readonly [number, number, number, number]): Code => [
  ...[0xfd, 0x0c],
  ...new Uint8Array(Float32Array.of(...values).buffer),
];

/** Bitwise: both; either of them. */
export const andBits = (a: Code, b: Code): Code => [a, b, 0xfd, 0x4e];
export const orBits = (a: Code, b: Code): Code => [a, b, 0xfd, 0x50];
export const notBits = (a: Code): Code => [a, 0xfd, 0x4d];
/** A byte sixteen times over. */
export const sixteen = (byte: number): Code => [0xfd, 0x0c, Array<number>(16).fill(byte)];
/** Sixteen bytes doubled; all bits of those set that are equal. */
export const doubledBytes = (a: Code): Code => [a, int(1), 0xfd, 0x6b];
export const equalBytes = (a: Code, b: Code): Code => [a, b, 0xfd, 0x23];
/** Four bytes at an address as four whole numbers. */
export const loadFourBytes = (address: Code): Code => [
  ...[address, 0xfd, 0x5c, 2, 0],
  ...[0xfd, 0x89, 1, 0xfd, 0xa9, 1],
];
/** A whole number four times over, and where four numbers equal four others: all bits set. */
export const fourInts = (value: Code): Code => [value, 0xfd, 0x11];
export const equalInts = (a: Code, b: Code): Code => [a, b, 0xfd, 0x37];
