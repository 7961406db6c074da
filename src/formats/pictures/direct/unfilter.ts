/** How a row's bytes are told from those before: not at all, by the left, by the row above, by both, by the likeliest. */
const none = 0;
const sub = 1;
const up = 2;
const average = 3;
const paeth = 4;

/**
 * The pixels of a PNG's filtered rows (PNG, third edition, 2025, clause 9), as RGBA.
 *
 * @param rows of each its filter's number, then its bytes; overwritten
 * @param channels 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha; a byte each
 * @returns nothing where a filter is unknown
 */
export function unfilter(
  rows: Uint8Array,
  width: number,
  height: number,
  channels: number,
): Uint8ClampedArray | undefined {
  const length = width * channels;
  const rgba = new Uint8Array(4 * width * height);
  for (let y = 0, start = 1; y < height; y++, start += length + 1) {
    const filter = rows[start - 1]!;
    // Above the first row all bytes are 0: of both and of the likeliest remains what the left says.
    if (filter === sub || (filter === paeth && y === 0)) addLeft(rows, start, length, channels);
    else if (filter === up) {
      if (y > 0) addAbove(rows, start, length);
    } else if (filter === average) addAverage(rows, start, length, channels, y > 0);
    else if (filter === paeth) addPaeth(rows, start, length, channels);
    else if (filter !== none) return undefined;
    expand(rows, start, width, channels, rgba, 4 * y * width);
  }
  return new Uint8ClampedArray(rgba.buffer);
}

function addLeft(rows: Uint8Array, start: number, length: number, channels: number): void {
  for (let i = start + channels; i < start + length; i++) rows[i]! += rows[i - channels]!;
}

function addAbove(rows: Uint8Array, start: number, length: number): void {
  for (let i = start; i < start + length; i++) rows[i]! += rows[i - length - 1]!;
}

function addAverage(rows: Uint8Array, start: number, length: number, channels: number, above: boolean): void {
  const back = length + 1;
  for (let k = 0, i = start; k < length; k++, i++) {
    const left = k < channels ? 0 : rows[i - channels]!;
    rows[i]! += (left + (above ? rows[i - back]! : 0)) >> 1;
  }
}

/** Of left, above and above left the one nearest to left + above − above left. */
function addPaeth(rows: Uint8Array, start: number, length: number, channels: number): void {
  const back = length + 1;
  for (let i = start; i < start + channels; i++) rows[i]! += rows[i - back]!;
  for (let i = start + channels; i < start + length; i++) {
    const a = rows[i - channels]!;
    const b = rows[i - back]!;
    const c = rows[i - back - channels]!;
    const toA = Math.abs(b - c);
    const toB = Math.abs(a - c);
    const toC = Math.abs(a + b - 2 * c);
    rows[i]! += toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
  }
}

/** A row's samples as RGBA, opaque where they have no alpha. */
function expand(
  rows: Uint8Array,
  start: number,
  width: number,
  channels: number,
  rgba: Uint8Array,
  to: number,
): void {
  if (channels === 4) {
    rgba.set(rows.subarray(start, start + 4 * width), to);
    return;
  }
  if (channels === 3) {
    for (let i = start, o = to; i < start + 3 * width; i += 3, o += 4) {
      rgba[o] = rows[i]!;
      rgba[o + 1] = rows[i + 1]!;
      rgba[o + 2] = rows[i + 2]!;
      rgba[o + 3] = 255;
    }
    return;
  }
  const alpha = channels - 1;
  for (let x = 0, i = start, o = to; x < width; x++, i += channels, o += 4) {
    rgba[o] = rows[i]!;
    rgba[o + 1] = rows[i]!;
    rgba[o + 2] = rows[i]!;
    rgba[o + 3] = alpha === 0 ? 255 : rows[i + alpha]!;
  }
}
