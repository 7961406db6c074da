/** No number takes more bytes than this: sign, 17 digits, point and exponent (`-1.2345678901234567e-308`). */
export const NUMBER_BYTES = 24;

/** Puts a number as text into `target` from `at` on, where NUMBER_BYTES must be free; returns where it ends. */
export type PutNumber = (value: number, target: Uint8Array, at: number) => number;

const ZERO = 48;
const POINT = 46;
const MINUS = 45;
const powersOfTen = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));

/** 8192 texts of 32 bytes: enough for the levels of any colourmap, and small enough to stay in the processor's cache. */
const SLOTS = 1 << 13;
const SLOT_BYTES = 32;

/**
 * Makes a printer of numbers in the shortest decimals that hold `digits` significant digits: `0.1`, `-273.15`, `1e-7`.
 * Whole numbers are printed exactly. What JavaScript's `Number` (and any other reader) makes of the text differs from
 * the value by at most half a unit in the last of these digits; a decimal number of no more digits comes back the same.
 *
 * The pixels of a picture take few distinct values, so the texts of recent ones are kept, in a table with one place
 * for each hash: what recurs is copied, not converted again.
 *
 * @param digits 1…17
 * @param missing the text for NaN and infinities, at most NUMBER_BYTES long
 */
export function numberPrinter(digits: number, missing: string): PutNumber {
  const missingBytes = new TextEncoder().encode(missing);
  const texts = new Uint8Array(SLOTS * SLOT_BYTES);
  const lengths = new Uint8Array(SLOTS);
  const keys = new Float64Array(SLOTS).fill(Number.NaN);
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  return (value, target, at) => {
    if (!(value - value === 0)) {
      target.set(missingBytes, at);
      return at + missingBytes.length;
    }
    double[0] = value;
    const slot = (Math.imul(halves[0]! ^ Math.imul(halves[1]!, 0x9e3779b1), 0x85ebca6b) >>> 16) & (SLOTS - 1);
    const start = slot * SLOT_BYTES;
    if (keys[slot] !== value) {
      keys[slot] = value;
      lengths[slot] = putDecimals(value, digits, texts, start) - start;
    }
    const length = lengths[slot]!;
    for (let i = 0; i < length; i++) target[at + i] = texts[start + i]!;
    return at + length;
  };
}

/** Puts the shortest decimals of a finite number at `digits` significant digits into `target`; returns their end. */
export function putDecimals(value: number, digits: number, target: Uint8Array, at: number): number {
  const size = Math.abs(value);
  const whole = Number.isSafeInteger(value);
  // Outside these bounds JavaScript's own conversion is used: beyond 15 digits products are no longer exact enough,
  // and numbers this small or large are written with an exponent.
  if (!whole && (digits > 15 || size < 1e-6 || size >= 1e15)) {
    const text = String(Number(value.toPrecision(digits)));
    for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
    return at + text.length;
  }
  let decimals = whole ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  let scaled = Math.round(size * powersOfTen[decimals]!);
  // The logarithm of 999.999… is rounded up to that of 1000: a digit would be missing.
  if (!whole && scaled < powersOfTen[digits - 1]!) scaled = Math.round(size * powersOfTen[++decimals]!);
  while (decimals > 0 && scaled % 10 === 0) {
    scaled /= 10;
    decimals--;
  }
  if (value < 0 && scaled > 0) target[at++] = MINUS;
  // As two integers of 32 bits, whose division is cheap.
  let high = Math.floor(scaled / 1e8);
  let low = scaled - high * 1e8;
  const length = Math.max(decimals + 1, countDigits(scaled)) + (decimals > 0 ? 1 : 0);
  const point = decimals > 0 ? length - 1 - decimals : -1;
  for (let i = length - 1, taken = 0; i >= 0; i--) {
    if (i === point) {
      target[at + i] = POINT;
      continue;
    }
    if (taken++ === 8) {
      low = high % 1e8;
      high = Math.floor(high / 1e8);
      taken = 1;
    }
    const rest = (low / 10) | 0;
    target[at + i] = ZERO + low - 10 * rest;
    low = rest;
  }
  return at + length;
}

function countDigits(n: number): number {
  let count = 1;
  while (count < powersOfTen.length && n >= powersOfTen[count]!) count++;
  return count;
}
