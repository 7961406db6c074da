import type { PaletteEntry } from '../../palette/sweep.js';

/**
 * A GIMP palette: text, a line a colour with its name. Read by GIMP, Inkscape, Krita, Scribus and others.
 * Format: https://developer.gimp.org/core/standards/gpl/
 *
 * @param name one line of text; other characters of control are left out
 */
export function writeGpl(name: string, entries: readonly PaletteEntry[]): string {
  const lines = entries.map(({ rgb, hex, names }) => {
    const numbers = rgb.map((v) => String(v).padStart(3)).join(' ');
    return `${numbers}\t${names[0]?.name ?? hex}`;
  });
  return ['GIMP Palette', `Name: ${name.replace(/\p{Cc}+/gu, ' ')}`, 'Columns: 8', '#', ...lines, ''].join(
    '\n',
  );
}
