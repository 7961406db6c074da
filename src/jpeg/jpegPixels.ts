import type { Raster } from '../model/types.js';
import type { JpegCoefficients, JpegComponent } from './coefficients.js';
import { integerInverse } from './pixels/integerInverse.js';
import { type Plane, upsample } from './pixels/upsample.js';

/**
 * The pixels of a JPEG, byte for byte those that libjpeg and libjpeg-turbo decode by default, so that a page and Node
 * recover the same numbers from one file. Browsers' own decoders upsample in other ways.
 */
export function jpegPixels(jpeg: JpegCoefficients): Raster {
  const { width, height, components, colourModel, largestHorizontal, largestVertical } = jpeg;
  const planes = components.map((component) =>
    upsample(
      planeOf(jpeg, component),
      largestHorizontal / component.horizontal,
      largestVertical / component.vertical,
      width,
      height,
    ),
  );
  const data = new Uint8ClampedArray(4 * width * height);
  if (colourModel === 'ycc') fromYcc(planes, data);
  else {
    const [red, green, blue] = planes.length === 1 ? [planes[0]!, planes[0]!, planes[0]!] : planes;
    for (let i = 0, o = 0; o < data.length; i++, o += 4) {
      data[o] = red!.data[i]!;
      data[o + 1] = green!.data[i]!;
      data[o + 2] = blue!.data[i]!;
      data[o + 3] = 255;
    }
  }
  return { width, height, data };
}

/** The samples of a component, without the padding of its blocks. */
function planeOf(jpeg: JpegCoefficients, component: JpegComponent): Plane {
  const { blocksWide, blocksHigh, coefficients, quantisation, horizontal, vertical } = component;
  const width = Math.ceil((jpeg.width * horizontal) / jpeg.largestHorizontal);
  const height = Math.ceil((jpeg.height * vertical) / jpeg.largestVertical);
  const data = new Uint8ClampedArray(width * height);
  const samples = new Uint8ClampedArray(64);
  const work = new Int32Array(64);
  for (let row = 0; row < blocksHigh; row++)
    for (let column = 0; column < blocksWide; column++) {
      const [left, top] = [8 * column, 8 * row];
      if (left >= width || top >= height) continue;
      const block = 64 * (row * blocksWide + column);
      for (let i = 0; i < 64; i++) work[i] = coefficients[block + i]! * quantisation[i]!;
      integerInverse(work, samples, 0, 8);
      const filled = Math.min(8, width - left);
      for (let y = top; y < Math.min(height, top + 8); y++)
        data.set(samples.subarray(8 * (y - top), 8 * (y - top) + filled), y * width + left);
    }
  return { width, height, data };
}

const fixed = (x: number): number => Math.floor(x * 65536 + 0.5);
const half = 1 << 15;
/** By chroma difference 0…255, as `jdcolor.c` tabulates them. */
const tabulated = (of: (chroma: number) => number) => Int32Array.from({ length: 256 }, (_, i) => of(i - 128));
const redOfCr = tabulated((cr) => (fixed(1.402) * cr + half) >> 16);
const blueOfCb = tabulated((cb) => (fixed(1.772) * cb + half) >> 16);
const greenOfCr = tabulated((cr) => -fixed(0.71414) * cr);
const greenOfCb = tabulated((cb) => -fixed(0.34414) * cb + half);

function fromYcc([luma, cb, cr]: readonly Plane[], data: Uint8ClampedArray): void {
  for (let i = 0, o = 0; o < data.length; i++, o += 4) {
    const y = luma!.data[i]!;
    const b = cb!.data[i]!;
    const r = cr!.data[i]!;
    data[o] = y + redOfCr[r]!;
    data[o + 1] = y + ((greenOfCb[b]! + greenOfCr[r]!) >> 16);
    data[o + 2] = y + blueOfCb[b]!;
    data[o + 3] = 255;
  }
}
