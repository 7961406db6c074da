import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';

const svg = (attributes: string, body: string): Uint8Array =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${body}</svg>`);
const refusal = async (bytes: Uint8Array, options = {}): Promise<{ code?: string; message: string }> =>
  readRaster(bytes, options).then(
    () => ({ message: 'read' }),
    (error) => error,
  );
const red = '<rect width="4" height="2" fill="#f00"/>';

describe('drawings', () => {
  it('are read as the pixels that they show, packed or not', async () => {
    for (const bytes of [svg('width="4" height="2"', red), gzipSync(svg('width="4" height="2"', red))]) {
      const { raster, format } = await readRaster(bytes);
      expect([raster.width, raster.height, format]).toEqual([4, 2, 'svg']);
      expect([...raster.data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    }
  });

  it.each(['width="1e9" height="1e9"', 'width="400in" height="400in"', 'viewBox="0 0 40000 40000"'])(
    'are refused where they are larger than a picture may be: %s',
    async (size) => {
      expect((await refusal(svg(size, red))).code).toBe('too-large');
    },
  );

  it('that would take for ever are given up, and said so', async () => {
    const filter =
      '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="200"/><feMorphology radius="400"/></filter>';
    const slow = svg(
      'width="3000" height="3000"',
      `${filter}<rect width="3000" height="3000" filter="url(#f)"/>`,
    );
    expect((await refusal(slow, { timeout: 0.6 })).code).toBe('too-slow');
  });

  it('that are none are no pictures', async () => {
    expect((await refusal(Buffer.from('<html><body>42</body></html>'))).message).toMatch(
      /is not a picture that unhue can read/,
    );
    expect((await refusal(svg('width="4" height="2"', '<rect'))).message).toMatch(/damaged or truncated: \S/);
  });
});

describe('frames', () => {
  it('that a picture has not are not read', async () => {
    for (const frame of [1, 5, 4_294_967_296])
      expect((await refusal(svg('width="4" height="2"', red), { frame })).code).toBe('no-such-frame');
    expect((await refusal(svg('width="4" height="2"', red), { frame: 0 })).message).toBe('read');
  });
});
