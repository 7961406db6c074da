import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { UsageError } from '../../../model/errors.js';
import { blanked } from '../../numbers/blanked.js';
import { littleEndianBytes } from '../../numbers/littleEndian.js';
import { tileSize } from '../tiff/bands.js';
import { bigDirectory, TILE_BYTE_COUNTS, TILE_OFFSETS } from '../tiff/encodeTiff.js';
import { imageFields, originFields } from '../tiff/fields.js';
import { geoFields, georeferenceOf } from '../tiff/georeference.js';
import { type OpenBlocks, writeAt } from './blockWriter.js';

const deflated = promisify(deflate);

/** Header of a BigTIFF; where its directory is follows at byte 8. */
const header = Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0);
const headerBytes = 16;

/**
 * What `writeGeotiff` makes of the whole grid, block by block: a BigTIFF, whose tiles lie in the order of the blocks, with its directory
 * at the end and without overviews. Blocks begin at the borders of tiles.
 *
 * @throws UsageError for a grid that would have to be turned round for north to be up
 */
export const tiffBlocks: OpenBlocks = async (file, grid) => {
  const place = georeferenceOf(grid);
  if (place && (place.flipX || place.flipY))
    throw new UsageError(
      `${place.flipX ? 'x' : 'y'} runs the other way than in a GeoTIFF: so large a grid is not turned round, but written as npy`,
      place.flipX ? 'x' : 'y',
    );
  const { width, height } = grid;
  const across = Math.ceil(width / tileSize);
  const tiles = across * Math.ceil(height / tileSize);
  const [offsets, counts] = [new Array<number>(2 * tiles).fill(0), new Array<number>(2 * tiles).fill(0)];
  let at = headerBytes;
  const putTile = async (tile: Float32Array, number: number): Promise<void> => {
    const bytes = await deflated(littleEndianBytes(tile));
    await writeAt(file, bytes, at);
    [offsets[number], counts[number]] = [at, bytes.length];
    at += bytes.length;
  };
  return {
    put: async ({ box, values, sigma, mask }) => {
      const columns = box.right - box.left;
      for (const [band, numbers] of [blanked(values, mask), blanked(sigma, mask)].entries())
        for (let y = box.top; y < box.bottom; y += tileSize)
          for (let x = box.left; x < box.right; x += tileSize) {
            const tile = new Float32Array(tileSize * tileSize).fill(Number.NaN);
            for (let row = y; row < Math.min(y + tileSize, box.bottom); row++) {
              const start = (row - box.top) * columns + x - box.left;
              const end = start + Math.min(tileSize, box.right - x);
              tile.set(numbers.subarray(start, end), (row - y) * tileSize);
            }
            await putTile(tile, band * tiles + (y / tileSize) * across + x / tileSize);
          }
    },
    end: async () => {
      at += at % 2;
      const fields = imageFields({ width, height, bands: 2, kind: 0 }, [
        ...(place ? geoFields(place) : []),
        ...originFields(grid, true),
        { tag: TILE_OFFSETS, type: 'long8', values: offsets },
        { tag: TILE_BYTE_COUNTS, type: 'long8', values: counts },
      ]);
      await writeAt(file, bigDirectory(fields, at), at);
      const start = new Uint8Array(headerBytes);
      start.set(header);
      new DataView(start.buffer).setBigUint64(8, BigInt(at), true);
      await writeAt(file, start, 0);
    },
  };
};
