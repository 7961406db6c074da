import { describe, expect, it } from 'vitest';
import { type Library, loadLibrary } from '../../src/colourmap/library/library.js';
import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import { namedColourmap } from '../../src/colourmap/names.js';
import { type FigureFile, readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Box } from '../../src/model/types.js';
import type { FigureInput } from '../../src/pipeline/plan/request.js';
import { cropPlane } from '../../src/raster/crop.js';
import { freshFigure } from '../bench/fresh/figures.js';
import { cleanPixels, coverage, rankCorrelation, relabelledError, wronglyUnmasked } from '../bench/score.js';
import { boxOf, loadFigureNamed, quarterOf, type TruthFigure } from '../figures.js';
import { recoveredBare } from './decoded.js';

type Way = 'blind' | 'walk' | 'auto' | 'named';
type Recovered = ReturnType<typeof recoveredBare>;

const library: Promise<Library> = loadLibrary();

function inputOf({ raster, format, transparent, readJpeg }: FigureFile): FigureInput {
  const jpeg = readJpeg?.();
  return {
    raster,
    compressed: format === 'jpeg',
    ...(transparent && { ignore: transparent }),
    ...(jpeg && { jpeg }),
  };
}

const mapNamed = async (name: string) => (await namedColourmap(`matplotlib:${name}`)).colourmap;

/**
 * The upper left quarter of a bare fixture: as telling as the whole, in a quarter of the time. But with marks the upper half,
 * and a JPEG with marks whole: what is lost beside its strokes (a pixel that is not recovered counts as the mean) depends on
 * the few places where they meet.
 */
function partOf(name: string): TruthFigure & { readonly plot: Box } {
  const figure = loadFigureNamed(name);
  const whole = { left: 0, top: 0, right: figure.width, bottom: figure.height };
  const quarter = quarterOf(whole);
  const half = { ...quarter, right: whole.right };
  const marked = name.includes('jpeg') ? whole : half;
  const plot = name.includes('marked') ? marked : quarter;
  return {
    ...figure,
    width: plot.right,
    height: plot.bottom,
    truth: cropPlane(figure.truth, 1, figure.width, plot),
    overlay: figure.overlay && cropPlane(figure.overlay, 1, figure.width, plot),
    plot,
  };
}

async function recover(name: string, way: Way): Promise<Recovered> {
  const { imagePath, description, plot } = partOf(name);
  const input = inputOf(await readRaster(imagePath));
  const colourmap = way === 'named' ? await mapNamed(description.cmap) : way;
  return recoveredBare(input, { plot, colourmap }, await library);
}

const kept = new Map<string, Promise<Recovered>>();

/** A bare fixture recovered in one of the ways: once, whichever test asks first. */
function recovered(name: string, way: Way): Promise<Recovered> {
  const key = `${name} ${way}`;
  const result = kept.get(key) ?? recover(name, way);
  kept.set(key, result);
  return result;
}

/** The error after the best relabelling; a pixel that was not recovered counts as the mean, one under ink not at all. */
function errorOf({ truth, overlay, description }: TruthFigure, { decoded }: Recovered): number {
  const asked = truth.map((v, i) => (overlay?.[i] === 1 ? Number.NaN : v));
  return relabelledError(asked, decoded.t, decoded.mask, description.vmax - description.vmin);
}

/** Share of the pixels that two recoveries both mask, or both do not. */
function agreement(a: Recovered, b: Recovered): number {
  let same = 0;
  a.decoded.mask.forEach((m, p) => {
    if (m === b.decoded.mask[p]) same++;
  });
  return same / a.decoded.mask.length;
}

const named = [
  'bare-viridis-png',
  'bare-nipy_spectral-jpeg75',
  'bare-viridis-palette64',
  'bare-jet-dither64',
  'bare-nipy_spectral-scaled0.8',
  'bare-turbo-holes-png',
  'bare-spectral-marked-png',
  'bare-viridis-marked-jpeg90',
];

