import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRaster } from '../../../../src/formats/pictures/readRaster.js';

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

  const nest = [1, 2, 3, 4, 5, 6].map((k) => `<g id="g${k}">${`<use href="#g${k - 1}"/>`.repeat(20)}</g>`);
  it.each([
    ['turbulence', '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="200"/></filter>'],
    ['morphology', '<filter id="f"><feMorphology radius="400"/></filter>'],
    [
      'one filter after another',
      `<filter id="f">${'<feGaussianBlur stdDeviation="90"/>'.repeat(300)}</filter>`,
    ],
    [
      'uses of uses',
      `<defs><g id="g0"><path id="f" d="M0 0h1"/></g>${nest.join('')}</defs><use href="#g6"/>`,
    ],
  ])('that ask for more than the time allows are refused before they are drawn: %s', async (_, body) => {
    const whole = '<rect width="3000" height="3000" filter="url(#f)"/>';
    const asked = svg('width="3000" height="3000"', body + whole);
    for (const bytes of [asked, gzipSync(asked)]) {
      const started = process.resourceUsage().maxRSS;
      const { code, message } = await refusal(bytes);
      expect([code, message]).toEqual(['too-costly', expect.stringMatching(/asks for .* operations/)]);
      expect(process.resourceUsage().maxRSS - started).toBeLessThan(50_000);
    }
  });

  it('with the filters that figures have are drawn', async () => {
    const shadow =
      '<filter id="f"><feGaussianBlur stdDeviation="2" in="SourceAlpha"/><feOffset dx="2"/><feMerge><feMergeNode/></feMerge></filter>';
    const marks = '<circle cx="50" cy="50" r="4" fill="#00f" filter="url(#f)"/>'.repeat(200);
    expect((await refusal(svg('width="600" height="400"', shadow + marks))).message).toBe('read');
  });

  it('whose work does not show in what they say are given up when the time is over', async () => {
    const slow = svg(
      'width="4000" height="4000"',
      `<style>rect{filter:url(#f)}</style><filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="9"/></filter>${'<rect width="4000" height="4000"/>'.repeat(9)}`,
    );
    expect((await refusal(slow, { timeout: 0.6 })).code).toBe('too-slow');
  });

  it('that unpack to more than a drawing can hold are refused', async () => {
    const bomb = Buffer.concat(Array(300).fill(gzipSync(Buffer.alloc(1e6, 0x20))));
    expect((await refusal(bomb)).code).toBe('too-large');
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
