import {
  add,
  and,
  andBits,
  below,
  type Code,
  doubledBytes,
  either,
  equal,
  equalBytes,
  equalInts,
  float,
  four,
  fourInts,
  get,
  int,
  load,
  loadFourBytes,
  loadInt,
  minus,
  multiply,
  orBits,
  plus,
  set,
  sixteen,
  step,
  store,
  subtract,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';

const { i32, f32, v128 } = valueType;

/** Bits of a pixel's flags (those of `fieldPrior`), and four flags in one number. */
const bits = { across: 1, along: 2, both: 3, further: 4 } as const;
const fourBoth = 0x03030303;
const fourAmidst = 0x07070707;

/**
 * Writes the axes of sixteen pixels at a time, of a mask of 0 and 1. Its rows follow each other, so that those at a row's ends
 * are about the neighbours of other rows.
 */
const axes = wasmFunction('axes', [i32, i32, i32, i32], ({ emit }) => {
  const [mask, end, to, stride] = [0, 1, 2, 3];
  const sides = (a: Code, b: Code): Code => andBits(load(get(mask)), andBits(load(a), load(b)));
  const across = sides(plus(get(mask), int(-1)), plus(get(mask), int(1)));
  const along = sides(minus(get(mask), get(stride)), plus(get(mask), get(stride)));
  emit(
    whileLoop(below(get(mask), get(end)), [
      store(get(to), orBits(across, doubledBytes(along))),
      step(mask, 16),
      step(to, 16),
    ]),
  );
});

/** Marks those pixels of sixteen that have both axes and whose neighbours have them too. */
const amidst = wasmFunction('amidst', [i32, i32, i32], ({ emit }) => {
  const [flags, end, stride] = [0, 1, 2];
  const all = [
    plus(get(flags), int(-1)),
    plus(get(flags), int(1)),
    minus(get(flags), get(stride)),
    plus(get(flags), get(stride)),
  ]
    .map((address) => load(address))
    .reduce((first: Code, second: Code) => andBits(first, second), load(get(flags)));
  const has = equalBytes(andBits(all, sixteen(bits.both)), sixteen(bits.both));
  emit(
    whileLoop(below(get(flags), get(end)), [
      store(get(flags), orBits(load(get(flags)), andBits(has, sixteen(bits.further)))),
      step(flags, 16),
    ]),
  );
});

/** What of four numbers belongs to pixels that have an axis. */
const on = (axis: number, numbers: Code, flags: Code): Code => {
  const wanted = fourInts(int(axis));
  return andBits(numbers, equalInts(andBits(loadFourBytes(flags), wanted), wanted));
};

/** Addresses of floats and of their flags, by pixels and rows from the one at hand. */
type Neighbour = 'own' | 'left' | 'right' | 'above' | 'under';
const addresses = (pointer: number, stride: number, size: number): Readonly<Record<Neighbour, Code>> => ({
  own: get(pointer),
  left: plus(get(pointer), int(-size)),
  right: plus(get(pointer), int(size)),
  above: minus(get(pointer), get(stride)),
  under: plus(get(pointer), get(stride)),
});

/** Writes the Laplacians of four pixels at a time: along the axes that they have. */
const bend = wasmFunction('bend', [i32, i32, i32, i32, i32], ({ local, emit, vector }) => {
  const [flags, end, from, to, stride] = [0, 1, 2, 3, 4];
  const at = addresses(from, stride, 4);
  const minusTwo = vector(four(float(-2)));
  const back = local(v128);
  const across = add(add(load(at.left), load(at.right)), get(back));
  const along = add(add(load(at.above), load(at.under)), get(back));
  emit(
    whileLoop(below(get(flags), get(end)), [
      set(back, multiply(load(at.own), get(minusTwo))),
      either(
        equal(and(loadInt(get(flags)), int(fourBoth)), int(fourBoth)),
        store(get(to), add(across, along)),
        store(get(to), add(on(bits.across, across, get(flags)), on(bits.along, along, get(flags)))),
      ),
      step(flags, 4),
      step(from, 16),
      step(to, 16),
    ]),
  );
});

/** The transpose of `bend`: adds `factor` times what becomes of its Laplacians. The flags' rows are a quarter as long. */
const unbend = wasmFunction('unbend', [i32, i32, i32, i32, i32, i32, f32], ({ emit, vector }) => {
  const [flags, end, from, to, stride, flagStride, factor] = [0, 1, 2, 3, 4, 5, 6];
  const at = addresses(from, stride, 4);
  const flagAt = addresses(flags, flagStride, 1);
  const scale = vector(four(get(factor)));
  const minusFour = vector(four(float(-4)));
  const whole = add(
    add(add(load(at.left), load(at.right)), add(load(at.above), load(at.under))),
    multiply(load(at.own), get(minusFour)),
  );
  const part = (axis: number, first: Neighbour, second: Neighbour): Code => {
    const of = (which: Neighbour): Code => on(axis, load(at[which]), flagAt[which]);
    return subtract(subtract(add(of(first), of(second)), of('own')), of('own'));
  };
  const parts = add(part(bits.across, 'left', 'right'), part(bits.along, 'above', 'under'));
  const put = (sum: Code): Code => store(get(to), add(load(get(to)), multiply(sum, get(scale))));
  emit(
    whileLoop(below(get(flags), get(end)), [
      either(equal(loadInt(get(flags)), int(fourAmidst)), put(whole), put(parts)),
      step(flags, 4),
      step(from, 16),
      step(to, 16),
    ]),
  );
});

export const bendFunctions: readonly WasmFunction[] = [axes, amidst, bend, unbend];
