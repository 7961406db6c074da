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
  floatsOf,
  four,
  fourfold,
  fourInts,
  get,
  int,
  intAt,
  load,
  loadAt,
  loadFloat,
  loadFour,
  loadFourBytes,
  loadInt,
  loadShort,
  multiply,
  plus,
  productOf,
  set,
  step,
  store,
  storeFloat,
  subtract,
  sumOf,
  times,
  valueType,
  type WasmFunction,
  type Writer,
  wasmFunction,
  whileLoop,
  wholeOf,
} from '../../../numeric/wasm/assembler.js';
import { blockIn, blockParameters, overBlocks, overRows, parameter, sharedMeans } from './blockCode.js';

const { i32, f32, v128 } = valueType;
const lanes = [0, 1, 2, 3] as const;

/** Looks four numbers up at once in tables that lie one after the other, or not. */
function lookUps(writer: Writer) {
  const addresses = lanes.map(() => writer.local(i32));
  return {
    /** Takes four whole numbers as the entries to look up. */
    at: (table: number, entries: number): Code =>
      lanes.map((lane) => set(addresses[lane]!, plus(get(table), fourfold(intAt(get(entries), lane))))),
    /** What entries hold, an offset in bytes beyond the table's. */
    read: (to: number, offset = 0): Code =>
      lanes.map((lane) => set(to, loadAt(get(addresses[lane]!), offset, get(to), lane))),
    /** Goes from one table to another. */
    move: (by: Code): Code => addresses.map((address) => set(address, plus(get(address), by))),
  };
}

/**
 * Writes the samples of blocks at t, 64 floats and room for 64 more, and how they change with t to the table: both are looked
 * up in tables at even steps of t, the first between its entries.
 */
const gather = (name: string, isShared: boolean): WasmFunction =>
  wasmFunction(name, [...blockParameters, i32, i32, i32, i32, f32], (writer) => {
    const { table, stride } = parameter;
    const [from, samples, colours, toSlopes, last] = [4, 5, 6, 7, 8];
    const [at, row, under, slope] = lanes.map(() => writer.local(i32)) as [number, number, number, number];
    const [place, low, value, next] = lanes.map(() => writer.local(v128)) as [number, number, number, number];
    const quarter = writer.vector(four(float(0.25)));
    const [none, one] = [writer.vector(four(float(0))), writer.vector(four(float(1)))];
    const scale = writer.vector(four(get(last)));
    const lastLow = writer.vector(subtract(get(scale), get(one)));
    const { at: entriesAt, read, move } = lookUps(writer);
    const half = (offset: number): Code => {
      const t = isShared ? sharedMeans(row, under, 2 * offset, quarter) : load(get(row), offset);
      return [
        set(place, multiply(atMost(atLeast(t, get(none)), get(one)), get(scale))),
        set(low, wholeOf(atMost(get(place), get(lastLow)))),
        entriesAt(colours, low),
        read(value),
        read(next, 4),
        store(
          get(at),
          add(
            get(value),
            multiply(subtract(get(place), floatsOf(get(low))), subtract(get(next), get(value))),
          ),
          offset,
        ),
        move(get(toSlopes)),
        read(value),
        store(get(slope), get(value), offset),
      ];
    };
    overBlocks(writer, [
      set(row, blockIn(from)),
      set(slope, get(table)),
      overRows(writer, at, get(samples), [
        set(under, plus(get(row), get(stride))),
        half(0),
        half(16),
        set(row, plus(get(isShared ? under : row), get(stride))),
        step(slope, 32),
      ]),
      step(samples, 512),
    ]);
  });

/** Writes blocks' coefficients times a scale each, transposed, after the samples of those blocks. */
const place = wasmFunction('place', [i32, i32, i32, i32], (writer) => {
  const [coefficients, end, samples, scale] = [0, 1, 2, 3];
  const [to, from, toEnd] = [0, 1, 2].map(() => writer.local(i32)) as [number, number, number];
  writer.emit(
    whileLoop(below(get(coefficients), get(end)), [
      set(to, plus(get(samples), int(256))),
      set(toEnd, plus(get(to), int(32))),
      set(from, get(scale)),
      whileLoop(below(get(to), get(toEnd)), [
        [0, 1, 2, 3, 4, 5, 6, 7].map((u) =>
          storeFloat(
            get(to),
            productOf(loadShort(plus(get(coefficients), int(2 * u))), loadFloat(get(from), 4 * u)),
            32 * u,
          ),
        ),
        step(coefficients, 16),
        step(from, 32),
        step(to, 4),
      ]),
      step(samples, 512),
    ]),
  );
});

