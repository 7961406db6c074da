import { pngChunks } from './pngChunk.js';

/** Keyword of the text in a picture of a bar that holds the colourmap itself. */
export const barKeyword = 'unhue:colourmap';

/** The text of a keyword in a PNG file, from its tEXt and iTXt chunks. */
export function pngText(png: Uint8Array, wanted: string): string | undefined {
  for (const { type, data: chunk } of pngChunks(png)) {
    const end = chunk.indexOf(0);
    if (
      (type === 'tEXt' || type === 'iTXt') &&
      new TextDecoder('latin1').decode(chunk.subarray(0, end)) === wanted
    )
      // iTXt has four more zeros: compression flag and method, language, translated keyword.
      return type === 'tEXt'
        ? new TextDecoder('latin1').decode(chunk.subarray(end + 1))
        : new TextDecoder().decode(chunk.subarray(end + 5));
  }
  return undefined;
}
