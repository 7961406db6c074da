import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampledLevels } from '../../src/colourmap/maps/coloursAt.js';
import { namedColourmap } from '../../src/colourmap/names.js';
import { readColourmap, writeBarPicture } from '../../src/formats/readColourmap.js';
import { readRaster } from '../../src/formats/readRaster.js';
import { encodePng } from '../../src/formats/writePng.js';
import { InputError } from '../../src/model/errors.js';
import { inFolder } from '../cli/runUnhue.js';

describe('a colourmap from a file', () => {
  it('comes back exactly from a picture of a bar that unhue wrote', () =>
    inFolder(async (folder) => {
      const { colourmap } = await namedColourmap('matplotlib:twilight');
      const file = join(folder, 'bar.png');
      writeFileSync(file, await writeBarPicture(colourmap));
      const read = await readColourmap(file);
      expect(read).toMatchObject({ closed: true, levels: 510, origin: 'file', name: 'matplotlib:twilight' });
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
      expect(read.origin).toBe('file');
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
});
