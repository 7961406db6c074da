import {
  add,
  below,
  type Code,
  four,
  get,
  load,
  multiply,
  set,
  step,
  store,
  subtract,
  sumOf,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';

const { i32, f32, v128 } = valueType;

/** Σ a b from a to its end. Four sums: each addition to a single one would wait for the one before. */
const dot = wasmFunction(
  'dot',
  [i32, i32, i32],
  ({ local, emit, vector }) => {
    const [a, end, b] = [0, 1, 2];
    const sums = [0, 16, 32, 48].map((offset) => ({ offset, sum: local(v128) }));
    const addAll = sums.flatMap(({ offset, sum }) =>
      set(sum, add(get(sum), multiply(load(get(a), offset), load(get(b), offset)))),
    );
    emit(whileLoop(below(get(a), get(end)), [...addAll, ...step(a, 64), ...step(b, 64)]));
    const whole = vector(
      sums.map(({ sum }) => get(sum)).reduce((first: Code, second: Code) => add(first, second)),
    );
    emit(sumOf(whole));
  },
  f32,
);

/** x += α p and r −= α q, from x to its end. */
const descend = wasmFunction('descend', [i32, i32, i32, i32, i32, f32], ({ emit, vector }) => {
  const [x, end, p, r, q, alpha] = [0, 1, 2, 3, 4, 5];
  const factor = vector(four(get(alpha)));
  emit(
    whileLoop(below(get(x), get(end)), [
      ...store(get(x), add(load(get(x)), multiply(load(get(p)), get(factor)))),
      ...store(get(r), subtract(load(get(r)), multiply(load(get(q)), get(factor)))),
      ...[x, p, r, q].flatMap((pointer) => step(pointer, 16)),
    ]),
  );
});

/** p = z + β p, from p to its end. */
const turn = wasmFunction('turn', [i32, i32, i32, f32], ({ emit, vector }) => {
  const [p, end, z, beta] = [0, 1, 2, 3];
  const factor = vector(four(get(beta)));
  emit(
    whileLoop(below(get(p), get(end)), [
      ...store(get(p), add(load(get(z)), multiply(load(get(p)), get(factor)))),
      ...step(p, 16),
      ...step(z, 16),
    ]),
  );
});

export const vectorFunctions: readonly WasmFunction[] = [dot, descend, turn];
