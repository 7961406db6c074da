import { expect, it } from 'vitest';
import { pngChunks } from '../../src/formats/pictures/png/pngChunk.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { writePng16 } from '../../src/formats/pictures/writePng.js';
import { greyPicture } from '../../src/web/engine/writing/greyPicture.js';
import { gridOf } from '../formats/anyGrid.js';

it('the picture of values that the page writes is the command line’s: its texts, in any script, before its pixels', async () => {
  const grid = { ...gridOf([[1, 2, Number.NaN, 7]]), units: 'W m⁻²' };
  const [here, there] = [greyPicture(grid), await writePng16(grid)];
  const texts = (png: Uint8Array) =>
    [...pngChunks(png)]
      .slice(
        0,
        [...pngChunks(png)].findIndex(({ type }) => type === 'IDAT'),
      )
      .filter(({ type }) => /^[it][TE]Xt$/i.test(type))
      .map(({ type, data }) => [type, Buffer.from(data).toString('utf8')]);
  expect(texts(here)).toEqual(texts(there));
  expect(texts(here).map(([type]) => type)).toContain('iTXt');
  expect((await readRaster(here)).raster).toEqual((await readRaster(there)).raster);
});
