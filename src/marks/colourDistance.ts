/** What compression leaves of a flat colour stays within this of it, per channel. */
export const tolerance = 2;

/** The colour of a pixel in 24 bits. */
export function packedAt(data: Uint8ClampedArray, p: number): number {
  return (data[4 * p]! << 16) | (data[4 * p + 1]! << 8) | data[4 * p + 2]!;
}

/** Whether no channel of a pixel differs from a colour (24 bits) by more. */
export function isNear(data: Uint8ClampedArray, p: number, colour: number, by: number): boolean {
  const r = data[4 * p]! - (colour >> 16);
  if (r > by || r < -by) return false;
  const g = data[4 * p + 1]! - ((colour >> 8) & 255);
  if (g > by || g < -by) return false;
  const b = data[4 * p + 2]! - (colour & 255);
  return b <= by && b >= -by;
}

/** Largest difference of a channel. */
export function deviation(data: Uint8ClampedArray, p: number, colour: number): number {
  return Math.max(
    Math.abs(data[4 * p]! - (colour >> 16)),
    Math.abs(data[4 * p + 1]! - ((colour >> 8) & 255)),
    Math.abs(data[4 * p + 2]! - (colour & 255)),
  );
}

/** Straight distance of a pixel from a colour, sRGB units. */
export function distanceTo(data: Uint8ClampedArray, p: number, colour: number): number {
  const r = data[4 * p]! - (colour >> 16);
  const g = data[4 * p + 1]! - ((colour >> 8) & 255);
  const b = data[4 * p + 2]! - (colour & 255);
  return Math.sqrt(r * r + g * g + b * b);
}
