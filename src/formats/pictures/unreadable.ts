import { InputError } from '../../model/errors.js';
import { oneLine } from '../input/readInput.js';

/** What is wrong with bytes of which a decoder made no picture. */
export function unreadable(name: string, bytes: Uint8Array, cause: unknown): InputError {
  if (bytes.length === 0) return new InputError(`${name} is empty: expected a picture`, name, { cause });
  const reason = oneLine(cause);
  if (/unsupported image format/i.test(reason))
    return new InputError(
      `${name} is not a picture that unhue can read (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm)`,
      name,
      { cause },
    );
  return new InputError(`${name} is damaged or truncated: ${shortReason(reason)}`, name, { cause });
}

/** Characters of a reason that can be read at a glance. */
const mostReason = 160;

/** What a decoder's list of complaints comes to: the last, which the others led to. */
function shortReason(reason: string): string {
  const complaints = reason
    .replace(/^Input (buffer|file) has corrupt header:\s*/i, '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return complaints.at(-1)?.slice(0, mostReason) ?? 'its decoder does not say why';
}
