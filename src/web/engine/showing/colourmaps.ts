import type { Library } from '../../../colourmap/library/library.js';

import type { ListedColourmap } from '../calls/calls.js';

/** Colours of a strip. */
const shown = 16;

/** Named colourmaps whose names contain a text, those that begin with it first. */
export function listedColourmaps({ tables }: Library, pattern: string, most: number): ListedColourmap[] {
  const wanted = pattern.trim().toLowerCase();
  const fits = tables.filter(({ source, name }) => `${source}:${name}`.toLowerCase().includes(wanted));
  const first = (name: string): number => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return fits
    .toSorted((a, b) => first(a.name) - first(b.name))
    .slice(0, most)
    .map(({ source, name, rgb, n }) => ({
      name: `${source}:${name}`,
      colours: Array.from({ length: shown }, (_, i) => {
        const o = 3 * Math.round((i / (shown - 1)) * (n - 1));
        return `rgb(${rgb[o]} ${rgb[o + 1]} ${rgb[o + 2]})`;
      }),
    }));
}

/** The bytes of 256 colours of a named map; undefined where there is none of the name. */
export function paletteOf({ tables }: Library, name: string): Uint8Array | undefined {
  const table = tables.find((one) => `${one.source}:${one.name}` === name);
  return table?.rgb;
}
