/**
 * The description of an ICC profile (tag `desc`, version 2 text or version 4 multi-localised), or undefined where
 * there is none. ICC.1:2022, sections 7.3 and 10.15; ICC.1:2001-04, section 6.5.17.
 */
export function iccProfileName(profile: Uint8Array): string | undefined {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const headerLength = 128;
  if (view.byteLength < headerLength + 4) return undefined;
  const tags = Math.min(view.getUint32(headerLength), Math.floor((view.byteLength - headerLength - 4) / 12));
  for (let i = 0; i < tags; i++) {
    const entry = headerLength + 4 + 12 * i;
    if (view.getUint32(entry) !== signature('desc')) continue;
    const offset = view.getUint32(entry + 4);
    const size = view.getUint32(entry + 8);
    if (size < 16 || offset + size > view.byteLength) return undefined;
    if (view.getUint32(offset) === signature('desc')) {
      const length = Math.min(view.getUint32(offset + 8), size - 12);
      return new TextDecoder('latin1')
        .decode(profile.subarray(offset + 12, offset + 12 + length))
        .replace(/\0.*$/s, '');
    }
    if (view.getUint32(offset) === signature('mluc') && size >= 28) {
      const length = view.getUint32(offset + 20);
      const start = offset + view.getUint32(offset + 24);
      if (start + length > offset + size) return undefined;
      return new TextDecoder('utf-16be')
        .decode(profile.subarray(start, start + length))
        .replace(/\0.*$/s, '');
    }
  }
  return undefined;
}

function signature(tag: string): number {
  return [...tag].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);
}
