import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../../src/colourmap/bar/fromColourbar.js';
import { decodeShaded } from '../../../src/decode/shading/decodeShaded.js';
import { isShaded } from '../../../src/decode/shading/isShaded.js';
import { hsvGmt, hsvMatplotlib, overlaid, shadingBlends } from '../../../src/decode/shading/light/blend.js';
import { shadingSurface } from '../../../src/decode/shading/light/surface.js';
import { placesOn } from '../../../src/decode/shading/light/surfacePlaces.js';
import { countKinds, PixelKind } from '../../../src/model/pixelKind.js';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { randomSource } from '../../../src/numeric/randomSource.js';
import { crop, cropPlane } from '../../../src/raster/crop.js';
import { coverage, rangeError, sigmaCalibration } from '../../bench/score.js';
import {
  boxOf,
  figureDescriptions,
  figuresFolder,
  loadFigure,
  programFigures,
  readPixels,
} from '../../figures.js';
import { decoded as decodedWith } from '../decoded.js';

const shadedFigures = join(import.meta.dirname, '..', '..', 'fixtures', 'shaded');

/** A colourmap through the given colours at equal steps. */
function mapOf(...colours: [number, number, number][]): Colourmap {
  return {
    colours: Float64Array.from(colours.flat()),
    positions: Float64Array.from(colours, (_, k) => k / (colours.length - 1)),
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    source: 'file',
    confidence: 1,
  };
}

const viridis = mapOf([68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]);
const grey = mapOf([0, 0, 0], [255, 255, 255]);

/** A hilly field 0…1 with its own hillshade 0…1. */
function hills(width: number, height: number): { t: Float64Array; light: Float64Array } {
  const at = (x: number, y: number): number =>
    0.5 + 0.2 * Math.sin(x / 9) * Math.cos(y / 7) + 0.25 * Math.sin((x + 2 * y) / 31);
  const t = Float64Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  const light = t.map((v, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return Math.min(1, Math.max(0, 0.5 + 9 * (at(x + 1, y) - v) + 9 * (at(x, y + 1) - v)));
  });
  return { t, light };
}

function painted(width: number, height: number, colour: (i: number) => ArrayLike<number>): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) data.set(Array.from(colour(i)).slice(0, 3), 4 * i);
  return { width, height, data };
}

function colourOn(map: Colourmap, t: number): [number, number, number] {
  const n = map.positions.length - 1;
  const k = Math.min(n - 1, Math.floor(t * n));
  const f = t * n - k;
  return [0, 1, 2].map((c) => (1 - f) * map.colours[3 * k + c]! + f * map.colours[3 * k + 3 + c]!) as [
    number,
    number,
    number,
  ];
}

async function plotAndMap(description: ReturnType<typeof figureDescriptions>[number], folder: string) {
  const picture = await readPixels(join(folder, description.image));
  return {
    plot: crop(picture, boxOf(description.plot_box)),
    map: colourmapFromColourbar(picture, boxOf(description.colourbar_box!)).colourmap,
  };
}

describe('blends', () => {
  it('follow matplotlib: LightSource.blend_hsv and blend_overlay on its own numbers', () => {
    // LightSource().blend_hsv([[[.2, .6, .4]]], [[[.25]]]) and […, .75]; blend_overlay at .75 (matplotlib 3.6).
    const fibre = new Float64Array(3 * hsvMatplotlib.vertices);
    hsvMatplotlib.fibre(51, 153, 102, fibre);
    const at = (j: number): number[] => [0, 1, 2].map((c) => fibre[3 * j + c]! / 255);
    expect(at(8)).toEqual([0.05, 0.3, 0.175].map((v) => expect.closeTo(v, 6)));
    expect(at(24)).toEqual([0.5333333, 0.8, 0.6666667].map((v) => expect.closeTo(v, 6)));
    const segment = new Float64Array(6);
    overlaid.fibre(51, 153, 102, segment);
    expect([0, 1, 2].map((c) => (0.25 * segment[c]! + 0.75 * segment[3 + c]!) / 255)).toEqual(
      [0.3, 0.8, 0.6].map((v) => expect.closeTo(v, 6)),
    );
  });

  it('stay within the cube of colours, but for the one that takes grey away', () => {
    for (const blend of shadingBlends.filter((b) => b.name !== 'grey of a transparent map')) {
      const fibre = new Float64Array(3 * blend.vertices);
      blend.fibre(10, 128, 250, fibre);
      for (const c of fibre) expect(c).toBeGreaterThanOrEqual(-1e-9);
      for (const c of fibre) expect(c).toBeLessThanOrEqual(255 + 1e-9);
    }
  });
});

