/** Keyword of the text in a picture of a bar that holds the colourmap itself. */
export const barKeyword = 'unhue:colourmap';

/** The text of a keyword in a PNG file, from its tEXt and iTXt chunks. */
export function pngText(png: Uint8Array, wanted: string): string | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let o = 8; o + 12 <= png.length; ) {
    const length = view.getUint32(o);
    const type = String.fromCharCode(...png.subarray(o + 4, o + 8));
    const chunk = png.subarray(o + 8, Math.min(png.length, o + 8 + length));
    const end = chunk.indexOf(0);
    if (
      (type === 'tEXt' || type === 'iTXt') &&
      new TextDecoder('latin1').decode(chunk.subarray(0, end)) === wanted
    )
      // iTXt has four more zeros: compression flag and method, language, translated keyword.
      return type === 'tEXt'
        ? new TextDecoder('latin1').decode(chunk.subarray(end + 1))
        : new TextDecoder().decode(chunk.subarray(end + 5));
    o += 12 + length;
  }
  return undefined;
}
