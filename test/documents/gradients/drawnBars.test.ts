import { describe, expect, it } from 'vitest';
import { viridis } from '../../../src/formats/pictures/colours/viridis.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../../src/node/recoverFigure.js';
import { once } from '../../../src/numeric/once.js';
import type { Panel } from '../../../src/pipeline/panel.js';
import { recoverFigure as recoverPixels } from '../../../src/pipeline/recoverFigure.js';
import { barField, barPdf, barRange, barSvg } from '../barFigure.js';

const cells = { rows: 12, columns: 12 };
const span = barRange[1] - barRange[0];

/** The error of the range's ends, as a share of it. */
const endsOff = ({ range }: Panel): number =>
  Math.max(...barRange.map((end, k) => Math.abs(range![k]! - end) / span));

/** The mean and the largest error of the cells, as shares of the range; all have a value. */
function errorsOf({ grid }: Panel): { mean: number; most: number } {
  const errors = [...grid.values].map((value, k) => (value - barField[k]!) / span);
  return {
    mean: Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    most: Math.max(...errors.map(Math.abs)),
  };
}

/** No cell is farther off than a level, but for the rounding of the ends. */
const level = 1 / 256 + 2e-4;

/** The farthest that a colour of the table lies from its place on the map. */
function placesOff({ colourmap: { colours, positions } }: Panel): number {
  const inner = [...positions].flatMap((at, k) => (at > 0 && at < 1 ? [k] : []));
  return Math.max(
    ...inner.map((k) => {
      const entry = Math.round(256 * positions[k]! - 0.5);
      const isEntry = [0, 1, 2].every((c) => colours[3 * k + c] === viridis[3 * entry + c]);
      return isEntry ? Math.abs(positions[k]! - (entry + 0.5) / 256) : 1;
    }),
  );
}

describe('a bar that the page itself gives', () => {
  const pieces = once(() => recoverFigure(barSvg('pieces'), { cells }));
  const gradient = once(() => recoverFigure(barSvg('gradient'), { cells }));
  const pdf = once(() => recoverFigure(barPdf(), { cells }));
  const shading = once(() => recoverFigure(barPdf({ kind: 'shading' }), { cells }));
  const pattern = once(() => recoverFigure(barPdf({ kind: 'pattern', isDown: true }), { cells }));

  it.each([
    ['a svg, as little paths', pieces],
    ['a svg, as a gradient', gradient],
    ['a pdf, as little paths', pdf],
    ['a pdf, as a shading', shading],
    ['a pdf, as a rectangle filled with a shading from its top', pattern],
  ])('in %s is exact at its ends and between them', async (_, recovered) => {
    const [panel] = await recovered();
    expect(endsOff(panel!)).toBeLessThan(1e-3);
    const { mean, most } = errorsOf(panel!);
    expect(mean).toBeLessThan(1e-3);
    expect(most).toBeLessThan(panel!.colourmap.levels === 256 ? level : 2 * level);
    expect(panel!.colourmap.accuracy).toEqual({ standardError: 0, endsKnown: true });
    expect(panel!.confidence).toBeGreaterThan(0.8);
  });

  it('is read from the pixels less exactly, or not found, where nothing but they are left', async () => {
    const { raster } = await readRaster(barSvg('gradient'));
    const { gradients: _, ...seen } = raster;
    const [panel] = await recoverPixels({ raster: seen }, { cells });
    expect(endsOff(panel!)).toBeGreaterThan(1e-3);
  });

  it('has the colours of the table that it shows where they belong, and its name', async () => {
    for (const recovered of [pieces, pdf]) {
      const [panel] = await recovered();
      expect(panel!.colourmap).toMatchObject({ name: 'matplotlib:viridis', levels: 256 });
      expect(placesOff(panel!)).toBeLessThan(1e-3);
    }
  });

  it('turns round with the colourmap', async () => {
    const [panel] = await recoverFigure(barSvg('pieces'), { cells, reverse: true });
    const [first] = panel!.colourmap.colours;
    expect(first).toBe(253);
    expect(errorsOf(panel!).most).toBeLessThan(level);
  });
});

describe('print that is too small for glyphs', () => {
  it.each([
    ['a svg of four pixels', () => barSvg('pieces', { size: 4 })],
    ['a svg that is shown two thirds as large', () => barSvg('gradient', { scale: 1.5 })],
    ['a pdf of two points', () => barPdf({ size: 2 })],
  ])('is what %s says it is', async (_, draw) => {
    const [panel] = await recoverFigure(draw(), { cells });
    expect(endsOff(panel!)).toBeLessThan(1e-3);
    expect(panel!.sidecar.confidences.range).toBeGreaterThan(0.8);
  });
});
