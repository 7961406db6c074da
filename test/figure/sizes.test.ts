import { describe, expect, it } from 'vitest';
import type { PanelFindings } from '../../src/figure/findings.js';
import { inspect } from '../../src/figure/inspect.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { sizedFigure, usualSide } from '../bench/fresh/sized.js';

const seed = 7;

/** The findings in pages of a seed, drawn a number of times as large as usual. */
async function found(index: number, scale: number): Promise<PanelFindings[]> {
  const { bytes, description } = await sizedFigure(seed, index, scale * usualSide);
  const { raster } = await readRaster(bytes);
  const { panels } = await inspect(raster, { lossy: description.format !== 'png', cells: false });
  return [...panels];
}

const kept = new Map<number, Promise<PanelFindings[]>>();

/** The same of the usual size: once. */
function foundUsual(index: number): Promise<PanelFindings[]> {
  const usual = kept.get(index) ?? found(index, 1);
  kept.set(index, usual);
  return usual;
}

/** Where the data and the bar end, in pixels of the usual size. */
function places({ plotEdges, colourbar }: PanelFindings, scale: number): Record<string, number> {
  const bar = colourbar && { low: colourbar.ends[0], high: colourbar.ends[1] };
  const entries = Object.entries({ ...plotEdges, ...bar });
  return Object.fromEntries(entries.map(([side, at]) => [side, at / scale]));
}

describe('a figure drawn larger or smaller', () => {
  it.each([
    [0, 0.5],
    [1, 0.5],
    [2, 2],
    [3, 2],
    [4, 3],
  ])(
    'gives the findings of page %i, within a pixel, at %f times its size',
    async (index, scale) => {
      const usual = await foundUsual(index);
      const other = await found(index, scale);
      expect(other).toHaveLength(usual.length);
      usual.forEach((panel, k) => {
        const [wanted, got] = [places(panel, 1), places(other[k]!, scale)];
        expect(Object.keys(got)).toEqual(Object.keys(wanted));
        // A pixel of the smaller of the two.
        for (const side of Object.keys(wanted))
          expect(Math.abs(got[side]! - wanted[side]!), side).toBeLessThanOrEqual(Math.max(1, 1 / scale));
        // Labels of a few pixels may be too small to be sure of.
        if (other[k]!.range && panel.range) expect(other[k]!.range).toEqual(panel.range);
      });
    },
    60_000,
  );
});
