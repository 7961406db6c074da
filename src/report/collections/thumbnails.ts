import sharp from 'sharp';

/** Longest side of a thumbnail, pixels. */
const side = 64;

/** Pictures as small JPEG data URIs, by their paths. */
export async function thumbnails(paths: readonly string[]): Promise<Map<string, string>> {
  const uris = new Map<string, string>();
  for (const path of paths) {
    if (uris.has(path)) continue;
    const jpeg = await sharp(path, { limitInputPixels: false })
      .resize(side, side, { fit: 'inside' })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 75 })
      .toBuffer();
    uris.set(path, `data:image/jpeg;base64,${jpeg.toString('base64')}`);
  }
  return uris;
}
