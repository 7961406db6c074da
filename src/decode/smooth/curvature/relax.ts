import { once } from '../../../numeric/once.js';
import { compiled, instanceOf, memoryPage } from '../../../numeric/wasm/engine.js';
import { across, along, carries, mixed, relaxAccelerated, stepLength } from './curvature.js';
import { relaxFunctions } from './relaxCode.js';

const relaxModule = once(() => compiled(relaxFunctions));

/** Of floats in a vector; rows of zeros before a plane and after it; planes that a step works on. */
const vector = 4;
const margin = 2;
const planes = 10;

const addresses = (arrays: readonly Float32Array[]): number[] => arrays.map((array) => array.byteOffset);

/**
 * As `relaxAccelerated`, but for rounding, four pixels at a time where WebAssembly with vectors is to be had.
 *
 * @param values width × height, within the bounds; any number where masked; lowered in curvature, in place
 */
export function relax(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  steps: number,
): void {
  const module = relaxModule();
  if (module === undefined) {
    relaxAccelerated(values, lower, upper, stencils, width, steps);
    return;
  }
  const { memory, differences, settle } = instanceOf(module);
  const length = vector * Math.ceil(values.length / vector);
  const around = vector * Math.ceil((margin * width) / vector);
  const room = length + 2 * around;
  memory.grow(Math.ceil((4 * planes * room) / memoryPage));
  let used = 0;
  const plane = (): Float32Array => {
    const from = 4 * (used++ * room + around);
    return new Float32Array(memory.buffer, from, length);
  };
  const copyOf = (given: Float32Array): Float32Array => {
    const copy = plane();
    copy.set(given);
    return copy;
  };
  const flags = [plane(), plane(), plane()] as const;
  const [isAlong, isAcross, isMixed] = flags;
  for (let i = 0; i < stencils.length; i++) {
    const bits = stencils[i]!;
    if ((bits & along) !== 0) isAlong[i] = 1;
    if ((bits & across) !== 0) isAcross[i] = 1;
    if ((bits & mixed) !== 0) isMixed[i] = 1;
  }
  const [ahead, settled] = [copyOf(values), copyOf(values)];
  const bounds = [copyOf(lower), copyOf(upper)];
  const terms = addresses([plane(), plane(), plane()]);
  const field = [ahead.byteOffset, ahead.byteOffset + ahead.byteLength];
  for (const carry of carries(steps)) {
    differences!(...field, ...addresses(flags), ...terms, 4 * width);
    settle!(...field, ...addresses([settled, ...bounds]), ...terms, 4 * width, stepLength, carry);
  }
  values.set(settled.subarray(0, values.length));
}
