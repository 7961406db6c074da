import { beforeAll, describe, expect, it } from 'vitest';
import { RecoveryError, UsageError } from '../../../src/model/errors.js';
import type { Raster } from '../../../src/model/types.js';
import { decodeBlock } from '../../../src/pipeline/blocks/decodeBlock.js';
import { blockReach, blocksOf, sampleSpans } from '../../../src/pipeline/blocks/layout.js';
import type { Panel } from '../../../src/pipeline/panel.js';
import { planBlocks } from '../../../src/pipeline/planBlocks.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { markedField, regionsOf } from './markedField.js';

const given = { plot: 'all', colourbar: 'none', colourmap: 'viridis', range: [-2, 6] } as const;

/** The largest difference in value and in standard error, and pixels that hold a value here or there only. */
async function differences(raster: Raster, whole: Panel, sampleSide: number, side: number) {
  const { plan, sampled } = await planBlocks(regionsOf(raster), {}, given, {}, sampleSide);
  let [value, error, lost, valid, blocks] = [0, 0, 0, 0, 0];
  for (const boxes of blocksOf(raster.width, raster.height, side)) {
    const region = await regionsOf(raster).read(boxes.window);
    const { box, values, sigma, mask } = decodeBlock(region, boxes, plan);
    blocks++;
    const columns = box.right - box.left;
    for (let i = 0; i < values.length; i++) {
      const p = (box.top + Math.floor(i / columns)) * raster.width + box.left + (i % columns);
      if (mask[i] !== whole.grid.mask[p]) lost++;
      if (mask[i] !== 1 || whole.grid.mask[p] !== 1) continue;
      valid++;
      value = Math.max(value, Math.abs(values[i]! - whole.grid.values[p]!));
      error = Math.max(error, Math.abs(sigma[i]! - whole.grid.sigma[p]!));
    }
  }
  return { value, error, lost, coverage: valid / values(raster), sampled, blocks };
}

const values = ({ width, height }: Raster): number => width * height;

describe('a plot area decoded block by block', () => {
  let raster: Raster;
  let whole: Panel;
  beforeAll(async () => {
    raster = await markedField('viridis', 160, 1200);
    [whole] = (await recoverFigure({ raster }, given)) as [Panel];
  });

  it('has the values of the whole, at the seams too, between marks, holes and a frame', async () => {
    const { value, error, lost, coverage, sampled, blocks } = await differences(raster, whole, 1200, 512);
    expect(blocks).toBe(3);
    expect(sampled).toBe(1);
    expect(value).toBeLessThan(1e-6);
    expect(error).toBeLessThan(1e-6);
    expect(lost).toBe(0);
    expect(coverage).toBeGreaterThan(0.9);
  });

  it('has them where what is asked of the whole is asked of a sample', async () => {
    const { value, lost, sampled } = await differences(raster, whole, 160, 1024);
    expect(sampled).toBeLessThan(0.5);
    expect(value).toBeLessThan(1e-6);
    expect(lost).toBe(0);
  });

  it('is refused with one reason where its pixels depend on more than their surroundings', async () => {
    const noisy = { ...raster, data: raster.data.map((v, o) => v + ((o * 7919) % 13) - 6) };
    const refusal = planBlocks(regionsOf(noisy), {}, given, {}, 100);
    await expect(refusal).rejects.toThrow(RecoveryError);
    await expect(refusal).rejects.toThrow(/cannot be decoded block by block: its colours .* scatter/);
  });

  it('is refused where the plot area is not given, or something asked that takes the whole', async () => {
    const source = regionsOf(raster);
    await expect(planBlocks(source, {}, { ...given, plot: 'auto' }, {})).rejects.toThrow(UsageError);
    await expect(planBlocks(source, {}, { ...given, fill: true }, {})).rejects.toThrow(/^fill is for/);
    await expect(planBlocks(source, {}, { ...given, cells: 'auto' }, {})).rejects.toThrow(/^cells is for/);
  });
});

describe('blocks', () => {
  it('cover a plot area once, each with what its pixels depend on, on the grids of the whole', () => {
    const seen = new Uint8Array(1500 * 700);
    for (const { core, window } of blocksOf(1500, 700, 64)) {
      for (let y = core.top; y < core.bottom; y++)
        for (let x = core.left; x < core.right; x++) seen[y * 1500 + x]!++;
      expect([window.left % 32, window.top % 32]).toEqual([0, 0]);
      expect(window.left === 0 || core.left - window.left >= blockReach).toBe(true);
      expect(window.bottom === 700 || window.bottom - core.bottom >= blockReach).toBe(true);
    }
    expect(seen.every((times) => times === 1)).toBe(true);
  });

  it('are sampled in windows from border to border, and wholly where these would touch', () => {
    expect(sampleSpans(300, 100)).toEqual([[0, 300]]);
    expect(sampleSpans(1001, 100)).toEqual([
      [0, 100],
      [451, 551],
      [901, 1001],
    ]);
  });
});
