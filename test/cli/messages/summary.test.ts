import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../src/cli/messages/summary.js';
import { recoverFigure } from '../../../src/node.js';
import { loadFigureNamed } from '../../figures.js';

describe('the summary of a recovery', () => {
  it('names range, units, axes and what the confidence is the least of', async () => {
    const { imagePath } = loadFigureNamed('fig-viridis-bumps-png');
    const [panel] = await recoverFigure(imagePath, {
      plot: { left: 150, top: 120, right: 250, bottom: 200 },
      colourmap: 'viridis',
      colourbar: 'none',
      range: [-2, 6],
      units: 'K',
      x: [0, 10],
    });
    const { confidence, confidences } = panel!;
    const text = summaryOf('figure.png', panel!, ['grid.csv']);
    expect(text).toContain('range       -2 … 6 K, linear');
    expect(text).toContain('axes        x 0 … 10');
    expect(text).toContain(
      `confidence  ${confidence.toFixed(2)} (layout 1.00, range 1.00, axes 1.00, order ${confidences.order.toFixed(2)}`,
    );
    expect(text).not.toContain('corners');
    expect(
      summaryOf(
        'photo.jpg',
        {
          ...panel!,
          sidecar: {
            ...panel!.sidecar,
            corners: [
              [1.2, 2],
              [30, 3],
              [31, 40],
              [0, 41],
            ],
          },
        },
        [],
      ),
    ).toContain('corners     1,2 30,3 31,40 0,41; straightened');
  });
});
