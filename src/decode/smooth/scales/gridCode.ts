import { windowWeights } from '../../../numeric/fields/localQuadratic.js';
import {
  add,
  and,
  andBits,
  below,
  type Code,
  chosen,
  get,
  int,
  load,
  minus,
  notBits,
  plus,
  set,
  shuffle,
  signsOf,
  step,
  store,
  storeInt,
  times,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
  zerosBefore,
} from '../../../numeric/wasm/assembler.js';
import { FLOAT, isNone, nothing, scaled, VECTOR } from './vectors.js';

const { i32, v128 } = valueType;

/**
 * 2 × 2 means of rows of a field (`halved`). Addresses of the rows and of their end, of the means; bytes of a row, and of a row of means,
 * which has four numbers at the least: the last four of a row are written in one, so that nothing is written beyond.
 */
const halve = wasmFunction('halve', Array(5).fill(i32), ({ local, emit }) => {
  const [rows, end, means, rowBytes, meanBytes] = [0, 1, 2, 3, 4];
  const [under, from, to, last] = [local(i32), local(i32), local(i32), local(i32)];
  const [falling, rising, sum] = [local(v128), local(v128), local(v128)];
  const evens = (pointer: number): Code =>
    shuffle(load(get(pointer)), load(get(pointer), VECTOR), [0, 2, 4, 6]);
  const odds = (pointer: number): Code =>
    shuffle(load(get(pointer)), load(get(pointer), VECTOR), [1, 3, 5, 7]);
  const mean = [
    ...set(falling, add(evens(from), odds(under))),
    ...set(rising, add(odds(from), evens(under))),
    ...set(sum, add(get(falling), get(rising))),
    store(
      get(to),
      chosen(
        scaled(chosen(get(rising), get(falling), isNone(falling)), 0.5),
        scaled(get(sum), 0.25),
        isNone(sum),
      ),
    ),
  ];
  emit(
    whileLoop(below(get(rows), get(end)), [
      ...set(from, get(rows)),
      ...set(under, plus(get(rows), get(rowBytes))),
      ...set(to, get(means)),
      ...set(last, minus(plus(get(means), get(meanBytes)), int(VECTOR))),
      whileLoop(below(get(to), get(last)), [
        mean,
        step(from, 2 * VECTOR),
        step(under, 2 * VECTOR),
        step(to, VECTOR),
      ]),
      // Back to where the last four are.
      ...set(to, minus(get(to), get(last))),
      ...set(from, minus(get(from), times(get(to), int(2)))),
      ...set(under, minus(get(under), times(get(to), int(2)))),
      ...set(to, get(last)),
      mean,
      ...set(means, plus(get(means), get(meanBytes))),
      ...set(rows, plus(get(rows), times(get(rowBytes), int(2)))),
    ]),
  );
});

/** The window's fit at an address, of what lies `apart` bytes from each other. */
function fitted(from: number, pairs: readonly (readonly [Code, Code])[]): Code {
  const own = scaled(load(get(from)), windowWeights[0]!);
  return pairs.reduce(
    (sum: Code, [before, after], k) => add(sum, scaled(add(before, after), windowWeights[k + 1]!)),
    own,
  );
}

const neighbours = [1, 2, 3, 4] as const;

/**
 * The fit of the whole window along rows; NaN at four places at either end of a row. Addresses of the plane and its end, of the fit;
 * bytes of a row, which has twelve numbers at the least.
 */
const fitAlong = wasmFunction('fitAlong', Array(4).fill(i32), ({ local, emit }) => {
  const [plane, end, fit, rowBytes] = [0, 1, 2, 3];
  const [from, to, last] = [local(i32), local(i32), local(i32)];
  const pairs = neighbours.map(
    (k) => [load(minus(get(from), int(k * FLOAT))), load(get(from), k * FLOAT)] as const,
  );
  const fitOne = store(get(to), fitted(from, pairs));
  emit(
    whileLoop(below(get(plane), get(end)), [
      store(get(fit), nothing),
      ...set(from, plus(get(plane), int(VECTOR))),
      ...set(to, plus(get(fit), int(VECTOR))),
      ...set(last, minus(plus(get(plane), get(rowBytes)), int(2 * VECTOR))),
      whileLoop(below(get(from), get(last)), [fitOne, step(from, VECTOR), step(to, VECTOR)]),
      ...set(to, minus(get(to), minus(get(from), get(last)))),
      ...set(from, get(last)),
      fitOne,
      store(plus(get(to), int(VECTOR)), nothing),
      ...set(plane, plus(get(plane), get(rowBytes))),
      ...set(fit, plus(get(fit), get(rowBytes))),
    ]),
  );
});

/**
 * The fit of the whole window down columns. Addresses of the fifth row and of the end of the fifth from below, of the fifth row of the fit;
 * bytes of a row.
 */
const fitDown = wasmFunction('fitDown', Array(4).fill(i32), ({ local, emit }) => {
  const [from, end, to, rowBytes] = [0, 1, 2, 3];
  const far = neighbours.map(() => local(i32));
  const pairs = far.map(
    (bytes) => [load(minus(get(from), get(bytes))), load(plus(get(from), get(bytes)))] as const,
  );
  emit(far.flatMap((bytes, k) => set(bytes, times(get(rowBytes), int(k + 1)))));
  emit(
    whileLoop(below(get(from), get(end)), [
      store(get(to), fitted(from, pairs)),
      step(from, VECTOR),
      step(to, VECTOR),
    ]),
  );
});

/**
 * Lists the places where there is a value and no fit. Addresses of the values, the fit and its end, and of the list of whole
 * numbers, which has room for all.
 *
 * @returns the address behind the last on the list
 */
const gaps = wasmFunction(
  'gaps',
  Array(4).fill(i32),
  ({ local, emit }) => {
    const [values, fit, end, list] = [0, 1, 2, 3];
    const [place, bits] = [local(i32), local(i32)];
    const [value, answer] = [local(v128), local(v128)];
    emit(
      whileLoop(below(get(fit), get(end)), [
        ...set(value, load(get(values))),
        ...set(answer, load(get(fit))),
        ...set(bits, signsOf(andBits(isNone(answer), notBits(isNone(value))))),
        whileLoop(get(bits), [
          storeInt(get(list), plus(get(place), zerosBefore(get(bits)))),
          step(list, FLOAT),
          // Without the lowest bit.
          set(bits, and(get(bits), minus(get(bits), int(1)))),
        ]),
        step(values, VECTOR),
        step(fit, VECTOR),
        step(place, 4),
      ]),
    );
    emit(get(list));
  },
  i32,
);

export const gridFunctions: readonly WasmFunction[] = [halve, fitAlong, fitDown, gaps];
