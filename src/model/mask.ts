/** Whether a mask marks no pixel: all its bytes are 0. Four are looked at at once, for most masks are empty. */
export function isEmpty(mask: Uint8Array): boolean {
  const odd = mask.byteOffset % 4 === 0 ? mask.length & 3 : mask.length;
  const words = odd === mask.length ? none : new Int32Array(mask.buffer, mask.byteOffset, mask.length >> 2);
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
  for (let p = mask.length - odd; p < mask.length; p++) if (mask[p] !== 0) return false;
  return true;
}

const none = new Int32Array(0);
