import {
  add,
  and,
  below,
  type Code,
  equal,
  float,
  four,
  get,
  int,
  load,
  loadInt,
  multiply,
  plus,
  set,
  store,
  subtract,
  sumOf,
  valueType,
  type WasmFunction,
  wasmFunction,
  when,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';

const { i32, f32, v128 } = valueType;
const step = (local: number, by: number): Code => set(local, plus(get(local), int(by)));

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

/**
 * Where four flags, masked, are all as wanted: to += factor (left + right + above + below − 4 own) of the plane `from`, or
 * to = that.
 */
const laplacian = (name: string, bits: number, wanted: number, isAdded: boolean): WasmFunction =>
  wasmFunction(name, [i32, i32, i32, i32, i32, f32], ({ local, emit, vector }) => {
    const [flags, end, from, to, stride, factor] = [0, 1, 2, 3, 4, 5];
    const scale = vector(four(get(factor)));
    const minusFour = vector(four(float(-4)));
    const above = local(i32);
    const under = local(i32);
    const differences = [
      load(get(under)),
      load(get(above)),
      // The plane has a row before it wherever there are four such pixels: no address is below 0.
      load(plus(get(from), int(-4))),
      load(get(from), 4),
      multiply(load(get(from)), get(minusFour)),
    ].reduce((first, second) => add(first, second));
    const scaled = multiply(differences, get(scale));
    emit(
      whileLoop(below(get(flags), get(end)), [
        ...when(equal(and(loadInt(get(flags)), int(bits)), int(wanted)), [
          ...set(under, plus(get(from), get(stride))),
          ...set(above, [...get(from), ...get(stride), 0x6b]),
          ...store(get(to), isAdded ? add(load(get(to)), scaled) : scaled),
        ]),
        ...step(flags, 4),
        ...step(from, 16),
        ...step(to, 16),
      ]),
    );
  });

/** Flags of `bendForm`: neighbours on both axes, and all of theirs too. */
const both = 0x03030303;
const amidst = 0x07070707;

export const vectorFunctions: readonly WasmFunction[] = [
  dot,
  descend,
  turn,
  laplacian('bend', both, both, false),
  laplacian('unbend', -1, amidst, true),
];
