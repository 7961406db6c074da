import { describe, expect, it } from 'vitest';
import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import { loadLibrary, type Panel, type RecoverOptions, recoverFigure } from '../../src/index.js';
import { readRaster } from '../../src/node.js';
import type { FieldKind } from '../bench/fresh/fields.js';
import type { FreshPicture } from '../bench/fresh/model.js';
import { roughPicture } from '../bench/fresh/rough.js';
import { relabelledError } from '../bench/score.js';

const library = await loadLibrary();

const drawn = (seed: number, kind: FieldKind, index: number, quality = 85): Promise<FreshPicture> =>
  roughPicture(library, seed, kind, index, quality);

async function recovered(
  picture: FreshPicture,
  colourmap: NonNullable<RecoverOptions['colourmap']>,
  withCoefficients = true,
): Promise<Panel> {
  const { raster, readJpeg } = await readRaster(picture.bytes);
  const options = { plot: 'all', colourbar: 'none', colourmap } as const;
  const sources = withCoefficients && readJpeg ? { readJpeg } : {};
  const [panel] = await recoverFigure({ raster, compressed: true }, options, sources);
  return panel!;
}

const trueMap = ({ description }: FreshPicture) =>
  colourmapFromTable(description.lut.flat().map((v) => 255 * v));

const errorOf = ({ truth }: FreshPicture, { decoded }: Panel): number =>
  relabelledError(truth, decoded.t, decoded.mask, 1);

describe('a JPEG whose coefficients a field alone explains', () => {
  it('keeps its stars, whose colours compression has thrown off the map', async () => {
    const picture = await drawn(1, 'stars', 0);
    const panel = await recovered(picture, trueMap(picture));
    expect(panel.coverage).toBeGreaterThan(0.999);
    expect(errorOf(picture, panel)).toBeLessThan(0.02);
  });

  it('is not lit, however much its lightness differs between pixels of one colour', async () => {
    const picture = await drawn(3, 'cells', 1);
    const panel = await recovered(picture, trueMap(picture));
    expect(panel.facts.shading).toBeUndefined();
    expect(errorOf(picture, panel)).toBeLessThan(0.01);
  });

  it('tells its cells by an order found in its pixels, too', async () => {
    const picture = await drawn(3, 'cells', 0);
    const [without, beside] = [
      await recovered(picture, 'blind', false),
      await recovered(picture, 'blind'),
    ] as const;
    expect(errorOf(picture, beside)).toBeLessThan(0.5 * errorOf(picture, without));
  });
});

describe('an order found in the pixels of a JPEG', () => {
  it('is trusted where the field that the coefficients say has no tears, however far compression threw its colours', async () => {
    const picture = await drawn(912, 'cells', 13, 90);
    const panel = await recovered(picture, 'blind');
    expect(errorOf(picture, panel)).toBeLessThan(0.005);
    expect(panel.confidence).toBeGreaterThan(0.6);
  });

  it('is as sure as the standard errors say where their surroundings tell most of the noise of the pixels', async () => {
    const picture = await drawn(2002, 'waves', 22, 90);
    const panel = await recovered(picture, 'blind');
    expect(panel.facts.smoothed).toMatchObject({ how: 'noise' });
    expect(errorOf(picture, panel)).toBeLessThan(0.01);
    expect(panel.confidence).toBeGreaterThan(0.5);
  });

  it('is not where that field is still torn', async () => {
    const picture = await drawn(911, 'bands', 7, 90);
    const panel = await recovered(picture, 'blind');
    expect(errorOf(picture, panel)).toBeGreaterThan(0.05);
    expect(panel.confidences.order).toBeLessThan(0.3);
    expect(panel.warnings.filter(({ code }) => code === 'order-torn')).toHaveLength(1);
  });
});

describe('a closed map that is cut within the data', () => {
  it('does not decide against another cut that fits as well', async () => {
    const picture = await drawn(3, 'bands', 1);
    expect(picture.description.cmap).toBe('colorcet:CET_C2_r');
    const { facts } = await recovered(picture, 'auto');
    expect(facts.identified!.decisive).toBe(false);
  });
});
