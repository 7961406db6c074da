import { describe, expect, it } from 'vitest';
import { RecoveryError } from '../../src/model/errors.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { notFigure, notFigures } from './notFigures.js';

describe('pictures that hold no field drawn with a colourmap', () => {
  const isRefused = async (name: string): Promise<void> => {
    const refusal = await recoverFigure(await notFigure(name)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RecoveryError);
    expect(['no-field', 'no-plot-area']).toContain((refusal as RecoveryError).code);
  };

  it.each(notFigures.map(([name]) => name))('are refused: %s', isRefused);

  it('are taken where a plot area or a colourmap is given', async () => {
    const photograph = await notFigure('a photograph of things');
    for (const told of [{ plot: 'all' }, { colourmap: 'viridis' }] as const)
      expect(await recoverFigure(photograph, told)).toHaveLength(1);
  });
});
