import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mostBytes } from '../../src/colourmap/files/colourmapFile.js';
import { sampledLevels } from '../../src/colourmap/maps/coloursAt.js';
import { namedColourmap } from '../../src/colourmap/names.js';
import { withPngText } from '../../src/formats/pictures/png/pngText.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { encodePng } from '../../src/formats/pictures/writePng.js';
import { readColourmap, writeBarPicture } from '../../src/formats/readColourmap.js';
import { InputError } from '../../src/model/errors.js';
import { inFolder } from '../cli/runUnhue.js';

describe('a colourmap from a file', () => {
  it('comes back exactly from a picture of a bar that unhue wrote', () =>
    inFolder(async (folder) => {
      const { colourmap } = await namedColourmap('matplotlib:twilight');
      const file = join(folder, 'bar.png');
      writeFileSync(file, await writeBarPicture(colourmap));
      const read = await readColourmap(file);
      expect(read).toMatchObject({ closed: true, levels: 510, source: 'file', name: 'matplotlib:twilight' });
      expect(read.colours).toEqual(colourmap.colours);
      expect(read.positions).toEqual(colourmap.positions);
    }));

  it('is read from the pixels of any other picture of a bar', () =>
    inFolder(async (folder) => {
      const { colourmap } = await namedColourmap('matplotlib:viridis');
      const file = join(folder, 'bar.png');
      // The pixels alone, without the text beside them.
      writeFileSync(file, await encodePng((await readRaster(await writeBarPicture(colourmap))).raster));
      const read = await readColourmap(file);
      expect(read.source).toBe('file');
      const [a, b] = [sampledLevels(read, 64), sampledLevels(colourmap, 64)];
      for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThan(5);
    }));

  it('is refused where there is no such file, or it is damaged', () =>
    inFolder(async (folder) => {
      await expect(readColourmap(join(folder, 'none.csv'))).rejects.toThrow(InputError);
      const file = join(folder, 'bad.cpt');
      writeFileSync(file, 'no colours');
      await expect(readColourmap(file)).rejects.toThrow(/bad\.cpt: line 1, column 4/);
      const picture = join(folder, 'bad.png');
      writeFileSync(picture, 'no picture');
      await expect(readColourmap(picture)).rejects.toThrow(InputError);
    }));

  it('is refused where the text beside a bar is none, as a file would be', () =>
    inFolder(async (folder) => {
      const pixels = await encodePng({ width: 2, height: 1, data: new Uint8ClampedArray(8).fill(255) });
      const file = join(folder, 'bar.png');
      for (const [text, message] of [
        ['{"colours":5}', /bar\.png: expected a list of colours at colours, got 5/],
        ['{"colours":["red"],"levels":1e9}', /bar\.png: expected levels .* 65536, got 1000000000/],
        [' '.repeat(mostBytes + 1), /bar\.png: expected a colourmap file of at most 4194304 bytes/],
      ] as const) {
        writeFileSync(file, withPngText(pixels, { 'unhue:colourmap': text }));
        await expect(readColourmap(file)).rejects.toThrow(InputError);
        await expect(readColourmap(file)).rejects.toThrow(message);
      }
    }));

  it('is refused without reading more of a file than may be', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'endless.csv');
      writeFileSync(file, '');
      // As long as no memory: what would be read whole would never be refused.
      truncateSync(file, 2 ** 40);
      await expect(readColourmap(file)).rejects.toThrow(/endless\.csv: expected .* at most 4194304 bytes/);
    }));

  it('that is a damaged picture is called by its name', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'bar.png');
      writeFileSync(file, 'no picture');
      await expect(readColourmap(file)).rejects.toThrow(`${file} is not a picture`);
    }));
});
