import { describe, expect, it } from 'vitest';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { misfitOf } from '../../../src/decode/confidence/misfit.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import { confidenceOf } from '../../../src/model/confidence.js';
import { drawnWith, rainbowOf, throughJpeg } from '../picture/pictures.js';

const viridis = (await namedColourmap('matplotlib:viridis')).colourmap;
const others = await Promise.all(
  ['jet', 'inferno', 'coolwarm', 'turbo', 'gray'].map(
    async (name) => (await namedColourmap(`matplotlib:${name}`)).colourmap,
  ),
);

describe('the misfit of a map', () => {
  it('is none of the map that the picture was drawn with, compressed or not', async () => {
    for (const map of [viridis, rainbowOf(256)]) {
      expect(misfitOf(pictureColours(drawnWith(map)), map)).toBe(0);
      for (const quality of [90, 60])
        expect(misfitOf(pictureColours(await throughJpeg(drawnWith(map), quality)), map)).toBe(0);
    }
  });

  it('leaves no confidence to any other map', async () => {
    const pictures = [drawnWith(viridis), await throughJpeg(drawnWith(viridis), 75)].map((raster) =>
      pictureColours(raster),
    );
    for (const picture of pictures)
      for (const other of others)
        expect(confidenceOf(misfitOf(picture, other)), other.name ?? '').toBeLessThan(0.5);
  });

  it('is the same of the map turned round', () => {
    const picture = pictureColours(drawnWith(viridis));
    const [jet] = others;
    const turned = {
      ...jet!,
      colours: Float64Array.from(
        { length: 768 },
        (_, i) => jet!.colours[765 - 3 * Math.floor(i / 3) + (i % 3)]!,
      ),
    };
    expect(misfitOf(picture, turned)).toBeCloseTo(misfitOf(picture, jet!), 9);
  });
});
