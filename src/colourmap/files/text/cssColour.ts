import { parse, rgb as toRgb } from 'culori';
import type { Rgb } from '../../../model/types.js';

/** Longer words are no colours; culori's patterns take seconds to say so of a thousand times as many digits. */
const longest = 128;
/** Lab and its kin reach the corners of sRGB to a few digits only: what rounds to a byte, half a level off, is in it. */
const rounding = 0.5;

/** Any CSS colour as sRGB 0…255; undefined for what is none, leaves a channel open (`none`), or lies outside sRGB. */
export function cssColour(text: string): Rgb | undefined {
  if (text.length > longest) return undefined;
  const colour = toRgb(parsed(text));
  if (colour === undefined) return undefined;
  const { r, g, b } = colour;
  const rgb = [r, g, b].map((share) => 255 * share);
  if (!rgb.every((v) => v >= -rounding && v <= 255 + rounding)) return undefined;
  const [red, green, blue] = rgb.map((v) => Math.min(255, Math.max(0, v)));
  return [red!, green!, blue!];
}

function parsed(text: string): ReturnType<typeof parse> {
  try {
    return parse(text);
  } catch {
    // culori looks colour profiles up in a plain object: `color(constructor 1 1 1)` finds what every object has.
    return undefined;
  }
}
