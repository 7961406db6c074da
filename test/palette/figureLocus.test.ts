import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../src/colourmap/names.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { type FigureLocus, figureLocus, locusOf } from '../../src/palette/loci/figureLocus.js';
import { locusDistance, sameLocus } from '../../src/palette/loci/locusGroups.js';
import { encoded } from '../bench/fresh/encode.js';
import { type FieldKind, shareField } from '../bench/fresh/fields.js';
import { drawsOf } from '../bench/fresh/random.js';

const [width, height] = [180, 160];

/** The locus of a field in a JPEG, and that of the map that it is drawn with: a named one, or that with red and green exchanged. */
async function lociOf(
  kind: FieldKind,
  name: string,
  { exchanged = false } = {},
): Promise<{ readonly seen: FigureLocus; readonly drawn: FigureLocus }> {
  const map = colourmapOf(resolveName(await loadLibrary(), name));
  const channels = exchanged ? [1, 0, 2] : [0, 1, 2];
  const colours = map.colours.map((_, o) => map.colours[o - (o % 3) + channels[o % 3]!]!);
  const n = colours.length / 3;
  const field = shareField(kind, width, height, drawsOf(11, 207));
  const rgb = Float64Array.from({ length: 3 * field.length }, (_, o) => {
    const level = Math.min(n - 1, Math.floor(n * field[Math.floor(o / 3)]!));
    return colours[3 * level + (o % 3)]!;
  });
  const { raster } = await readRaster(
    await encoded(rgb, width, height, { format: 'jpeg', quality: 80, chroma: '4:2:0' }),
  );
  return {
    seen: (await figureLocus({ raster, compressed: true }))!,
    drawn: locusOf({ ...map, colours }),
  };
}

describe('the locus of a JPEG without a bar', () => {
  it('is that of the named map it was drawn with, where a rough texture hides the order of its colours', async () => {
    const { seen, drawn } = await lociOf('waves', 'matplotlib:YlGnBu');
    expect(locusDistance(seen, drawn)).toBeLessThan(sameLocus);
  });

  it('is its own where it was drawn with a map that has no name', async () => {
    const { seen, drawn } = await lociOf('gaussians', 'crameri:batlow', { exchanged: true });
    expect(locusDistance(seen, drawn)).toBeLessThan(sameLocus);
  });
});
