/** Whether no channel of two colours (24 bits) differs by more. */
export function areNear(a: number, b: number, by: number): boolean {
  return (
    Math.abs((a >> 16) - (b >> 16)) <= by &&
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) <= by &&
    Math.abs((a & 255) - (b & 255)) <= by
  );
}
