import { windowWeights } from '../../../numeric/fields/localQuadratic.js';
import {
  add,
  and,
  andBits,
  anyBit,
  atLeast,
  atMost,
  below,
  type Code,
  chosen,
  countBits,
  differ,
  either,
  float,
  floats,
  four,
  get,
  int,
  load,
  loadFloat,
  minus,
  multiply,
  notBits,
  orBits,
  plus,
  productOf,
  set,
  shuffle,
  signsOf,
  step,
  store,
  storeInt,
  subtract,
  sumOfFloats,
  times,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
  zerosBefore,
} from '../../../numeric/wasm/assembler.js';
import { levelPerSigma } from './scaleGrids.js';

/**
 * Smoothing by scales, four numbers at a time: what `plainGrids` does, but for rounding. NaN is what is masked, and goes through
 * all of it. Kernels read up to three numbers beyond a row or plane, and write as many, if not said otherwise.
 */

const { i32, f32, v128 } = valueType;
const VECTOR = 16;
const FLOAT = 4;

const isNone = (local: number): Code => differ(get(local), get(local));
const scaled = (a: Code, factor: number): Code => multiply(a, four(float(factor)));
const nothing = four(float(Number.NaN));

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

/** Sets `found` to `halfStep` of four means: by the neighbours on both sides, on one, or 0 where there are none. */
function halfStep(found: number, other: number, before: Code, own: Code, after: Code): Code {
  const unless = (better: Code, worse: Code): Code => [
    ...set(other, better),
    ...set(found, chosen(worse, get(other), isNone(other))),
  ];
  return [
    unless(scaled(subtract(own, before), 1 / 4), floats(0, 0, 0, 0)),
    unless(scaled(subtract(after, own), 1 / 4), get(found)),
    unless(scaled(subtract(after, before), 1 / 8), get(found)),
  ];
}

/** Half steps down columns of means. Addresses of a row of them and its end, of the rows above and below, of the steps. */
const stepsDown = wasmFunction('stepsDown', Array(5).fill(i32), ({ local, emit }) => {
  const [own, end, above, under, to] = [0, 1, 2, 3, 4];
  const [found, other] = [local(v128), local(v128)];
  emit(
    whileLoop(below(get(own), get(end)), [
      halfStep(found, other, load(get(above)), load(get(own)), load(get(under))),
      store(get(to), get(found)),
      ...[own, above, under, to].flatMap((pointer) => step(pointer, VECTOR)),
    ]),
  );
});

/**
 * A row of the finer grid: means moved by so many half steps down, and each told apart into two along the row. Addresses of a row
 * of means and its end, of the steps, of room for the means moved (behind four numbers, the last of which is NaN), of the
 * finer row; half steps.
 */
const refine = wasmFunction('refine', [i32, i32, i32, i32, i32, f32], ({ local, emit, vector }) => {
  const [means, end, steps, moved, to, halfSteps] = [0, 1, 2, 3, 4, 5];
  const [from, movedEnd] = [local(i32), local(i32)];
  const [found, other, low, high] = [local(v128), local(v128), local(v128), local(v128)];
  const factor = vector(four(get(halfSteps)));
  emit([
    ...set(from, get(moved)),
    ...set(movedEnd, plus(get(moved), minus(get(end), get(means)))),
    whileLoop(below(get(means), get(end)), [
      store(get(from), add(load(get(means)), multiply(get(factor), load(get(steps))))),
      ...[means, steps, from].flatMap((pointer) => step(pointer, VECTOR)),
    ]),
    store(get(movedEnd), nothing),
    whileLoop(below(get(moved), get(movedEnd)), [
      halfStep(found, other, load(minus(get(moved), int(FLOAT))), load(get(moved)), load(get(moved), FLOAT)),
      ...set(low, subtract(load(get(moved)), get(found))),
      ...set(high, add(load(get(moved)), get(found))),
      store(get(to), shuffle(get(low), get(high), [0, 4, 1, 5])),
      store(get(to), shuffle(get(low), get(high), [2, 6, 3, 7]), VECTOR),
      step(moved, VECTOR),
      step(to, 2 * VECTOR),
    ]),
  ]);
});

/**
 * A lattice's numbers between two of its rows. Addresses of the first and its end, of the second, of where they go; share of the second.
 *
 * @returns whether any is other than 0
 */