describe('places on a surface', () => {
  it('are found where a colour was made, by any blend', () => {
    for (const blend of shadingBlends) {
      const surface = shadingSurface(viridis, blend);
      const k = 120;
      const fibre = surface.points.subarray(3 * k * surface.width, 3 * (k + 1) * surface.width);
      const middle = 3 * ((surface.width - 1) >> 1);
      const colour = [0, 1, 2].map((c) => 0.4 * fibre[middle + c]! + 0.6 * fibre[middle + 3 + c]!);
      const { t, distance, spread } = placesOn(surface, colour, 1, 10);
      expect(distance[0], blend.name).toBeLessThan(0.3);
      const nearest = Math.min(...[...t].filter((v) => v >= 0).map((v) => Math.abs(v - k / 256)));
      expect(nearest, blend.name).toBeLessThan(Math.max(0.004, 2 * spread[0]!));
    }
  });
});

describe('shaded maps', () => {
  const [width, height] = [120, 90];
  const { t, light } = hills(width, height);

  it('are decoded whatever the blend, and told from maps that are not shaded', () => {
    for (const blend of [overlaid, hsvGmt, hsvMatplotlib]) {
      const fibre = new Float64Array(3 * blend.vertices);
      const picture = painted(width, height, (i) => {
        blend.fibre(...colourOn(viridis, t[i]!), fibre);
        const u = (0.1 + 0.8 * light[i]!) * (blend.vertices - 1);
        const j = Math.min(blend.vertices - 2, Math.floor(u));
        return [0, 1, 2].map(
          (c) => fibre[3 * j + c]! + (u - j) * (fibre[3 * j + 3 + c]! - fibre[3 * j + c]!),
        );
      });
      const { shaded, evidence } = isShaded(picture, viridis);
      expect(shaded, JSON.stringify(evidence)).toBe(true);
      const decoded = decodeShaded(picture, viridis);
      expect(decoded.blend.name).toBe(blend.name);
      const all = Uint32Array.from(t.keys());
      expect(coverage(decoded.mask, all)).toBeGreaterThan(0.95);
      expect(rangeError(t, decoded.t, decoded.mask, { low: 0, high: 1, scale: 'linear' }, all)).toBeLessThan(
        0.008,
      );
    }
    expect(
      isShaded(
        painted(width, height, (i) => colourOn(viridis, t[i]!)),
        viridis,
      ).shaded,
    ).toBe(false);
  });

  it('are doubted where the colours are not exact and the light is rough, as a blurred field’s own detail is', () => {
    const random = randomSource(7);
    const fibre = new Float64Array(3 * overlaid.vertices);
    /** Lit hills whose light varies between neighbours by some share, their colours thrown off by some units. */
    const seenAs = (rough: number, thrown: number) => {
      const picture = painted(width, height, (i) => {
        overlaid.fibre(...colourOn(viridis, t[i]!), fibre);
        const u = (0.1 + 0.8 * ((1 - rough) * light[i]! + rough * random())) * (overlaid.vertices - 1);
        const j = Math.min(overlaid.vertices - 2, Math.floor(u));
        return [0, 1, 2].map(
          (c) =>
            fibre[3 * j + c]! +
            (u - j) * (fibre[3 * j + 3 + c]! - fibre[3 * j + c]!) +
            2 * thrown * (random() + random() - 1),
        );
      });
      const { shading, confidence, warnings } = decodedWith(picture, viridis, { compressed: true });
      return { isShaded: shading !== undefined, confidence, codes: warnings.map(({ code }) => code) };
    };
    const rough = seenAs(0.28, 3);
    expect(rough.isShaded).toBe(true);
    expect(rough.codes).toContain('perhaps-shaded');
    expect(rough.confidence).toBeLessThan(0.5);
    const smooth = seenAs(0, 3);
    expect(smooth).toMatchObject({ isShaded: true, codes: [] });
    expect(smooth.confidence).toBeGreaterThan(0.5);
    expect(seenAs(0.28, 0).codes).not.toContain('perhaps-shaded');
  });

  it('are not claimed where the map is grey: there lightness is the data', () => {
    const picture = painted(width, height, (i) => Array(3).fill(255 * t[i]! * light[i]!));
    expect(isShaded(picture, grey).shaded).toBe(false);
  });

  it('are not claimed where the colours follow another curve than the map', () => {
    const other = mapOf([13, 8, 135], [156, 23, 158], [237, 121, 83], [240, 249, 33]);
    expect(
      isShaded(
        painted(width, height, (i) => colourOn(other, t[i]!)),
        viridis,
      ).shaded,
    ).toBe(false);
  });

  it('keep colours given as missing, and ink, out', () => {
    const picture = painted(width, height, (i) => {
      if (i % width < 10) return [255, 0, 255];
      const factor = 0.2 + 0.8 * light[i]!;
      return colourOn(viridis, t[i]!).map((c) => c * factor);
    });
    const decoded = decodeShaded(picture, viridis, { missing: [[255, 0, 255]] });
    expect(countKinds(decoded.kind).given).toBe(10 * height);
    expect(decoded.kind[width + 5]).toBe(PixelKind.given);
    expect(decoded.t[width + 5]).toBeNaN();
  });

  it('come back from matplotlib’s LightSource within a hundredth of the range', async () => {
    for (const description of figureDescriptions(undefined, shadedFigures)) {
      const { plot, map } = await plotAndMap(description, shadedFigures);
      expect(isShaded(plot, map).shaded, description.name).toBe(true);
      const decoded = decodeShaded(plot, map);
      const { truth } = loadFigure(description, shadedFigures);
      const share = truth.map((v) => v / description.vmax);
      const all = Uint32Array.from(share.keys());
      expect(coverage(decoded.mask, all), description.name).toBeGreaterThan(0.97);
      expect(
        rangeError(share, decoded.t, decoded.mask, { low: 0, high: 1, scale: 'linear' }, all),
        description.name,
      ).toBeLessThan(0.006);
      const { within1, within2 } = sigmaCalibration(share, decoded.t, decoded.sigma, decoded.mask, all);
      expect(within1).toBeGreaterThan(0.45);
      expect(within2).toBeGreaterThan(0.8);
    }
  });

  it('are seen in no figure that is not shaded', async () => {
    for (const folder of [figuresFolder, programFigures])
      for (const description of figureDescriptions((d) => d.colourbar_box !== null, folder)) {
        const { plot, map } = await plotAndMap(description, folder);
        expect(isShaded(plot, map).shaded, description.name).toBe(false);
      }
  });
});

