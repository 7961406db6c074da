import {
  add,
  below,
  type Code,
  get,
  int,
  load,
  loadFour,
  multiply,
  plus,
  set,
  store,
  times,
  valueType,
  wasmFunction,
  whileLoop,
} from './assembler.js';

/** Outputs that are summed at once, and pixels. */
export const OUTPUT_GROUP = 8;
export const PIXEL_GROUP = 4;

const FLOAT = 4;
/** Eight outputs are two vectors. */
const GROUP = OUTPUT_GROUP * FLOAT;
const VECTOR = GROUP / 2;
const pixels = Array.from({ length: PIXEL_GROUP }, (_, k) => k);

const product = (first: number, ...others: readonly number[]): Code =>
  others.reduce((code: Code, local) => times(code, get(local)), get(first));
const step = (local: number, by: number): Code => set(local, plus(get(local), int(by)));

/**
 * The sums of a convolution, eight outputs at four neighbouring pixels at a time: each weight that is loaded serves four
 * pixels, each number of a map eight outputs, and the eight vectors of sums stay in registers. Each float adds its own
 * output's products one after the other, rounded to single precision at each step: the same bits as the plain loop.
 *
 * Of kernels of one pixel this is a matrix product.
 *
 * Addresses of the maps, the weights, the biases and the sums; rows of sums, groups of their columns, groups of
 * outputs, rows of the kernel; bytes of a kernel's row, of a row of the maps, and from one of their pixels to the next.
 */
export const convolve = wasmFunction('convolve', Array(11).fill(valueType.i32), ({ local, emit }) => {
  const [maps, weights, biases, sums, rows, columnGroups, outputGroups] = [0, 1, 2, 3, 4, 5, 6];
  const [kernelRows, run, stride, pixel] = [7, 8, 9, 10];
  const { i32, v128 } = valueType;
  const [group, y, x, row] = [local(i32), local(i32), local(i32), local(i32)];
  const [from, end, tap, to] = [local(i32), local(i32), local(i32), local(i32)];
  const [across, second, third] = [local(i32), local(i32), local(i32)];
  const [low, high, value] = [local(v128), local(v128), local(v128)];
  const [lows, highs] = [pixels.map(() => local(v128)), pixels.map(() => local(v128))];
  const bias = plus(get(biases), times(get(group), int(GROUP)));
  const places = [
    get(from),
    plus(get(from), get(pixel)),
    plus(get(from), get(second)),
    plus(get(from), get(third)),
  ];

  const addProducts = pixels.flatMap((k) => [
    ...set(value, loadFour(places[k]!)),
    ...set(lows[k]!, add(get(lows[k]!), multiply(get(value), get(low)))),
    ...set(highs[k]!, add(get(highs[k]!), multiply(get(value), get(high)))),
  ]);
  const kernelRow = whileLoop(below(get(from), get(end)), [
    ...set(low, load(get(tap))),
    ...set(high, load(get(tap), VECTOR)),
    ...addProducts,
    ...step(tap, GROUP),
    ...step(from, FLOAT),
  ]);
  const mapRow = times(plus(get(y), get(row)), get(stride));
  const kernel = whileLoop(below(get(row), get(kernelRows)), [
    ...set(from, plus(plus(get(maps), mapRow), times(times(get(x), int(PIXEL_GROUP)), get(pixel)))),
    ...set(end, plus(get(from), get(run))),
    ...kernelRow,
    ...step(row, 1),
  ]);
  const firstPixel = times(plus(product(y, columnGroups), get(x)), int(PIXEL_GROUP));
  const somePixels = [
    ...pixels.flatMap((k) => [...set(lows[k]!, load(bias)), ...set(highs[k]!, load(bias, VECTOR))]),
    ...set(tap, plus(get(weights), times(product(group, run, kernelRows), int(OUTPUT_GROUP)))),
    ...set(row, int(0)),
    ...kernel,
    ...set(to, plus(plus(get(sums), times(get(group), int(GROUP))), times(firstPixel, get(across)))),
    ...pixels.flatMap((k) => [
      ...store(get(to), get(lows[k]!)),
      ...store(get(to), get(highs[k]!), VECTOR),
      ...set(to, plus(get(to), get(across))),
    ]),
  ];
  const allColumns = whileLoop(below(get(x), get(columnGroups)), [...somePixels, ...step(x, 1)]);
  const allRows = whileLoop(below(get(y), get(rows)), [...set(x, int(0)), ...allColumns, ...step(y, 1)]);
  emit(set(across, times(get(outputGroups), int(GROUP))));
  emit(set(second, times(get(pixel), int(2))));
  emit(set(third, times(get(pixel), int(3))));
  emit(whileLoop(below(get(group), get(outputGroups)), [...set(y, int(0)), ...allRows, ...step(group, 1)]));
});