/**
 * Writes what a block's valid pixels sum up to: of two tables' entries nearest to t, and their number; four floats a block.
 * Beyond the parameters of all blocks, of which the table is the mask: the plane t, where the sums go, the first of the tables, from
 * it to the second, bytes of the mask's rows, the last entry.
 */
const sumSquares = wasmFunction('sums', [...blockParameters, i32, i32, i32, i32, i32, f32], (writer) => {
  const { origins, stride } = parameter;
  const [mask, from, sums, squares, toSecond, maskStride, last] = [2, 4, 5, 6, 7, 8, 9];
  const [row, flags, end] = [0, 1, 2].map(() => writer.local(i32)) as [number, number, number];
  const [entries, shown, value] = [0, 1, 2].map(() => writer.local(v128)) as [number, number, number];
  const [first, second, count] = [0, 1, 2].map(() => writer.local(v128)) as [number, number, number];
  const [none, one, half] = [0, 1, 0.5].map((v) => writer.vector(four(float(v)))) as [number, number, number];
  const scale = writer.vector(four(get(last)));
  const { at, read, move } = lookUps(writer);
  const addShown = (sum: number, what: Code): Code => set(sum, add(get(sum), andBits(what, get(shown))));
  const addFour = (offset: number): Code => {
    const t = atMost(atLeast(load(get(row), offset), get(none)), get(one));
    return [
      set(shown, equalInts(loadFourBytes(plus(get(flags), int(offset >> 2))), fourInts(int(1)))),
      set(entries, wholeOf(add(multiply(t, get(scale)), get(half)))),
      at(squares, entries),
      read(value),
      addShown(first, get(value)),
      move(get(toSecond)),
      read(value),
      addShown(second, get(value)),
      addShown(count, get(one)),
    ];
  };
  writer.emit(
    whileLoop(below(get(origins), get(parameter.end)), [
      [first, second, count].map((sum) => set(sum, get(none))),
      set(row, blockIn(from)),
      set(flags, plus(get(mask), loadInt(get(origins)))),
      set(end, plus(get(row), times(get(stride), int(8)))),
      whileLoop(below(get(row), get(end)), [
        addFour(0),
        addFour(16),
        set(row, plus(get(row), get(stride))),
        set(flags, plus(get(flags), get(maskStride))),
      ]),
      storeFloat(get(sums), sumOf(first)),
      storeFloat(get(sums), sumOf(second), 4),
      storeFloat(get(sums), sumOf(count), 8),
      step(sums, 16),
      step(origins, 4),
    ]),
  );
});

/** Writes 1 / (first sum · first weights + second sum · second weights + third weights) for each block of sums. */
const invert = wasmFunction('invert', [i32, i32, i32, i32], (writer) => {
  const [sums, end, to, weights] = [0, 1, 2, 3];
  const [weight, toEnd] = [writer.local(i32), writer.local(i32)];
  const [first, second] = [writer.local(v128), writer.local(v128)];
  const one = writer.vector(four(float(1)));
  writer.emit(
    whileLoop(below(get(sums), get(end)), [
      set(first, loadFour(get(sums))),
      set(second, loadFour(plus(get(sums), int(4)))),
      set(weight, get(weights)),
      set(toEnd, plus(get(to), int(256))),
      whileLoop(below(get(to), get(toEnd)), [
        store(
          get(to),
          divide(
            get(one),
            add(
              add(multiply(get(first), load(get(weight))), multiply(get(second), load(get(weight), 256))),
              load(get(weight), 512),
            ),
          ),
        ),
        step(weight, 16),
        step(to, 16),
      ]),
      step(sums, 16),
    ]),
  );
});

export const sampleFunctions: readonly WasmFunction[] = [
  gather('fineSamples', false),
  gather('sharedSamples', true),
  place,
  sumSquares,
  invert,
];
