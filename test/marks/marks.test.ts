import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInk, mayHoldInk } from '../../src/marks/ink.js';
import { insideMargin } from '../../src/marks/margin.js';
import { findNoData } from '../../src/marks/noData.js';
import { strokeContrast, strokeSeeds } from '../../src/marks/stroke.js';
import type { Raster } from '../../src/model/types.js';
import { fromWorkingSpace, toWorkingSpace } from '../../src/raster/colours/colourSpace.js';
import { isDithered, undithered } from '../../src/raster/colours/dither.js';
import { dilate } from '../../src/raster/dilate.js';

type Colour = readonly [number, number, number];

const painted = (width: number, height: number, colour: (x: number, y: number) => Colour): Raster => {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...colour(x, y), 255], 4 * (y * width + x));
  return { width, height, data };
};

const width = 120;
const height = 90;
const none = new Uint8Array(width * height);

/** A smooth field in a map from dark blue over green to yellow. */
const field = (x: number, y: number): Colour => {
  const t = 0.5 + 0.25 * Math.sin(x / 14) + 0.25 * Math.cos(y / 11);
  return [Math.round(230 * t * t), Math.round(40 + 180 * t), Math.round(150 - 120 * t)];
};

describe('the working space', () => {
  it('comes back to sRGB', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }), (colour) => {
        const back = fromWorkingSpace(toWorkingSpace(colour, 'chroma-weighted'), 'chroma-weighted');
        colour.forEach((v, c) => {
          expect(back[c]).toBeCloseTo(v, 6);
        });
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});

describe('dilate', () => {
  it('marks what lies within the radius, like the definition', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.nat(29), { maxLength: 4 }),
        (radius, marked) => {
          const mask = new Uint8Array(30);
          for (const p of marked) mask[p] = 1;
          const grown = dilate(mask, 6, 5, radius);
          for (let p = 0; p < 30; p++) {
            const near = marked.some(
              (q) =>
                Math.abs((p % 6) - (q % 6)) <= radius &&
                Math.abs(Math.floor(p / 6) - Math.floor(q / 6)) <= radius,
            );
            expect(grown[p]).toBe(near ? 1 : 0);
          }
        },
      ),
      { seed: 2, numRuns: 40 },
    );
  });
});

describe('strokes and ink', () => {
  const lines = painted(width, height, (x, y) => (x % 30 === 15 || y % 30 === 20 ? [0, 0, 0] : field(x, y)));

  it('finds no strokes in a smooth field, and thin lines with their contrast', () => {
    const clean = strokeContrast(painted(width, height, field), none);
    expect(Math.max(...clean)).toBeLessThan(20);
    expect(strokeContrast(lines, none)[45 * width + 15]).toBeGreaterThan(80);
  });

  it('takes peaks of the field away from all ink for no strokes, but learns nothing from them', () => {
    const peak = (x: number, y: number) => Math.hypot(x - 57, y - 50) < 2;
    const raster = painted(width, height, (x, y) =>
      peak(x, y) ? [230, 220, 30] : x % 30 === 15 ? [0, 0, 0] : [40, 90, 120],
    );
    const contrast = strokeContrast(raster, none);
    const seen = { exact: false, distinct: 5000, excluded: none };
    const { strokes, doubtful } = findInk(raster, contrast, strokeSeeds(contrast, none), seen);
    const at = (x: number) => 50 * width + x;
    expect([strokes[at(15)], doubtful[at(15)]]).toEqual([1, 1]);
    expect([strokes[at(57)], doubtful[at(57)]]).toEqual([0, 1]);
  });

  it('knows lines for ink by their one colour, and finds none in the field', () => {
    const ink = (raster: Raster) => {
      const contrast = strokeContrast(raster, none);
      return findInk(raster, contrast, strokeSeeds(contrast, none), {
        exact: false,
        distinct: 5000,
        excluded: none,
      });
    };
    expect(ink(lines).colours).toEqual([0]);
    expect(ink(lines).core[45 * width + 15]).toBe(1);
    expect(ink(painted(width, height, field)).colours).toEqual([]);
  });

  it('follows ink into what is thicker than a line, where it is drawn exactly', () => {
    const isThick = (x: number, y: number) => Math.hypot(x - 60, y - 20) < 9;
    const raster = painted(width, height, (x, y) =>
      x % 30 === 15 || y % 30 === 20 || isThick(x, y) ? [0, 0, 0] : field(x, y),
    );
    const contrast = strokeContrast(raster, none);
    const seeds = strokeSeeds(contrast, none);
    const middle = 20 * width + 60;
    expect(seeds[middle]).toBe(0);
    const seen = { exact: true, distinct: 400, excluded: none };
    const { core, doubtful } = findInk(raster, contrast, seeds, seen);
    expect([core[middle], doubtful[middle], doubtful[20 * width + 52]]).toEqual([1, 1, 1]);
    expect(findInk(raster, contrast, seeds, { ...seen, exact: false }).core[middle]).toBe(0);
  });
});