const between = wasmFunction(
  'between',
  [i32, i32, i32, i32, f32],
  ({ local, emit, vector }) => {
    const [first, end, second, to, share] = [0, 1, 2, 3, 4];
    const of = vector(four(get(share)));
    const rest = vector(subtract(floats(1, 1, 1, 1), get(of)));
    const [number, any] = [local(v128), local(v128)];
    emit(
      whileLoop(below(get(first), get(end)), [
        ...set(number, add(multiply(load(get(first)), get(rest)), multiply(load(get(second)), get(of)))),
        ...set(any, orBits(get(any), differ(get(number), floats(0, 0, 0, 0)))),
        store(get(to), get(number)),
        ...[first, second, to].flatMap((pointer) => step(pointer, VECTOR)),
      ]),
    );
    emit(anyBit(get(any)));
  },
  i32,
);

/**
 * A row of pixels interpolated between a lattice's numbers (`interpolateRow`), with zeros behind it. Addresses of the first number and the
 * last, of the row and its end; bytes of half a square's row, and one over its pixels.
 */
const interpolate = wasmFunction('interpolate', [i32, i32, i32, i32, i32, f32], ({ local, emit }) => {
  const [number, last, to, rowEnd, half, perPixel] = [0, 1, 2, 3, 4, 5];
  const [left, slope, end] = [local(f32), local(f32), local(i32)];
  const [value, further] = [local(v128), local(v128)];
  const stretch = (goesOn: number): Code => [
    ...set(value, add(four(get(left)), multiply(four(get(slope)), floats(0.5, 1.5, 2.5, 3.5)))),
    ...set(further, four(productOf(get(slope), float(4)))),
    ...set(end, plus(get(to), times(get(half), int(goesOn)))),
    either(below(get(rowEnd), get(end)), set(end, get(rowEnd)), []),
    whileLoop(below(get(to), get(end)), [
      store(get(to), get(value)),
      ...set(value, add(get(value), get(further))),
      step(to, VECTOR),
    ]),
    ...set(to, get(end)),
  ];
  const rise = sumOfFloats(loadFloat(get(number), FLOAT), productOf(get(left), float(-1)));
  emit([
    // Before the first middle and behind the last the numbers stay.
    ...set(left, loadFloat(get(number))),
    stretch(1),
    whileLoop(below(get(number), get(last)), [
      ...set(left, loadFloat(get(number))),
      ...set(slope, productOf(rise, get(perPixel))),
      stretch(2),
      step(number, FLOAT),
    ]),
    ...set(left, loadFloat(get(last))),
    ...set(slope, float(0)),
    stretch(2),
    store(get(to), floats(0, 0, 0, 0)),
  ]);
});

/** Moves a row of values to another by shares, where both are there. Addresses of the values and their end, of the other, of the shares. */
const blend = wasmFunction('blend', Array(4).fill(i32), ({ local, emit }) => {
  const [values, end, line, share] = [0, 1, 2, 3];
  const [own, move] = [local(v128), local(v128)];
  emit(
    whileLoop(below(get(values), get(end)), [
      ...set(own, load(get(values))),
      ...set(move, subtract(load(get(line)), get(own))),
      store(
        get(values),
        chosen(get(own), add(get(own), multiply(load(get(share)), get(move))), isNone(move)),
      ),
      ...[values, line, share].flatMap((pointer) => step(pointer, VECTOR)),
    ]),
  );
});

/**
 * Moves values to the smooth answer within their levels (`moveWithin`). Addresses of the values and their end, of their standard errors, of the
 * answer and its errors.
 *
 * @returns how many were moved
 */
const moveWithin = wasmFunction(
  'moveWithin',
  Array(5).fill(i32),
  ({ local, emit }) => {
    const [values, end, sigma, answer, error] = [0, 1, 2, 3, 4];
    const moved = local(i32);
    const [middle, level, half, isMissing] = [local(v128), local(v128), local(v128), local(v128)];
    const within = atMost(
      atLeast(load(get(answer)), subtract(get(middle), get(half))),
      add(get(middle), get(half)),
    );
    emit(
      whileLoop(below(get(values), get(end)), [
        ...set(middle, load(get(values))),
        ...set(level, scaled(load(get(sigma)), levelPerSigma)),
        ...set(half, scaled(get(level), 0.5)),
        ...set(isMissing, add(load(get(answer)), get(middle))),
        ...set(isMissing, isNone(isMissing)),
        store(get(values), chosen(get(middle), within, get(isMissing))),
        store(get(sigma), chosen(load(get(sigma)), multiply(get(level), load(get(error))), get(isMissing))),
        ...set(moved, plus(get(moved), countBits(signsOf(notBits(get(isMissing)))))),
        ...[values, sigma, answer, error].flatMap((pointer) => step(pointer, VECTOR)),
      ]),
    );
    emit(get(moved));
  },
  i32,
);

export const scaleFunctions: readonly WasmFunction[] = [
  ...[halve, fitAlong, fitDown, gaps],
  ...[stepsDown, refine, between, interpolate, blend, moveWithin],
];
