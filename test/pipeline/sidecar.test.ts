import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import type { RecoverOptions } from '../../src/pipeline/plan/options.js';
import type { Sidecar } from '../../src/pipeline/sidecar.js';
import { loadFigureNamed } from '../figures.js';
import { violations } from '../jsonSchema.js';
import { sidecarFaults, sidecarSchema } from '../sidecarSchema.js';

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const sidecarsOf = async (name: string, options: RecoverOptions): Promise<unknown[]> => {
  const { imagePath } = loadFigureNamed(name, fixtures);
  const panels = await recoverFigure(imagePath, options);
  return panels.map(({ sidecar }) => JSON.parse(JSON.stringify(sidecar)));
};

describe('the sidecar', () => {
  let whole: Sidecar;
  beforeAll(async () => {
    [whole] = (await sidecarsOf('fig-inferno-log-png', {})) as [Sidecar];
  });

  it.each<[string, RecoverOptions]>([
    ['fig-viridis-bumps-png', { colourmap: 'blind', plot: { left: 90, top: 70, right: 290, bottom: 220 } }],
    ['fig-viridis-bumps-png', { colourmap: 'walk', labels: false }],
    ['fig-viridis-bumps-png', { colourmap: 'viridis', fill: true, cells: { rows: 3, columns: 4 } }],
    [
      'fig-jet-coast-jpeg90',
      { range: [-4, 9], scale: 'symlog', x: [0, 1], plot: { left: 150, top: 120, right: 210, bottom: 168 } },
    ],
    ['fig-hillshade-hsv-png', { shaded: true, plot: { left: 150, top: 120, right: 210, bottom: 168 } }],
    ['bare-turbo-png', { crop: { left: 0, top: 0, right: 160, bottom: 120 } }],
  ])('of %s (%o) is as docs/sidecar.schema.json says', async (name, options) => {
    for (const sidecar of await sidecarsOf(name, options)) expect(sidecarFaults(sidecar)).toEqual([]);
  });

  it('holds what scripts rely on, with confidences that fit', () => {
    expect(sidecarFaults(whole)).toEqual([]);
    expect(whole).toMatchObject({ range: [0.001, 10], scale: 'log', panel: 1, panels: 1 });
    const { layout, order, range, decoding } = whole.confidences;
    expect(whole.confidence).toBe(Math.min(layout, order, range, decoding));
    expect(whole.ticks.length).toBeGreaterThan(2);
    expect(whole.axes.x?.range).toEqual([0, 200]);
  });

  it('is held to its schema: nothing may lack, nothing may be added, no number be anywhere', () => {
    for (const name of sidecarSchema.required as string[]) {
      const { [name as keyof Sidecar]: _, ...rest } = whole;
      expect(sidecarFaults(rest)).toEqual([`the whole lacks ${name}`]);
    }
    expect(sidecarFaults({ ...whole, lossy: true })).toHaveLength(1);
    expect(sidecarFaults({ ...whole, confidence: 1.2 })).toHaveLength(1);
    expect(sidecarFaults({ ...whole, plotBox: [1, 2, 3] })).toHaveLength(1);
    expect(sidecarFaults({ ...whole, sha256: 'abc' }).length).toBeGreaterThan(0);
    expect(() => violations(1, { multipleOf: 2 })).toThrow(/multipleOf/);
  });
});
