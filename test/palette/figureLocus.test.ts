import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../src/colourmap/names.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { type FigureLocus, figureLocus, locusOf } from '../../src/palette/loci/figureLocus.js';
import { locusDistance, sameLocus } from '../../src/palette/loci/locusGroups.js';
import { encoded } from '../bench/fresh/encode.js';
import { type FieldKind, shareField } from '../bench/fresh/fields.js';
import { drawsOf } from '../bench/fresh/random.js';

interface Drawing {
  readonly exchanged?: boolean;
  readonly format?: 'jpeg' | 'png';
  /** Seed and number of what is drawn. */
  readonly draws?: readonly [number, number];
}

/** The locus of a field in a picture, a rough JPEG unless told, and that of the map that it is drawn with: a named one, or that with red and green exchanged. */
async function lociOf(
  kind: FieldKind,
  name: string,
  { exchanged = false, format = 'jpeg', draws = [11, 207] }: Drawing = {},
): Promise<{ readonly seen: FigureLocus; readonly drawn: FigureLocus }> {
  const map = colourmapOf(resolveName(await loadLibrary(), name));
  const channels = exchanged ? [1, 0, 2] : [0, 1, 2];
  const colours = map.colours.map((_, o) => map.colours[o - (o % 3) + channels[o % 3]!]!);
  const n = colours.length / 3;
  const draw = drawsOf(...draws);
  const [width, height] = [draw.integer(120, 320), draw.integer(120, 320)];
  const field = shareField(kind, width, height, draw);
  const rgb = Float64Array.from({ length: 3 * field.length }, (_, o) => {
    const level = Math.min(n - 1, Math.floor(n * field[Math.floor(o / 3)]!));
    return colours[3 * level + (o % 3)]!;
  });
  const compression =
    format === 'png' ? ({ format } as const) : ({ format, quality: 76, chroma: '4:2:0' } as const);
  const { raster } = await readRaster(await encoded(rgb, width, height, compression));
  return {
    seen: (await figureLocus({ raster, compressed: format === 'jpeg' }))!,
    drawn: locusOf({ ...map, colours }),
  };
}

describe('the locus of a picture without a bar', () => {
  it('is that of the named map it was drawn with, where a rough texture hides the order of its colours', async () => {
    const { seen, drawn } = await lociOf('waves', 'matplotlib:YlGnBu');
    expect(locusDistance(seen, drawn)).toBeLessThan(sameLocus);
  });

  it('is that of the named map where the colours are rough but exact', async () => {
    const { seen, drawn } = await lociOf('tissue', 'matplotlib:jet', { format: 'png', draws: [21, 84] });
    expect(locusDistance(seen, drawn)).toBeLessThan(sameLocus);
  });

  it('is its own where it was drawn with a map that has no name', async () => {
    const { seen, drawn } = await lociOf('gaussians', 'crameri:batlow', { exchanged: true });
    expect(locusDistance(seen, drawn)).toBeLessThan(sameLocus);
  });
});
