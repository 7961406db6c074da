/** Samples of one component, row-major, bytes. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Narrower planes are repeated: libjpeg's triangle filter wants an inner sample. */
const narrowest = 3;

/**
 * A component at the picture's full size, as libjpeg's default ("fancy") upsampling makes it (`jdsample.c`): a triangle
 * filter where a direction is halved, with its alternating rounding, and repetition for all other ratios.
 *
 * @param plane the component's own samples, padding left out
 * @param across how many pixels a sample stands for, and `down` it
 */
export function upsample(plane: Plane, across: number, down: number, width: number, height: number): Plane {
  if (across === 1 && down === 1) return plane;
  const smooth = plane.width >= narrowest;
  if (across === 2 && down === 1 && smooth) return doubledAcross(plane, width, height);
  if (across === 2 && down === 2 && smooth) return doubledBoth(plane, width, height);
  if (across === 1 && down === 2) return doubledDown(plane, width, height);
  return repeated(plane, across, down, width, height);
}

function doubledAcross({ width: own, data }: Plane, width: number, height: number): Plane {
  const out = new Uint8ClampedArray(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    const row = y * own;
    for (let x = 0; x < width; x++, k++) {
      const i = x >> 1;
      const beside = x & 1 ? Math.min(i + 1, own - 1) : Math.max(i - 1, 0);
      // At the border a sample is its own neighbour: 3 s + s and either rounding give s again.
      out[k] = (3 * data[row + i]! + data[row + beside]! + 1 + (x & 1)) >> 2;
    }
  }
  return { width, height, data: out };
}

function doubledDown({ width: own, height: rows, data }: Plane, width: number, height: number): Plane {
  const out = new Uint8ClampedArray(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    const i = y >> 1;
    const other = (y & 1 ? Math.min(i + 1, rows - 1) : Math.max(i - 1, 0)) * own;
    for (let x = 0; x < width; x++, k++)
      out[k] = (3 * data[i * own + x]! + data[other + x]! + 1 + (y & 1)) >> 2;
  }
  return { width, height, data: out };
}

function doubledBoth({ width: own, height: rows, data }: Plane, width: number, height: number): Plane {
  const out = new Uint8ClampedArray(width * height);
  const sums = new Int32Array(own);
  for (let y = 0, k = 0; y < height; y++) {
    const i = y >> 1;
    const other = (y & 1 ? Math.min(i + 1, rows - 1) : Math.max(i - 1, 0)) * own;
    for (let x = 0; x < own; x++) sums[x] = 3 * data[i * own + x]! + data[other + x]!;
    for (let x = 0; x < width; x++, k++) {
      const at = x >> 1;
      const beside = x & 1 ? Math.min(at + 1, own - 1) : Math.max(at - 1, 0);
      out[k] = (3 * sums[at]! + sums[beside]! + 8 - (x & 1)) >> 4;
    }
  }
  return { width, height, data: out };
}

function repeated(
  { width: own, height: rows, data }: Plane,
  across: number,
  down: number,
  width: number,
  height: number,
): Plane {
  const out = new Uint8ClampedArray(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.floor(y / down)) * own;
    for (let x = 0; x < width; x++, k++) out[k] = data[row + Math.min(own - 1, Math.floor(x / across))]!;
  }
  return { width, height, data: out };
}
