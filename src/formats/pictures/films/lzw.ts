/** Codes have twelve bits at most. */
const mostCodes = 4096;

/**
 * Unpacks what is packed by Lempel, Ziv and Welch's method as GIF has it (GIF89a, appendix F: codes grow from the low bits of each
 * byte on).
 *
 * @param leastBits of a byte that is unpacked, 1…8
 * @param size how many bytes there are
 * @throws Error where the data end before, or hold a code that means nothing
 */
export function unpackLzw(packed: Uint8Array, leastBits: number, size: number): Uint8Array {
  const clear = 1 << leastBits;
  // Each code stands for the bytes of another, and one more.
  const prefix = new Uint16Array(mostCodes);
  const suffix = new Uint8Array(mostCodes);
  const first = new Uint8Array(mostCodes);
  const length = new Uint16Array(mostCodes);
  for (let code = 0; code < clear; code++) {
    suffix[code] = code;
    first[code] = code;
    length[code] = 1;
  }
  const bytes = new Uint8Array(size);
  let [bits, next, previous] = [leastBits + 1, clear + 2, -1];
  let [held, heldBits, at] = [0, 0, 0];
  for (let written = 0; written < size; ) {
    while (heldBits < bits) {
      if (at >= packed.length) throw new Error('its data end too early');
      held |= packed[at++]! << heldBits;
      heldBits += 8;
    }
    const code = held & ((1 << bits) - 1);
    held >>>= bits;
    heldBits -= bits;
    if (code === clear) {
      [bits, next, previous] = [leastBits + 1, clear + 2, -1];
      continue;
    }
    if (code === clear + 1) throw new Error('its data end too early');
    const isNew = code === next && next < mostCodes;
    if (previous < 0 ? code >= clear : code >= next && !isNew) throw new Error('its data hold a wrong code');
    if (previous >= 0 && next < mostCodes) {
      prefix[next] = previous;
      first[next] = first[previous]!;
      suffix[next] = first[isNew ? previous : code]!;
      length[next] = length[previous]! + 1;
      next++;
      if (next === 1 << bits && bits < 12) bits++;
    }
    let from = code;
    const end = written + length[code]!;
    for (let to = end - 1; to >= written; to--) {
      // What goes beyond the picture is left.
      if (to < size) bytes[to] = suffix[from]!;
      from = prefix[from]!;
    }
    written = end;
    previous = code;
  }
  return bytes;
}
