import { isNetpbm } from '../../formats/pictures/plain/netpbm.js';

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'bmp' | 'netpbm' | 'tiff' | 'svg';

/** The formats as people are told. */
export const formatsRead = 'png, jpeg, tiff, webp, gif, avif, bmp, ppm, svg, pdf';

/** Formats by the bytes that their files begin with: text, `?` for any byte. */
const signatures: readonly (readonly [PictureFormat, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['webp', 'RIFF????WEBP'],
  ['avif', '????ftypavi'],
  ['bmp', 'BM'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
];

/** Formats say what they are within so many bytes. */
export const headBytes = 4096;

/**
 * The format of a picture by its first bytes, whatever its name says; undefined where it is none of these. The root of an
 * svg comes after a declaration and comments at most.
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const begins = (text: string): boolean =>
    bytes.length >= text.length && [...text].every((c, i) => c === '?' || bytes[i] === c.charCodeAt(0));
  const found = signatures.find(([, text]) => begins(text));
  if (found) return found[0];
  if (isNetpbm(bytes)) return 'netpbm';
  const head = new TextDecoder().decode(bytes.subarray(0, headBytes));
  return /^\s*</.test(head) && /<svg[\s>]/.test(head) ? 'svg' : undefined;
}
