import { dctFactors } from '../../../jpeg/dct.js';
import {
  add,
  type Code,
  float,
  four,
  get,
  load,
  multiply,
  shuffle,
  store,
  subtract,
  valueType,
  type Writer,
  wasmFunction,
} from '../../../numeric/wasm/assembler.js';

const { i32 } = valueType;
const eight = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** A block's rows, eight floats each, in two vectors: locals of the left and of the right halves. */
interface Block {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Locals that hold the constants of the transforms. */
type Factors = Readonly<Record<keyof typeof dctFactors | 'root2', number>>;

/** Sets the constants of the transforms at the beginning of a function. */
const factorsOf = (writer: Writer): Factors => {
  const local = (value: number): number => writer.vector(four(float(value)));
  return {
    cos4: local(dctFactors.cos4),
    cos6: local(dctFactors.cos6),
    cos2less6: local(dctFactors.cos2less6),
    cos2plus6: local(dctFactors.cos2plus6),
    twiceCos2: local(dctFactors.twiceCos2),
    root2: local(Math.SQRT2),
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
 * `filter`: a block of 64 floats at the first address through the transform, the weights at the second on its coefficients, less
 * the numbers at the third, and back, in place. The coefficients come out transposed and so do the weights lie: the second
 * transposition is saved twice.
 */
export const filterBlock = wasmFunction('filter', [i32, i32, i32], (writer) => {
  const [block, weights, less] = [0, 1, 2];
  const factors = factorsOf(writer);
  const both = (lines: typeof forwardLines, { left, right }: Block): Block => ({
    left: lines(writer, left, factors),
    right: lines(writer, right, factors),
  });
  const rows = (from: number, offset: number): Code[] => eight.map((y) => load(get(from), 32 * y + offset));
  const read = (offset: number): number[] => rows(block, offset).map((row) => writer.vector(row));
  const whole = { left: read(0), right: read(16) };
  const coefficients = both(forwardLines, transposed(writer, both(forwardLines, whole)));
  const weighted = (half: readonly number[], offset: number): number[] => {
    const taken = rows(less, offset);
    return rows(weights, offset).map((weight, y) =>
      writer.vector(subtract(multiply(get(half[y]!), weight), taken[y]!)),
    );
  };
  const result = { left: weighted(coefficients.left, 0), right: weighted(coefficients.right, 16) };
  const { left, right } = both(inverseLines, transposed(writer, both(inverseLines, result)));
  for (const y of eight) {
    writer.emit(store(get(block), get(left[y]!), 32 * y));
    writer.emit(store(get(block), get(right[y]!), 32 * y + 16));
  }
});
