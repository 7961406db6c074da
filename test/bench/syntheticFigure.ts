import sharp from 'sharp';
import type { Colourmap, Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { figureDescriptions } from '../figures.js';

/** The colour table of a fixture whose colourmap no library holds: 256 colours, 0…1. */
export function fixtureColours(): readonly (readonly [number, number, number])[] {
  const folder = `${import.meta.dirname}/../fixtures`;
  const lut = figureDescriptions('bare-custom0-png', folder)[0]?.lut;
  if (!lut) throw new Error('the fixture bare-custom0-png has lost its colour table');
  return lut;
}

/** The same as a colourmap, level by level, as a file of it would be read. */
export function fixtureColourmap(): Colourmap {
  const colours = fixtureColours();
  const n = colours.length;
  return {
    colours: Float64Array.from(colours.flat(), (c) => Math.floor(255 * c + 0.5)),
    positions: Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n),
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    levels: n,
    source: 'file',
    confidence: 1,
  };
}

/**
 * A smooth seeded field, 0…1: a sum of plane waves, a few across the picture whatever its size. Each wave is a product
 * of tables over columns and rows, so that 25 megapixels take no longer to make than to decode.
 */
export function smoothField(width: number, height: number, seed: number): Float32Array {
  const random = randomSource(seed);
  const waves = Array.from({ length: 10 }, () => ({
    across: (random() - 0.5) * 12 * Math.PI,
    down: (random() - 0.5) * 12 * Math.PI,
    phase: random() * 2 * Math.PI,
  }));
  const field = new Float32Array(width * height);
  for (const { across, down, phase } of waves) {
    const cosines = Float64Array.from({ length: width }, (_, x) => Math.cos((across * x) / width + phase));
    const sines = Float64Array.from({ length: width }, (_, x) => Math.sin((across * x) / width + phase));
    for (let y = 0, i = 0; y < height; y++) {
      const cosine = Math.cos((down * y) / height);
      const sine = Math.sin((down * y) / height);
      for (let x = 0; x < width; x++) field[i++]! += cosines[x]! * cosine - sines[x]! * sine;
    }
  }
  let low = field[0]!;
  let high = low;
  for (const v of field) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  for (let i = 0; i < field.length; i++) field[i] = (field[i]! - low) / (high - low);
  return field;
}

/** A field drawn as plotting programs draw it: 256 levels, each in its colour. */
export function drawn(field: Float32Array, width: number, height: number): Raster {
  const colours = fixtureColours();
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, o = 0; i < field.length; i++, o += 4) {
    const [r, g, b] = colours[Math.min(255, Math.floor(field[i]! * 256))]!;
    data[o] = 255 * r;
    data[o + 1] = 255 * g;
    data[o + 2] = 255 * b;
    data[o + 3] = 255;
  }
  return { width, height, data };
}

/** Writes a picture as png, or as JPEG of quality 90 with halved chroma. */
export async function writePicture({ width, height, data }: Raster, path: string): Promise<void> {
  const picture = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  await (path.endsWith('.png')
    ? picture.png()
    : picture.jpeg({ quality: 90, chromaSubsampling: '4:2:0' })
  ).toFile(path);
}
