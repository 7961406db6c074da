import {
  add,
  andBits,
  below,
  type Code,
  divide,
  either,
  equalInts,
  float,
  four,
  fourInts,
  get,
  int,
  load,
  loadFloat,
  loadFourBytes,
  loadInt,
  minus,
  multiply,
  plus,
  productOf,
  quotientOf,
  reaches,
  set,
  step,
  store,
  storeFloat,
  subtract,
  sumOf,
  sumOfFloats,
  times,
  valueType,
  type WasmFunction,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';
import { blockIn, blockParameters, parameter, scratch } from './blockCode.js';

const { i32, f32, v128 } = valueType;

/**
 * Writes two floats a block: the sum of its squared Laplacians, or of its squared steps to the right and down, where pixels have
 * neighbours on all sides, and how many these are. The table of the blocks' parameters are the flags of `bendFlags`.
 */
const energies = (name: string, isBent: boolean): WasmFunction =>
  wasmFunction(name, [...blockParameters, i32, i32, i32], (writer) => {
    const { origins, end, stride } = parameter;
    const [flags, from, to, flagStride] = [2, 4, 5, 6];
    const [row, flag, rowEnd] = [0, 1, 2].map(() => writer.local(i32)) as [number, number, number];
    const [sum, count, seen, here] = [0, 1, 2, 3].map(() => writer.local(v128)) as [
      number,
      number,
      number,
      number,
    ];
    const [none, one] = [writer.vector(four(float(0))), writer.vector(four(float(1)))];
    const minusFour = writer.vector(four(float(-4)));
    const both = writer.vector(fourInts(int(3)));
    const square = (value: Code): Code => [set(here, value), multiply(get(here), get(here))];
    const addFour = (offset: number): Code => {
      const [left, right] = [load(plus(get(row), int(offset - 4))), load(get(row), offset + 4)];
      const above = load(minus(get(row), get(stride)), offset);
      const under = load(plus(get(row), get(stride)), offset);
      const own = load(get(row), offset);
      const energy = isBent
        ? square(add(add(add(left, right), add(above, under)), multiply(own, get(minusFour))))
        : add(square(subtract(right, own)), square(subtract(under, own)));
      const flagged = andBits(loadFourBytes(plus(get(flag), int(offset >> 2))), get(both));
      return [
        set(seen, equalInts(flagged, get(both))),
        set(sum, add(get(sum), andBits(energy, get(seen)))),
        set(count, add(get(count), andBits(get(one), get(seen)))),
      ];
    };
    writer.emit(
      whileLoop(below(get(origins), get(end)), [
        set(sum, get(none)),
        set(count, get(none)),
        set(row, blockIn(from)),
        set(flag, plus(get(flags), loadInt(get(origins)))),
        set(rowEnd, plus(get(row), times(get(stride), int(8)))),
        whileLoop(below(get(row), get(rowEnd)), [
          addFour(0),
          addFour(16),
          set(row, plus(get(row), get(stride))),
          set(flag, plus(get(flag), get(flagStride))),
        ]),
        storeFloat(get(to), sumOf(sum)),
        storeFloat(get(to), sumOf(count), 4),
        step(to, 8),
        step(origins, 4),
      ]),
    );
  });

/**
 * `blockVariance` of each block: from its sums of squared slopes (four floats), its energies (two), and four times 64 numbers: weights of
 * luma and of chroma, the prior and the waves. `ofAll`: the stiffness of all of the field; learnt where so many pixels are
 * seen, in so many rounds.
 */
const unknown = wasmFunction('unknown', [i32, i32, i32, i32, i32, f32, f32, i32], (writer) => {
  const [sums, end, shown, to, weights, ofAll, leastSeen, rounds] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [told, weight, toldEnd, round] = [0, 1, 2, 3].map(() => writer.local(i32)) as [
    number,
    number,
    number,
    number,
  ];
  const [valid, stiffness, energy] = [0, 1, 2].map(() => writer.local(f32)) as [number, number, number];
  const [variances, lost, part] = [0, 1, 2].map(() => writer.local(v128)) as [number, number, number];
  const [first, second, stiff] = [0, 1, 2].map(() => writer.local(v128)) as [number, number, number];
  const one = writer.vector(four(float(1)));
  // Residuals in steps have the variance 1/12, and a pixel has a 64th of each wave's.
  const ofPixel = writer.vector(four(float(12 * 64)));
  const overWaves = (body: Code): Code => [
    set(weight, get(weights)),
    set(told, int(scratch)),
    set(toldEnd, int(scratch + 256)),
    whileLoop(below(get(told), get(toldEnd)), [body, step(told, 16), step(weight, 16)]),
  ];
  const mean = (offset: number): Code => four(quotientOf(loadFloat(get(sums), offset), get(valid)));
  const leaveUnknown = [
    set(variances, four(float(0))),
    set(lost, four(float(0))),
    set(stiff, four(get(stiffness))),
    overWaves([
      set(
        part,
        divide(
          get(one),
          multiply(get(ofPixel), add(load(get(told)), multiply(get(stiff), load(get(weight), 512)))),
        ),
      ),
      set(variances, add(get(variances), get(part))),
      set(lost, add(get(lost), multiply(get(part), load(get(weight), 768)))),
    ]),
  ];
  const learn = [
    set(energy, quotientOf(loadFloat(get(shown)), loadFloat(get(shown), 4))),
    set(stiffness, quotientOf(float(1), productOf(float(12), sumOfFloats(get(energy), sumOf(lost))))),
  ];
  const ofBlock = [
    overWaves(
      store(
        get(told),
        add(multiply(get(first), load(get(weight))), multiply(get(second), load(get(weight), 256))),
      ),
    ),
    set(stiffness, get(ofAll)),
    leaveUnknown,
    either(
      reaches(loadFloat(get(shown), 4), get(leastSeen)),
      [set(round, int(0)), whileLoop(below(get(round), get(rounds)), [learn, leaveUnknown, step(round, 1)])],
      [],
    ),
    storeFloat(get(to), sumOf(variances)),
  ];
  writer.emit(
    whileLoop(below(get(sums), get(end)), [
      set(valid, loadFloat(get(sums), 8)),
      set(first, mean(0)),
      set(second, mean(4)),
      either(reaches(get(valid), float(1)), ofBlock, storeFloat(get(to), float(0))),
      step(sums, 16),
      step(shown, 8),
      step(to, 4),
    ]),
  );
});

export const varianceFunctions: readonly WasmFunction[] = [
  energies('bends', true),
  energies('steps', false),
  unknown,
];