describe('ink over greys', () => {
  const grey = (g: number): Colour => [g, g, g];
  /** Bands with thin ridges and furrows, all of which end in the same two greys. */
  const bands = (x: number, y: number): number => {
    const across = (y + 3 * Math.sin(x / 17)) % 15;
    return across < 2 ? 31 : across > 8 && across < 10 ? 168 : Math.round(95 + 8 * Math.sin(x / 9));
  };
  const inkOf = (line: number | undefined) => {
    const raster = painted(width, height, (x, y) =>
      grey(line === undefined ? bands(x, y) : x % 30 === 7 ? line : field(x, y)[1]),
    );
    const contrast = strokeContrast(raster, none);
    const surroundings = { exact: true, distinct: 256, excluded: none };
    return findInk(raster, contrast, strokeSeeds(contrast, none), surroundings).colours;
  };

  it('is no value that thin bands of the field have', () => {
    expect(inkOf(undefined)).toEqual([]);
  });

  it('is known in black and in white', () => {
    expect(inkOf(0)).toContain(0);
    expect(inkOf(255)).toContain(0xffffff);
  });
});

describe('a glance at every fifth pixel', () => {
  it('sees lines along rows, columns and diagonals, and none in a smooth field', () => {
    const mayHold = (raster: Raster) => mayHoldInk(raster, none, none);
    const line = (on: (x: number, y: number) => boolean) =>
      painted(width, height, (x, y) => (on(x, y) ? [0, 0, 0] : field(x, y)));
    expect(mayHold(line((_, y) => y === 40))).toBe(true);
    expect(mayHold(line((x) => x === 41))).toBe(true);
    expect(mayHold(line((x, y) => x === y + 7))).toBe(true);
    expect(mayHold(line((x, y) => x === 80 - y))).toBe(true);
    expect(mayHold(painted(width, height, field))).toBe(false);
  });
});

describe('ink in the smear of a background', () => {
  it('is followed where it has the ink’s colour, and not where it has the background’s', () => {
    const raster = painted(width, height, (x, y) => (x % 30 === 15 ? [0, 0, 0] : field(x, y)));
    const contrast = strokeContrast(raster, none);
    const all = strokeSeeds(contrast, none);
    const sure = all.map((seed, p) => (p % width < 100 ? seed : 0));
    const inkOf = (background: number) =>
      findInk(raster, contrast, sure, {
        exact: false,
        distinct: 5000,
        excluded: none,
        smeared: all,
        background: [background],
      });
    const p = 45 * width + 105;
    expect(inkOf(0xffffff).strokes[p]).toBe(1);
    expect(inkOf(0x000000).strokes[p]).toBe(0);
  });
});

