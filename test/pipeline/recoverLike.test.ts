import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { exemplarOf } from '../../src/pipeline/exemplar.js';
import type { PanelRequest } from '../../src/pipeline/plan/request.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { recoverLike } from '../../src/pipeline/recoverLike.js';
import { smallPrint } from '../figure/smallPrint.js';

async function patternOf(raster: Raster) {
  let requests: readonly PanelRequest[] = [];
  const panels = await recoverFigure(
    { raster },
    {
      onPlan: (planned) => {
        requests = planned;
      },
    },
  );
  return { panels, pattern: exemplarOf({ raster }, requests, panels) };
}

describe('recoverLike', () => {
  it('doubts the range where a single small digit beside the bar is another', async () => {
    const { panels, pattern } = await patternOf(smallPrint(3));
    expect(panels[0]!.range).toEqual([0, 3]);
    const own = panels[0]!.confidences.range;
    const [other] = await recoverLike({ raster: smallPrint(8) }, pattern);
    expect(other!.confidences.range).toBeLessThan(own);
    expect(other!.warnings.map(({ code }) => code)).toContain('unlike-pattern');
  });

  it('keeps the trust in its pattern where labels differ by noise only', async () => {
    const { panels, pattern } = await patternOf(smallPrint(3));
    const noisy = smallPrint(3);
    const random = randomSource(1);
    // As much as a palette of the frame's own, or a lossy codec, leaves.
    const labelsFrom = 218;
    for (let o = 0; o < noisy.data.length; o++)
      if (o % 4 < 3 && (o >> 2) % noisy.width >= labelsFrom && noisy.data[o]! < 255)
        noisy.data[o]! += 40 * (random() - 0.5);
    const [other] = await recoverLike({ raster: noisy }, pattern);
    expect(other!.confidences.range).toBeCloseTo(panels[0]!.confidences.range, 6);
  });
});
