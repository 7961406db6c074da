/**
 * Adds those of some pixels to a mask that hang together with it, by sides and corners; in place.
 *
 * @param mask 1 = in it; width × height
 */
export function joinTo(mask: Uint8Array, pixels: readonly number[], width: number): void {
  const waiting = new Set(pixels);
  const around = [-width - 1, -width, 1 - width, -1, 1, width - 1, width, width + 1];
  // Steps to the side leave the row, not the picture, at its edges: columns then differ by more than one.
  const beside = (p: number) =>
    around.map((d) => p + d).filter((q) => Math.abs((q % width) - (p % width)) <= 1);
  const front = pixels.filter((p) => beside(p).some((q) => mask[q] === 1));
  for (const p of front) waiting.delete(p);
  for (let p = front.pop(); p !== undefined; p = front.pop()) {
    mask[p] = 1;
    for (const q of beside(p)) if (waiting.delete(q)) front.push(q);
  }
}