describe('saturated colours, along which light moves them', () => {
  it('are seen to be shaded, and decoded by the field’s own hillshade, without being asked', async () => {
    const [description] = figureDescriptions((d) => d.family === 'hillshade');
    const { plot: whole, map } = await plotAndMap(description!, figuresFolder);
    const [left, top] = [Math.round(0.3 * whole.width), Math.round(0.3 * whole.height)];
    const part = { left, top, right: whole.width - left, bottom: whole.height - top };
    const plot = crop(whole, part);
    const decoded = decodedWith(plot, map);
    expect(decoded.shading).toEqual({ blend: 'overlay', selfShaded: true });
    expect(decoded.warnings.map(({ code }) => code)).toEqual(['shading-assumed']);
    expect(decoded.warnings[0]?.message).toContain('own hillshade');
    expect(decoded.confidence).toBeLessThan(0.8);
    const { truth } = loadFigure(description!);
    const share = cropPlane(truth, 1, whole.width, part).map((v) => v / description!.vmax);
    const held = Uint32Array.from([...share.keys()].filter((i) => !Number.isNaN(share[i]!)));
    expect(coverage(decoded.mask, held)).toBeGreaterThan(0.97);
    // A tenth of the error of the colours taken as they are (.031).
    expect(
      rangeError(share, decoded.t, decoded.mask, { low: 0, high: 1, scale: 'linear' }, held),
    ).toBeLessThan(0.0035);
    const { within2 } = sigmaCalibration(share, decoded.t, decoded.sigma, decoded.mask, held);
    expect(within2).toBeGreaterThan(0.8);
  }, 120_000);
});

describe('colours between the levels', () => {
  const rainbow = mapOf([255, 0, 0], [255, 255, 0], [0, 255, 0], [0, 255, 255], [0, 0, 255], [255, 0, 255]);
  const [width, height] = [96, 72];
  const { t } = hills(width, height);

  it('raise no doubt where nothing hints at light: a smooth map drawn without levels', () => {
    const decoded = decodedWith(
      painted(width, height, (i) => colourOn(rainbow, t[i]!)),
      rainbow,
    );
    expect(decoded.shading).toBeUndefined();
    expect(decoded.warnings).toEqual([]);
  }, 60_000);

  it('raise doubt in flat cells under a light that is not the field’s own', () => {
    const levelled = { ...rainbow, levels: 256 };
    const level = (v: number): number => (Math.floor(256 * v) + 0.5) / 256;
    const fibre = new Float64Array(6);
    const cell = (i: number): number =>
      2 * Math.floor((i % width) / 2) + width * 2 * Math.floor(i / (2 * width));
    const decoded = decodedWith(
      painted(width, height, (i) => {
        const c = cell(i);
        overlaid.fibre(...colourOn(rainbow, level(t[c]!)), fibre);
        const light = 0.5 + 0.3 * Math.sin(c * 12.9898) * Math.cos(c * 4.1414);
        return [0, 1, 2].map((k) => fibre[k]! + light * (fibre[3 + k]! - fibre[k]!));
      }),
      levelled,
    );
    expect(decoded.shading).toBeUndefined();
    expect(decoded.warnings.map(({ code }) => code)).toContain('perhaps-shaded');
    expect(decoded.warnings.find(({ code }) => code === 'perhaps-shaded')?.remedy).toContain('shaded');
    expect(decoded.confidence).toBeLessThan(0.8);
  }, 60_000);
});
