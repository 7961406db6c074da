import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';

/** A small field of greys, another for each number. */
export function greyField(number: number): Buffer {
  const png = new PNG({ width: 48, height: 36 });
  for (let y = 0; y < 36; y++)
    for (let x = 0; x < 48; x++) {
      const grey = Math.round(127 + 120 * Math.sin((x + number) / 9) * Math.cos(y / (7 + number)));
      png.data.set([grey, grey, grey, 255], 4 * (48 * y + x));
    }
  return PNG.sync.write(png);
}

/** How `recover` takes such fields quickly. */
export const greySettings = [...['--plot', 'all', '--colourbar', 'none', '--colourmap', 'gray', '--no-ocr']];

/** Writes fields into `in` and `in/b`, in turns. */
export function writeGreyFields(folder: string, count: number): void {
  for (let k = 0; k < count; k++) {
    const path = join(folder, 'in', k % 2 ? 'b' : '', `x${k}.png`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, greyField(k));
  }
}
