import { describe, expect, it } from 'vitest';
import { placeOf, readBar, turnedBar } from '../../src/bar/readBar.js';
import { colourmapFromColourbar } from '../../src/colourmap/bar/fromColourbar.js';
import { plainFindings } from '../../src/figure/findings.js';
import { inspect } from '../../src/figure/inspect.js';
import { movedFindings } from '../../src/figure/moved.js';
import type { Raster } from '../../src/model/types.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import { paintedBar, rainbow } from '../colourmap/bar/paintedBar.js';

describe('a bar near the border of the picture', () => {
  it.each([0, 1, 2, 3])('is read with %i rows of page beyond its end', (rows) => {
    const [width, height] = [24, 80 + rows];
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let y = rows; y < height; y++)
      for (let x = 4; x < 20; x++) data.set(rainbow((height - 0.5 - y) / 80), 4 * (y * width + x));
    const box = { left: 4, top: rows, right: 20, bottom: height };
    const { ends } = readBar({ width, height, data }, box, { page: [255, 255, 255] });
    expect(Math.abs(ends.high.at - 80)).toBeLessThan(1.5);
    expect(Math.abs(ends.low.at)).toBeLessThan(1.5);
  });
});

describe('a reading of a colourbar', () => {
  const { raster, box } = paintedBar(rainbow, { above: [10, 200, 30], low: 0.4 });

  it('places the ends and sees the block beyond one of them', () => {
    const reading = readBar(raster, box, {});
    expect(Object.keys(reading.extensions)).toEqual(['high']);
    expect(reading.extensions.high!.colour).toEqual([10, 200, 30]);
    expect(Math.abs(placeOf(reading, reading.ends.low.at) - (raster.height - 40.4))).toBeLessThan(1);
  });

  it('takes neither a title above the bar nor a mark across a part of its end for its frame', () => {
    const framed = paintedBar(rainbow, {});
    const { data, width } = framed.raster;
    const plain = readBar(framed.raster, framed.box, {}).ends;
    const black = (x: number, y: number) => data.set([0, 0, 0], 4 * (y * width + x));
    // Letters four rows above the frame, all the way across; a tick that covers a third of the last rows.
    for (let x = framed.box.left; x < framed.box.right; x++) black(x, framed.box.top - 5);
    for (let x = framed.box.left; x < framed.box.left + 6; x++)
      for (let y = framed.box.top - 2; y < framed.box.top + 3; y++) black(x, y);
    expect(readBar(framed.raster, framed.box, {}).ends).toEqual(plain);
  });

  it('ends where the page begins, however thick the letters beside it are, where the page is known', () => {
    const bar = paintedBar(rainbow, {});
    const { data, width } = bar.raster;
    const plain = readBar(bar.raster, bar.box, {}).ends;
    const page = [data[0]!, data[1]!, data[2]!] as const;
    for (let x = bar.box.left; x < bar.box.right; x++)
      for (let y = bar.box.top - 11; y < bar.box.top - 4; y++) data.set([0, 0, 0], 4 * (y * width + x));
    expect(readBar(bar.raster, bar.box, { page }).ends).toEqual(plain);
  });

  it.each([3, 4, 5])(
    'ends where the page begins though the line of a tick crosses it %i rows before',
    (rows) => {
      const bar = paintedBar(rainbow, { frame: false });
      const { data, width } = bar.raster;
      const plain = readBar(bar.raster, bar.box, {}).ends;
      for (const y of [bar.box.top + rows - 1, bar.box.bottom - rows])
        for (let x = bar.box.left; x < bar.box.right; x++) data.set([20, 20, 20], 4 * (y * width + x));
      const { ends } = readBar(bar.raster, bar.box, {});
      expect(Math.abs(ends.low.at - plain.low.at)).toBeLessThan(0.6);
      expect(Math.abs(ends.high.at - plain.high.at)).toBeLessThan(0.6);
    },
  );

  it('takes no rows for an arrow that a codec has mottled, but those beside which the page lies', () => {
    const narrowed = (beside: (y: number) => readonly number[]) => {
      const { raster, box } = paintedBar(rainbow, { frame: false });
      const own = raster.data.slice(4 * (box.top * raster.width + box.left));
      for (let k = 0; k < 9; k++)
        for (let x = box.left; x < box.right; x++)
          if (Math.abs(x + 0.5 - (box.left + box.right) / 2) > 1.5 + k)
            raster.data.set([...beside(k)], 4 * ((box.top + k) * raster.width + x));
          else raster.data.set(own.subarray(0, 4), 4 * ((box.top + k) * raster.width + x));
      return readBar(raster, box, { lossy: true, page: [255, 255, 255] });
    };
    const [red, green, blue] = rainbow(1).map(Math.round) as [number, number, number];
    const mottled = narrowed((k) => [red - (k % 2 ? 60 : 20), green + 40, blue + 30]);
    expect(mottled.extensions).toEqual({});
    expect(placeOf(mottled, mottled.ends.high.at)).toBeCloseTo(mottled.box.top, 0);
    expect(narrowed(() => [255, 255, 255]).extensions.high!.shape).toBe('pointed');
  });

  it('is the same after two turns, and leaves every end where it is after one', () => {
    const reading = readBar(raster, box, {});
    const turned = turnedBar(reading);
    const again = turnedBar(turned);
    expect(again.profile).toEqual(reading.profile);
    expect(again.extensions).toEqual(reading.extensions);
    for (const end of ['low', 'high'] as const)
      expect(again.ends[end].at).toBeCloseTo(reading.ends[end].at, 9);
    expect(placeOf(turned, turned.ends.low.at)).toBeCloseTo(placeOf(reading, reading.ends.high.at), 9);
    expect(turned.extensions).toEqual({ low: reading.extensions.high });
  });

  it('gives the map of a turned bar the other way round', () => {
    const upright = colourmapFromColourbar(raster, box);
    const flipped = colourmapFromColourbar(raster, box, { flipped: true });
    expect(flipped.lowAt).toBeCloseTo(upright.highAt, 1);
    expect(flipped.colourmap.below).toEqual(upright.colourmap.above);
  });
});

