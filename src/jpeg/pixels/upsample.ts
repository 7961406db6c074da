/** Samples of one component, bytes, row by row; the rows are padded to whole blocks. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  /** From a row to the next. */
  readonly stride: number;
  readonly data: Uint8ClampedArray;
}

/** A row of a component at the picture's full width; the buffer is written anew for the next row. */
export type RowOf = (y: number) => Uint8ClampedArray;

/** Narrower planes are repeated: libjpeg's triangle filter wants an inner sample. */
const narrowest = 3;

/**
 * The rows of a component at the picture's full size, as libjpeg's default ("fancy") upsampling makes them (`jdsample.c`): a
 * triangle filter where a direction is halved, with its alternating rounding, and repetition for all other ratios.
 *
 * @param plane the component's own samples
 * @param across how many pixels a sample stands for, and `down` it
 * @param width of the picture
 */
export function upsample(plane: Plane, across: number, down: number, width: number): RowOf {
  const { stride, data } = plane;
  if (across === 1 && down === 1) return (y) => data.subarray(y * stride, y * stride + width);
  const smooth = plane.width >= narrowest;
  // One sample more than the picture has, where its width is odd.
  const out = new Uint8ClampedArray(width + 1);
  if (across === 2 && down === 1 && smooth) return (y) => doubledAcross(plane, y, out);
  if (across === 2 && down === 2 && smooth) {
    const sums = new Int32Array(plane.width);
    return (y) => doubledBoth(plane, y, sums, out);
  }
  if (across === 1 && down === 2) return (y) => doubledDown(plane, y, out);
  return (y) => repeated(plane, across, down, y, out);
}

/** Where the row begins that a row of twice as many is the nearer to, and the next nearest; at the border, itself. */
function rowsBeside({ height, stride }: Plane, y: number): [near: number, far: number] {
  const i = y >> 1;
  return [i * stride, (y & 1 ? Math.min(i + 1, height - 1) : Math.max(i - 1, 0)) * stride];
}

function doubledAcross({ width, stride, data }: Plane, y: number, out: Uint8ClampedArray): Uint8ClampedArray {
  const row = y * stride;
  // At the border a sample is its own neighbour: 3 s + s and either rounding give s again.
  for (let i = 0, x = 0; i < width; i++, x += 2) {
    const three = 3 * data[row + i]!;
    out[x] = (three + data[row + (i === 0 ? 0 : i - 1)]! + 1) >> 2;
    out[x + 1] = (three + data[row + (i === width - 1 ? i : i + 1)]! + 2) >> 2;
  }
  return out;
}

function doubledDown(plane: Plane, y: number, out: Uint8ClampedArray): Uint8ClampedArray {
  const { width, data } = plane;
  const [near, far] = rowsBeside(plane, y);
  const rounding = 1 + (y & 1);
  for (let x = 0; x < width; x++) out[x] = (3 * data[near + x]! + data[far + x]! + rounding) >> 2;
  return out;
}

function doubledBoth(plane: Plane, y: number, sums: Int32Array, out: Uint8ClampedArray): Uint8ClampedArray {
  const { width, data } = plane;
  const [near, far] = rowsBeside(plane, y);
  for (let i = 0; i < width; i++) sums[i] = 3 * data[near + i]! + data[far + i]!;
  for (let i = 0, x = 0; i < width; i++, x += 2) {
    const three = 3 * sums[i]!;
    out[x] = (three + sums[i === 0 ? 0 : i - 1]! + 8) >> 4;
    out[x + 1] = (three + sums[i === width - 1 ? i : i + 1]! + 7) >> 4;
  }
  return out;
}

function repeated(
  { width, height, stride, data }: Plane,
  across: number,
  down: number,
  y: number,
  out: Uint8ClampedArray,
): Uint8ClampedArray {
  const row = Math.min(height - 1, Math.floor(y / down)) * stride;
  for (let x = 0; x < out.length; x++) out[x] = data[row + Math.min(width - 1, Math.floor(x / across))]!;
  return out;
}
