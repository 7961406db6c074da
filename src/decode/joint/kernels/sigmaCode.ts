import {
  add,
  andBits,
  atLeast,
  atMost,
  below,
  type Code,
  divide,
  equalInts,
  float,
  four,
  fourInts,
  get,
  int,
  load,
  loadFour,
  loadFourBytes,
  minus,
  multiply,
  notBits,
  orBits,
  plus,
  rootOf,
  set,
  step,
  store,
  subtract,
  valueType,
  type WasmFunction,
  type Writer,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';

const { i32, f32, v128 } = valueType;

/** Pixels to either side of the square that `jointSigma` takes means over. */
export const reach = 3;
/** Zeros between the rows of sums, in floats: no row reaches into the next. */
export const gap = 8;

const apart = Array.from({ length: 2 * reach + 1 }, (_, k) => k - reach);
const isBit = (address: Code, value: number, bits: number): Code => {
  const wanted = fourInts(int(value));
  return equalInts(andBits(loadFourBytes(address), fourInts(int(bits))), wanted);
};

/** Keeps t within 0…1, and writes its squared distances from another plane, and ones, where a mask is 1, else 0. */
const squares = wasmFunction('squares', [i32, i32, i32, i32, i32, i32], (writer) => {
  const [t, end, start, mask, to, ones] = [0, 1, 2, 3, 4, 5];
  const [own, shown] = [writer.local(v128), writer.local(v128)];
  const [none, one] = [writer.vector(four(float(0))), writer.vector(four(float(1)))];
  const off = subtract(get(own), load(get(start)));
  writer.emit(
    whileLoop(below(get(t), get(end)), [
      set(own, atMost(atLeast(load(get(t)), get(none)), get(one))),
      set(shown, isBit(get(mask), 1, 1)),
      store(get(t), get(own)),
      store(get(to), andBits(multiply(off, off), get(shown))),
      store(get(ones), andBits(get(one), get(shown))),
      step(mask, 4),
      [t, start, to, ones].map((pointer) => step(pointer, 16)),
    ]),
  );
});

/** Writes the sums of a plane's columns over the rows of a square, rows with a gap behind each. */
const columnSums = wasmFunction('columnSums', [i32, i32, i32, i32], (writer) => {
  const [from, end, to, stride] = [0, 1, 2, 3];
  const [row, rowEnd] = [writer.local(i32), writer.local(i32)];
  const rows = apart.map((k) => {
    const offset = Array.from({ length: Math.abs(k) }, () => stride);
    const address = offset.reduce(
      (at: Code, by) => (k < 0 ? minus(at, get(by)) : plus(at, get(by))),
      get(row),
    );
    return load(address);
  });
  writer.emit(
    whileLoop(below(get(from), get(end)), [
      set(row, get(from)),
      set(rowEnd, plus(get(from), get(stride))),
      whileLoop(below(get(row), get(rowEnd)), [
        store(get(to), rows.reduce(add)),
        step(row, 16),
        step(to, 16),
      ]),
      set(from, get(rowEnd)),
      step(to, 4 * gap),
    ]),
  );
});

/** The sum of a row of sums about an address. */
const rowSum = (pointer: number): Code => apart.map((k) => load(plus(get(pointer), int(4 * k)))).reduce(add);

/**
 * Writes t and its standard errors (`jointSigma`) of eight rows, NaN where masked: from column sums of squares and of ones, flags
 * of pixels whose neighbours lie in the plot, the mask, and the blocks' variances; bytes of a row of the latter are not asked, for
 * these are one row of blocks.
 */
const sigmas = wasmFunction('sigmas', [...Array(10).fill(i32), ...Array(4).fill(f32)], (writer: Writer) => {
  const [t, end, stride, sums, ones, inside, mask, variance, toT, toSigma] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [disagreement, quantisation, perGradient, least] = [10, 11, 12, 13].map((parameter) =>
    writer.vector(four(get(parameter))),
  ) as [number, number, number, number];
  const half = writer.vector(four(float(0.5)));
  const [rowEnd, block] = [writer.local(i32), writer.local(i32)];
  const [lost, across, along, hidden] = [0, 1, 2, 3].map(() => writer.local(v128)) as [
    number,
    number,
    number,
    number,
  ];
  const gradient = (bit: number, before: Code, after: Code): Code =>
    andBits(multiply(subtract(load(after), load(before)), get(half)), isBit(get(inside), bit, bit));
  const slopes = add(multiply(get(across), get(across)), multiply(get(along), get(along)));
  const noise = add(multiply(get(disagreement), divide(rowSum(sums), rowSum(ones))), get(lost));
  const fourPixels = [
    set(across, gradient(1, plus(get(t), int(-4)), plus(get(t), int(4)))),
    set(along, gradient(2, minus(get(t), get(stride)), plus(get(t), get(stride)))),
    set(hidden, notBits(isBit(get(mask), 1, 1))),
    store(
      get(toSigma),
      orBits(rootOf(add(add(noise, multiply(get(perGradient), slopes)), get(least))), get(hidden)),
    ),
    store(get(toT), orBits(load(get(t)), get(hidden))),
    [t, sums, ones, toT, toSigma].map((pointer) => step(pointer, 16)),
    [inside, mask].map((pointer) => step(pointer, 4)),
  ];
  writer.emit(
    whileLoop(below(get(t), get(end)), [
      set(rowEnd, plus(get(t), get(stride))),
      set(block, get(variance)),
      whileLoop(below(get(t), get(rowEnd)), [
        set(lost, multiply(get(quantisation), loadFour(get(block)))),
        fourPixels,
        fourPixels,
        step(block, 4),
      ]),
      [sums, ones].map((pointer) => step(pointer, 4 * gap)),
    ]),
  );
});

export const sigmaFunctions: readonly WasmFunction[] = [squares, columnSums, sigmas];
