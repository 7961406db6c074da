/** Bits to the right of the three channels in such a number: 0 where the lowest byte comes first, else 8 of alpha. */
export const belowChannels = new Uint32Array(Uint8Array.of(255, 0, 0, 0).buffer)[0] === 255 ? 0 : 8;

/** A pixel's four bytes as one number, in whichever order this machine keeps them: only equality matters. */
export function wordsOf(data: Uint8ClampedArray): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}