describe('the sources of a colourmap', () => {
  it.each(named)('mask the same pixels of %s, by name and blind', async (name) => {
    expect(agreement(await recovered(name, 'named'), await recovered(name, 'blind'))).toBeGreaterThan(0.995);
  });

  it.each(['fig-viridis-bumps-png', 'fig-jet-coast-jpeg90'])(
    'mask the same pixels of %s, by name and by its own colourbar',
    async (name) => {
      const { imagePath, description } = loadFigureNamed(name);
      const input = inputOf(await readRaster(imagePath));
      const plot = quarterOf(boxOf(description.plot_box));
      const colourbar = boxOf(description.colourbar_box!);
      const byName = recoveredBare(input, { plot, colourmap: await mapNamed(description.cmap) });
      const byBar = recoveredBare(input, { plot, colourbar, colourmap: 'auto' }, await library);
      expect(byBar.colourmap.source).toBe('colourbar');
      expect(agreement(byName, byBar)).toBeGreaterThan(0.995);
    },
  );

  it.each([...named, 'bare-custom2-jpeg90'])(
    'lose nothing on %s where the map is looked for among named ones first',
    async (name) => {
      const figure = partOf(name);
      const byDefault = errorOf(figure, await recovered(name, 'auto'));
      expect(byDefault).toBeLessThan(errorOf(figure, await recovered(name, 'blind')) + 0.001);
    },
  );

  it.each([
    ['bare-viridis-png', 0.0013, 0],
    ['bare-nipy_spectral-jpeg75', 0.005, 0],
    ['bare-terrain-fractal-png', 0.0013, 0],
    ['bare-turbo-holes-png', 0.0013, 0.001],
    ['bare-spectral-marked-png', 0.01, 0.02],
    ['bare-viridis-marked-jpeg90', 0.01, 0.02],
  ])('recover %s blind', async (name, most, unmasked) => {
    const figure = partOf(name);
    const { decoded, confidence } = await recovered(name, 'blind');
    expect(relabelledError(figure.truth, decoded.t, decoded.mask, 1)).toBeLessThan(most);
    expect(Math.abs(rankCorrelation(figure.truth, decoded.t, decoded.mask))).toBeGreaterThan(0.998);
    expect(wronglyUnmasked(figure.truth, null, decoded.mask)).toBeLessThanOrEqual(unmasked);
    expect(confidence).toBeGreaterThan(0.5);
  });
});

describe('the walk', () => {
  it.each([
    'bare-custom2-jpeg90',
    'bare-jet-fractal-jpeg75',
    'bare-spectral-marked-png',
    'bare-viridis-marked-jpeg90',
    'bare-viridis-palette64',
  ])('is right about %s, or says that it is not sure', async (name) => {
    const walked = await recovered(name, 'walk');
    if (errorOf(partOf(name), walked) > 0.02) expect(walked.confidence).toBeLessThan(0.5);
  });

  it('is sure of what it is right about', async () => {
    for (const name of ['bare-viridis-png', 'bare-turbo-holes-png']) {
      const walked = await recovered(name, 'walk');
      expect(errorOf(partOf(name), walked)).toBeLessThan(0.001);
      expect(walked.confidence).toBeGreaterThan(0.9);
    }
  });
});

describe('a colourmap that the figure was not drawn with', () => {
  it('is not believed, be there a colourbar that contradicts it or not', async () => {
    const { imagePath, description } = loadFigureNamed('fig-viridis-bumps-png');
    const input = inputOf(await readRaster(imagePath));
    const plot = quarterOf(boxOf(description.plot_box));
    const colourmap = await mapNamed('jet');
    for (const colourbar of [boxOf(description.colourbar_box!), 'none'] as const) {
      const { confidence, confidences, warnings } = recoveredBare(input, { plot, colourbar, colourmap });
      expect(confidence).toBeLessThan(0.5);
      const codes = warnings.map(({ code }) => code);
      expect(codes).toContain('colourmap-contradicted');
      expect(codes.includes('colourbar-contradicts')).toBe(colourbar !== 'none');
      if (colourbar !== 'none') expect(confidences.order).toBeLessThan(0.5);
    }
  });
});

describe('stripes of a field in a JPEG', () => {
  it.each([12, 34])('are no ink to a map that is known: fresh figure %i', async (index) => {
    const { bytes, description, truth, overlay } = await freshFigure(1, index);
    expect(description.format).toMatch(/^jpeg/);
    const colourmap = colourmapFromTable(description.lut.flat().map((c) => 255 * c));
    const { decoded } = recoveredBare(inputOf(await readRaster(bytes)), {
      plot: boxOf(description.plot_box),
      colourmap,
    });
    const range = { low: description.vmin, high: description.vmax, scale: description.scale };
    expect(coverage(decoded.mask, cleanPixels(truth, overlay, range))).toBeGreaterThan(0.97);
  });
});
