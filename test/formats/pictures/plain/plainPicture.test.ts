import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainPicture } from '../../../../src/formats/pictures/plain/plainPicture.js';
import { readRaster } from '../../../../src/formats/pictures/readRaster.js';
import { InputError } from '../../../../src/model/errors.js';
import { hasPython, readBy } from '../../foreign.js';

const decoded = (bytes: Uint8Array) => plainPicture(bytes, 'p', () => {})!.raster;
const netpbm = (header: string, ...samples: number[]) =>
  decoded(Buffer.concat([Buffer.from(header), Buffer.from(samples)]));
const greys = ({ data }: { data: Uint8ClampedArray }) => [...data].filter((_, i) => i % 4 === 0);

/** A bitmap with a header of 40 bytes, and what follows it. */
function bmp(width: number, height: number, bits: number, rest: readonly number[], compression = 0): Buffer {
  const header = Buffer.alloc(54);
  header.write('BM', 'latin1');
  header.writeUInt32LE(54 + (bits <= 8 ? 4 << bits : 0) + (compression === 3 ? 12 : 0), 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  return Buffer.concat([header, Buffer.from(rest)]);
}

describe('plainPicture', () => {
  it('reads bitmaps from the bottom up, rows made up to four bytes, blue first', () => {
    const rows = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0];
    const { width, height, data } = decoded(bmp(2, 2, 24, rows));
    expect([width, height]).toEqual([2, 2]);
    expect([...data]).toEqual([9, 8, 7, 255, 12, 11, 10, 255, 3, 2, 1, 255, 6, 5, 4, 255]);
    expect(greys(decoded(bmp(2, -2, 24, rows)))).toEqual([3, 6, 9, 12]);
  });

  it('reads bitmaps with palettes, and with 16 bits in either arrangement', () => {
    const palette = [0, 0, 10, 0, 0, 0, 200, 0];
    expect(greys(decoded(bmp(3, 1, 1, [...palette, 0b01000000, 0, 0, 0])))).toEqual([10, 200, 10]);
    expect([...decoded(bmp(1, 1, 16, [0xe0, 0x7f, 0, 0])).data]).toEqual([255, 255, 0, 255]);
    const masks = [0, 0xf8, 0, 0, 0xe0, 7, 0, 0, 0x1f, 0, 0, 0];
    expect([...decoded(bmp(1, 1, 16, [...masks, 0xff, 7, 0, 0], 3)).data]).toEqual([0, 255, 255, 255]);
  });

  it('reads Netpbm of bits, greys and colours, as text and as bytes, with comments and 16 bits', () => {
    expect(greys(netpbm('P1 # a comment\n3 1\n0 1\n1'))).toEqual([255, 0, 0]);
    expect(greys(netpbm('P1\n3 2\n011101'))).toEqual([255, 0, 0, 0, 255, 0]);
    expect(greys(netpbm('P2\n2 1\n4\n1 4\n'))).toEqual([64, 255]);
    expect(greys(netpbm('P4\n9 1\n', 0b10000000, 0b10000000))).toEqual([0, ...Array(7).fill(255), 0]);
    expect(greys(netpbm('P5 2 1 255\n', 35, 255))).toEqual([35, 255]);
    expect(greys(netpbm('P5 2 1 65535\n', 0x80, 0x80, 0, 0))).toEqual([128, 0]);
    expect([...netpbm('P6\n#x\n1 1\n255\n', 1, 2, 3).data]).toEqual([1, 2, 3, 255]);
    expect([...netpbm('P3 1 1 255 9 8 7').data]).toEqual([9, 8, 7, 255]);
  });

  it.skipIf(!hasPython('PIL'))('reads what Pillow writes (python3-pil)', () => {
    const program = `
import base64, io, json
from PIL import Image
a = Image.new('RGB', (5, 3)); a.putdata([(7 * i, 255 - 9 * i, i * i) for i in range(15)])
def saved(image, form):
    b = io.BytesIO(); image.save(b, form); return [base64.b64encode(b.getvalue()).decode(), [v for p in image.convert('RGB').getdata() for v in p]]
print(json.dumps([saved(a, 'BMP'), saved(a.convert('P'), 'BMP'), saved(a.convert('L'), 'BMP'), saved(a.convert('1'), 'BMP'),
  saved(a.convert('RGBA'), 'BMP'), saved(a, 'PPM'), saved(a.convert('L'), 'PPM'), saved(a.convert('1'), 'PPM')]))`;
    for (const [file, rgb] of readBy(program, {}) as [string, number[]][]) {
      const { data } = decoded(Buffer.from(file, 'base64'));
      expect([...data].filter((_, i) => i % 4 < 3)).toEqual(rgb);
    }
  });

  it('says what is wrong with files that it cannot read', async () => {
    const refused = (bytes: Uint8Array, reason: RegExp) =>
      expect(readRaster(bytes)).rejects.toThrow(
        expect.objectContaining({ message: expect.stringMatching(reason) }),
      );
    await refused(Buffer.from('BM'), /header is incomplete/);
    await refused(bmp(2, 2, 24, [1, 2, 3]), /truncated: pixels are missing/);
    await refused(bmp(2, 2, 8, [1, 2, 3], 1), /compressed bitmap/);
    await refused(bmp(2, 2, 7, []), /no 7 bits/);
    await refused(Buffer.from('P5 9 9 255\nabc'), /pixels are missing/);
    await refused(Buffer.from('P2 2 2 255\n1 2 x'), /pixels are missing/);
    await refused(Buffer.from('P6 0 2 255\n'), /header is none/);
    await refused(bmp(30_000, 30_000, 24, []), /30000 × 30000 pixels, more than the limit/);
    await refused(Buffer.from([0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 13, 10]), /JPEG 2000.*png/);
    await expect(readRaster('https://example.org/figure.png')).rejects.toThrow(
      /is an address.*download it first/,
    );
  });

  it('never fails but with an InputError, whatever the bytes', () => {
    const magic = fc.constantFrom(
      'BM',
      'P1\n',
      'P2 ',
      'P3 2 2 9 ',
      'P4 9 9 ',
      'P5 2 2 255\n',
      'P6 1 1 65535\n',
    );
    fc.assert(
      fc.property(magic, fc.uint8Array({ maxLength: 90 }), (start, rest) => {
        try {
          const accept = (width: number, height: number): void => {
            if (width * height > 1e4) throw new InputError('large');
          };
          plainPicture(Buffer.concat([Buffer.from(start), rest]), 'p', accept);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
