import { type Code, differ, float, four, get, multiply } from '../../../numeric/wasm/assembler.js';

/**
 * Smoothing by scales, four numbers at a time: what `plainGrids` does, but for rounding. NaN is what is masked, and goes through
 * all of it. Kernels read up to three numbers beyond a row or plane, and write as many, if not said otherwise.
 */

/** Bytes of a vector, and of a float. */
export const VECTOR = 16;
export const FLOAT = 4;

/** Where a vector has no number: all bits set. */
export const isNone = (local: number): Code => differ(get(local), get(local));
export const scaled = (a: Code, factor: number): Code => multiply(a, four(float(factor)));
/** No number four times over. */
export const nothing: Code = four(float(Number.NaN));
