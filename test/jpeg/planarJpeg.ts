import sharp from 'sharp';

/**
 * A JPEG that stores its channels as they are, each in a scan of its own: grey JPEGs of one encoder under a common
 * frame header. Three channels are red, green and blue, said as cameras and Photoshop do (an Adobe marker with
 * transform 0), or by the letters R, G and B as component ids, or not at all; four are the inks' complements.
 *
 * @param planes one byte a pixel each
 */
export async function planarJpeg(
  planes: readonly Uint8Array[],
  width: number,
  height: number,
  told: 'adobe' | 'ids' | 'nothing',
  quality = 95,
): Promise<Buffer> {
  const channels = await Promise.all(
    planes.map((plane) =>
      sharp(plane, { raw: { width, height, channels: 1 } })
        .toColourspace('b-w')
        .jpeg({ quality, optimiseCoding: false })
        .toBuffer(),
    ),
  );
  const ids = told === 'ids' ? [0x52, 0x47, 0x42] : planes.map((_, c) => c + 1);
  const parts = channels.map((file) => segmentsOf(file));
  const head = parts[0]!;
  const frame = Buffer.from([
    ...[0xff, 0xc0, 0, 8 + 3 * ids.length, 8, height >> 8, height & 255, width >> 8, width & 255, ids.length],
    ...ids.flatMap((id) => [id, 0x11, 0]),
  ]);
  const adobe = Buffer.from([...[0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0], 0]);
  const scans = parts.flatMap(({ huffman, scan }, c) => {
    // SOS with one component: its id takes the place of the grey file's.
    const own = Buffer.from(scan);
    own[5] = ids[c]!;
    return [...huffman, own];
  });
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(told === 'adobe' ? [adobe] : []),
    ...head.quantisers,
    frame,
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

interface Segments {
  readonly quantisers: readonly Buffer[];
  readonly huffman: readonly Buffer[];
  /** From its SOS marker up to EOI. */
  readonly scan: Buffer;
}

/** The tables and the one scan of a baseline grey JPEG. */
function segmentsOf(file: Buffer): Segments {
  const quantisers: Buffer[] = [];
  const huffman: Buffer[] = [];
  for (let at = 2; ; ) {
    const marker = file[at + 1]!;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (marker === 0xda) return { quantisers, huffman, scan: file.subarray(at, file.length - 2) };
    if (marker === 0xdb) quantisers.push(file.subarray(at, end));
    if (marker === 0xc4) huffman.push(file.subarray(at, end));
    at = end;
  }
}