/** A page with a field and a framed bar beside it. */
function figure(): Raster {
  const [width, height] = [320, 240];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const colour = (t: number): readonly number[] => rainbow(t).map(Math.round);
  for (let y = 20; y < 221; y++)
    for (let x = 20; x < 241; x++)
      data.set(colour(0.5 + 0.45 * Math.sin(x / 30) * Math.cos(y / 25)), 4 * (y * width + x));
  for (let y = 30; y < 211; y++)
    for (let x = 270; x < 285; x++) {
      const isFrame = y === 30 || y === 210 || x === 270 || x === 284;
      data.set(isFrame ? [0, 0, 0] : colour((210.5 - y) / 180), 4 * (y * width + x));
    }
  return { width, height, data };
}

describe('the bar of a figure', () => {
  it('is read where it is found, and goes on to the colourmap as it was read', async () => {
    const findings = await inspect(figure());
    const { reading, ends } = findings.panels[0]!.colourbar!;
    expect(ends).toEqual([placeOf(reading!, reading!.ends.low.at), placeOf(reading!, reading!.ends.high.at)]);
    expect(plan(findings)[0]!.barReading).toBe(reading);
    // A part of a larger picture: the same bar, farther right and down.
    const moved = movedFindings(findings, { x: 7, y: 5 }, { width: 400, height: 300 });
    const { barReading } = plan(moved)[0]!;
    expect(barReading!.box.left).toBe(reading!.box.left + 7);
    expect(placeOf(barReading!, 0)).toBe(placeOf(reading!, 0) + 5);
  });

  it('is read again where its box was given, was edited, or came as JSON', async () => {
    const findings = await inspect(figure());
    const { box } = findings.panels[0]!.colourbar!;
    const given = plan(findings, { colourbar: { ...box, top: box.top + 9 } })[0]!;
    expect(given).not.toHaveProperty('barReading');
    const plain = plainFindings(findings);
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
    expect(plan(plain)[0]).not.toHaveProperty('barReading');
    expect(plan(plain)[0]!.colourbarBox).toEqual(box);
  });
});
