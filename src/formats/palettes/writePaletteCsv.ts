import { entriesOf, type MeasuredPalette } from '../../palette/sweep.js';

const header = 'k,hex,red,green,blue,share,pixels,name,deltaE';

/** Palettes as text with a header: a line a colour, the most frequent first, with the nearest name of CSS. */
export function writePaletteCsv(palettes: readonly MeasuredPalette[]): string {
  const lines = palettes.flatMap(({ k, palette }) =>
    entriesOf(palette).map(({ hex, rgb, share, pixels, names }) =>
      [k, hex, ...rgb, share.toFixed(6), pixels, names[0]!.name, names[0]!.deltaE.toFixed(2)].join(','),
    ),
  );
  return [header, ...lines, ''].join('\n');
}
