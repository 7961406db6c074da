import { stat } from 'node:fs/promises';
import { type ReadBytes, tiffTags } from '../ground/tiffTags.js';
import { isPng } from '../png/pngChunk.js';
import { withBytesOf } from './bytesOfFile.js';

const WIDTH = 256;
const HEIGHT = 257;
const COMPRESSION = 259;

/** TIFF's ways of packing that lose nothing: none, LZW, deflate (two numbers), PackBits, LZMA, Zstandard. */
const lossless = [1, 5, 8, 32946, 32773, 34925, 50000];

/** The size of a png or tiff, stored without loss, by its header alone; undefined for all else, and for what is no file. */
export async function losslessSize(path: string): Promise<{ width: number; height: number } | undefined> {
  const isFile = await stat(path).then(
    (state) => state.isFile(),
    () => false,
  );
  return isFile ? withBytesOf(path, sizeIn).catch(() => undefined) : undefined;
}

function sizeIn(read: ReadBytes): { width: number; height: number } | undefined {
  const head = read(0, 24);
  if (isPng(head) && head.length === 24) {
    const view = new DataView(head.buffer, head.byteOffset);
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  const tags = tiffTags(read, [WIDTH, HEIGHT, COMPRESSION]);
  const [width, height] = [tags.get(WIDTH)?.[0], tags.get(HEIGHT)?.[0]];
  if (width === undefined || height === undefined) return undefined;
  return lossless.includes(tags.get(COMPRESSION)?.[0] ?? 1) ? { width, height } : undefined;
}
