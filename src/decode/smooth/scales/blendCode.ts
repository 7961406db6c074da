import {
  add,
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
  subtract,
  sumOfFloats,
  times,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';
import { levelPerSigma } from './scaleGrids.js';
import { FLOAT, isNone, nothing, scaled, VECTOR } from './vectors.js';

const { i32, f32, v128 } = valueType;

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

export const blendFunctions: readonly WasmFunction[] = [
  ...[stepsDown, refine, between, interpolate, blend, moveWithin],
];
