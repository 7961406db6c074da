import {
  add,
  atLeast,
  atMost,
  below,
  type Code,
  float,
  four,
  get,
  int,
  load,
  minus,
  multiply,
  plus,
  set,
  step,
  store,
  subtract,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';

/**
 * A step of `relaxAccelerated` over all pixels, four at a time: first the second differences that count, each at its pixel,
 * then what each pixel does to those that it takes part in. Planes lie `stride` bytes a row apart, and have two rows of
 * zeros before and after them.
 */

const { i32, f32 } = valueType;
const VECTOR = 16;
const FLOAT = 4;

/** first − 2 middle + last */
const second = (first: Code, middle: Code, last: Code, two: number): Code =>
  add(subtract(first, multiply(middle, get(two))), last);

/**
 * Along = its flags × the second difference along the row, and so on. Addresses of the field and its end, of the flags (0 or
 * 1 as floats) and of the differences of three kinds; the stride.
 */
const differences = wasmFunction('differences', Array(9).fill(i32), ({ local, emit, vector }) => {
  const [field, end, isAlong, isAcross, isMixed, along, across, mixed, stride] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const two = vector(four(float(2)));
  const [above, under] = [local(i32), local(i32)];
  const left = load(minus(get(field), int(FLOAT)));
  const right = load(get(field), FLOAT);
  const square = subtract(
    add(load(get(field)), load(get(under), FLOAT)),
    add(load(get(field), FLOAT), load(get(under))),
  );
  emit(
    whileLoop(below(get(field), get(end)), [
      ...set(above, minus(get(field), get(stride))),
      ...set(under, plus(get(field), get(stride))),
      ...store(get(along), multiply(load(get(isAlong)), second(left, load(get(field)), right, two))),
      ...store(
        get(across),
        multiply(load(get(isAcross)), second(load(get(above)), load(get(field)), load(get(under)), two)),
      ),
      ...store(get(mixed), multiply(load(get(isMixed)), square)),
      ...[field, isAlong, isAcross, isMixed, along, across, mixed].flatMap((pointer) =>
        step(pointer, VECTOR),
      ),
    ]),
  );
});

/**
 * Takes the step: v = ahead − length × gradient within the bounds, ahead = v + carry × (v − values), values = v. Addresses of
 * `ahead` and its end, of the values, the bounds and the differences; the stride.
 */
const settle = wasmFunction(
  'settle',
  [i32, i32, i32, i32, i32, i32, i32, i32, i32, f32, f32],
  ({ local, emit, vector }) => {
    const [ahead, end, values, lower, upper, along, across, mixed, stride] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    const two = vector(four(float(2)));
    const length = vector(four(get(9)));
    const carry = vector(four(get(10)));
    const [over, value] = [local(i32), local(valueType.v128)];
    const left = (pointer: number): Code => load(minus(get(pointer), int(FLOAT)));
    const rows = second(left(along), load(get(along)), load(get(along), FLOAT), two);
    const columns = second(
      load(minus(get(across), get(stride))),
      load(get(across)),
      load(plus(get(across), get(stride))),
      two,
    );
    const squares = subtract(add(load(get(mixed)), left(over)), add(left(mixed), load(get(over))));
    const gradient = add(add(rows, columns), multiply(squares, get(two)));
    emit(
      whileLoop(below(get(ahead), get(end)), [
        ...set(over, minus(get(mixed), get(stride))),
        ...set(value, subtract(load(get(ahead)), multiply(gradient, get(length)))),
        ...set(value, atMost(atLeast(get(value), load(get(lower))), load(get(upper)))),
        ...store(get(ahead), add(get(value), multiply(get(carry), subtract(get(value), load(get(values)))))),
        ...store(get(values), get(value)),
        ...[ahead, values, lower, upper, along, across, mixed].flatMap((pointer) => step(pointer, VECTOR)),
      ]),
    );
  },
);

export const relaxFunctions: readonly WasmFunction[] = [differences, settle];
