import type { Rgb } from '../model/types.js';

/**
 * Composites RGBA bytes on an opaque background, in place, in the stored (gamma-encoded) values as browsers and
 * plotting programs do: c·α + b·(1 − α), rounded to the nearest byte.
 *
 * @returns 1 for each pixel that was wholly transparent, or undefined if none was
 */
export function compositeOnBackground(rgba: Uint8ClampedArray, background: Rgb): Uint8Array | undefined {
  let transparent: Uint8Array | undefined;
  for (let i = 0, o = 0; o < rgba.length; i++, o += 4) {
    const alpha = rgba[o + 3]!;
    if (alpha === 255) continue;
    if (alpha === 0) {
      transparent ??= new Uint8Array(rgba.length / 4);
      transparent[i] = 1;
    }
    for (let c = 0; c < 3; c++)
      rgba[o + c] = Math.round((rgba[o + c]! * alpha + background[c]! * (255 - alpha)) / 255);
    rgba[o + 3] = 255;
  }
  return transparent;
}