describe('findNoData', () => {
  const hole = (x: number, y: number) => (x - 60) ** 2 + (y - 45) ** 2 < 400;

  it('finds a hole of any colour exactly, white or black', () => {
    for (const colour of [
      [255, 255, 255],
      [0, 0, 0],
    ] as const) {
      const { mask } = findNoData(
        painted(width, height, (x, y) => (hole(x, y) ? colour : field(x, y))),
        none,
      );
      for (let p = 0; p < mask.length; p++)
        expect(mask[p]).toBe(hole(p % width, Math.floor(p / width)) ? 1 : 0);
    }
  });

  it('takes no extreme of the field for a hole, however flat and white', () => {
    const raster = painted(width, height, (x, y) => {
      const t = Math.min(1, 1.3 * Math.exp(-((x - 60) ** 2 + (y - 45) ** 2) / 700));
      return [Math.round(40 + 215 * t), Math.round(255 * t), Math.round(90 + 165 * t)];
    });
    expect(findNoData(raster, none).mask.includes(1)).toBe(false);
  });

  it('tells what lies below some value from a band, though two colours hold its border', () => {
    const swollen = (x: number, y: number) => 0.5 + 0.5 * Math.sin(x / 14) * Math.cos(y / 11);
    const cut = (bands: number | undefined) =>
      painted(width, height, (x, y) => {
        const t = bands ? Math.floor(bands * swollen(x, y)) / bands : swollen(x, y);
        return t < 0.4
          ? [255, 255, 255]
          : [Math.round(20 + 60 * t), Math.round(200 * t), Math.round(120 + 90 * t)];
      });
    expect(findNoData(cut(undefined), none).colours).toEqual([0xffffff]);
    expect(findNoData(cut(5), none).colours).toEqual([]);
  });

  it('finds what lies below some value though most steps in the picture are into it', () => {
    const speckled = (x: number, y: number) =>
      0.5 + 0.3 * Math.sin(x / 9) * Math.cos(y / 7) + 0.25 * Math.sin(12.9898 * x + 78.233 * y);
    const raster = painted(width, height, (x, y) => {
      const t = speckled(x, y);
      return t < 0.6 ? [128, 128, 128] : [250, Math.round(300 * (1.2 - t)), Math.round(120 * (1.2 - t))];
    });
    expect(findNoData(raster, none).colours).toEqual([0x808080]);
  });

  it('finds what lies below some value in a resampled picture, and no end of the field that it leads up to', () => {
    const cloud = (x: number, y: number) => 0.5 + 0.5 * Math.sin(x / 22) * Math.cos(y / 17);
    const enlarged = (colour: (t: number) => Colour) =>
      painted(width, height, (x, y) => {
        const [u, v] = [Math.floor(x / 1.5), Math.floor(y / 1.5)];
        const [a, b] = [x / 1.5 - u, y / 1.5 - v];
        const at = (i: number, j: number) => colour(cloud(1.5 * i, 1.5 * j));
        return [0, 1, 2].map((c) =>
          Math.round(
            (1 - b) * ((1 - a) * at(u, v)[c]! + a * at(u + 1, v)[c]!) +
              b * ((1 - a) * at(u, v + 1)[c]! + a * at(u + 1, v + 1)[c]!),
          ),
        ) as unknown as Colour;
      });
    const above = (t: number): Colour => [Math.round(130 + 60 * t), Math.round(260 - 340 * (t - 0.4)), 60];
    expect(
      findNoData(
        enlarged((t) => (t < 0.4 ? [204, 204, 204] : above(t))),
        none,
      ).colours,
    ).toEqual([0xcccccc]);
    expect(
      findNoData(
        enlarged((t) => above(Math.max(0.4, t))),
        none,
      ).colours,
    ).toEqual([]);
  });

  it('takes no flat field for a hole because white stripes cross it', () => {
    const striped = painted(width, height, (x, y) =>
      (x + (y >> 3)) % 24 < 7
        ? [255, 255, 255]
        : [0, Math.round(120 - Math.max(0, 90 - 2 * Math.hypot(x - 60, y - 45))), 100],
    );
    const { colours, mask } = findNoData(striped, none);
    expect(colours).toEqual([0xffffff]);
    expect(mask.every((m, p) => (m === 1) === (striped.data[4 * p] === 255))).toBe(true);
  });

  it('takes no band of a banded field for a hole', () => {
    const raster = painted(width, height, (x, y) => {
      const band = Math.floor((10 * (x + 8 * Math.sin(y / 9) + 10)) / (width + 20));
      return [25 * band, 255 - 25 * band, (60 * band) % 256];
    });
    expect(findNoData(raster, none).mask.includes(1)).toBe(false);
  });
});

describe('insideMargin', () => {
  it('takes six mixed lines before data that begin at once, and leaves pale data that go on', () => {
    const inset = (x: number, y: number) => Math.min(x - 10, 109 - x, y - 10, 79 - y);
    const mixed = painted(width, height, (x, y) => {
      const depth = inset(x, y);
      return depth < 0 ? [255, 255, 255] : depth < 6 ? [230, 225, 215] : field(x, y);
    });
    expect(insideMargin(mixed)).toEqual({ left: 16, top: 16, right: 104, bottom: 74 });
    const pale = painted(width, height, (x, y) => {
      const depth = inset(x, y);
      const v = 235 - 5 * Math.min(40, depth);
      return depth < 0 ? [255, 255, 255] : [v, v, 0.8 * v];
    });
    expect(insideMargin(pale)).toMatchObject({ left: 10, top: 10 });
  });

  it('is the box inside an even margin, and the whole of a picture without one', () => {
    const raster = painted(width, height, (x, y) =>
      x < 10 || x >= 110 || y < 12 || y >= 80 ? [255, 255, 255] : field(x, y),
    );
    expect(insideMargin(raster)).toEqual({ left: 10, top: 12, right: 110, bottom: 80 });
    expect(insideMargin(painted(width, height, field))).toEqual({
      left: 0,
      top: 0,
      right: width,
      bottom: height,
    });
  });
});

describe('dithering', () => {
  it('is told from a field of few colours, and its mean is the colour that was dithered', () => {
    const dithered = painted(width, height, (x, y) => ((x + y) % 2 ? [200, 100, 0] : [100, 100, 50]));
    expect(isDithered(dithered, none, 2)).toBe(true);
    expect(
      isDithered(
        painted(width, height, (x) => [16 * Math.floor(x / 8), 0, 0]),
        none,
        15,
      ),
    ).toBe(false);
    const { data } = undithered(dithered, none);
    const o = 4 * (40 * width + 60);
    expect([...data.subarray(o, o + 3)]).toEqual([150, 100, 25]);
  });
});
