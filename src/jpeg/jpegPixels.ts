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
  const rows = components.map((component) =>
    upsample(
      planeOf(jpeg, component),
      largestHorizontal / component.horizontal,
      largestVertical / component.vertical,
      width,
    ),
  );
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const own = rows.map((rowOf) => rowOf(y));
    const [first, second, third] = own.length === 1 ? [own[0]!, own[0]!, own[0]!] : own;
    if (colourModel === 'ycc') fromYcc(first!, second!, third!, data, y * width, width);
    else
      for (let x = 0, o = 4 * y * width; x < width; x++, o += 4) {
        data[o] = first![x]!;
        data[o + 1] = second![x]!;
        data[o + 2] = third![x]!;
        data[o + 3] = 255;
      }
  }
  return { width, height, data };
}

/** The samples of a component, its blocks beside each other. */
function planeOf(jpeg: JpegCoefficients, component: JpegComponent): Plane {
  const { blocksWide, blocksHigh, coefficients, quantisation, horizontal, vertical } = component;
  const width = Math.ceil((jpeg.width * horizontal) / jpeg.largestHorizontal);
  const height = Math.ceil((jpeg.height * vertical) / jpeg.largestVertical);
  const stride = 8 * blocksWide;
  const data = new Uint8ClampedArray(64 * blocksWide * blocksHigh);
  const work = new Int32Array(64);
  for (let row = 0, block = 0; row < blocksHigh; row++)
    for (let column = 0; column < blocksWide; column++, block += 64) {
      for (let i = 0; i < 64; i++) work[i] = coefficients[block + i]! * quantisation[i]!;
      integerInverse(work, data, 8 * (row * stride + column), stride);
    }
  return { width, height, stride, data };
}

const fixed = (x: number): number => Math.floor(x * 65536 + 0.5);
const half = 1 << 15;
/** By chroma difference 0…255, as `jdcolor.c` tabulates them. */
const tabulated = (of: (chroma: number) => number) => Int32Array.from({ length: 256 }, (_, i) => of(i - 128));
const redOfCr = tabulated((cr) => (fixed(1.402) * cr + half) >> 16);
const blueOfCb = tabulated((cb) => (fixed(1.772) * cb + half) >> 16);
const greenOfCr = tabulated((cr) => -fixed(0.71414) * cr);
const greenOfCb = tabulated((cb) => -fixed(0.34414) * cb + half);

function fromYcc(
  luma: Uint8ClampedArray,
  cb: Uint8ClampedArray,
  cr: Uint8ClampedArray,
  data: Uint8ClampedArray,
  first: number,
  width: number,
): void {
  for (let x = 0, o = 4 * first; x < width; x++, o += 4) {
    const y = luma[x]!;
    const b = cb[x]!;
    const r = cr[x]!;
    data[o] = y + redOfCr[r]!;
    data[o + 1] = y + ((greenOfCb[b]! + greenOfCr[r]!) >> 16);
    data[o + 2] = y + blueOfCb[b]!;
    data[o + 3] = 255;
  }
}
