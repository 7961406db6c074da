import { describe, expect, it } from 'vitest';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { recoverFigure } from '../../../src/index.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

const [width, height] = [64, 48];
const colours = 128;

/** A map that goes up in greys and comes back beside itself, a little bluer. */
const hairpin = Array.from({ length: colours }, (_, k) => {
  const grey = 50 + 2.4 * Math.min(k, colours - 1 - k);
  return [grey, grey, grey + (k < colours / 2 ? 0 : 7)];
});

/** A field in that map, each pixel thrown off as a coder does. */
async function recovered(field: (x: number, y: number) => number) {
  const random = randomSource(3);
  const noise = () => 6 * (random() + random() + random() - 1.5);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const truth = Float64Array.from({ length: width * height }, (_, p) =>
    field(p % width, Math.floor(p / width)),
  );
  truth.forEach((share, p) => {
    const colour = hairpin[Math.floor(colours * share)]!;
    for (let c = 0; c < 3; c++) data[4 * p + c] = Math.round(colour[c]! + noise());
  });
  const [panel] = await recoverFigure(
    { raster: { width, height, data }, compressed: true },
    { plot: 'all', colourbar: 'none', colourmap: colourmapFromTable(hairpin.flat()) },
  );
  const { t, sigma } = panel!.decoded;
  const rootMeanSquare = (of: (p: number) => number) =>
    Math.sqrt(truth.reduce((sum, _, p) => sum + of(p) ** 2, 0) / truth.length);
  return {
    error: rootMeanSquare((p) => t[p]! - truth[p]!),
    told: rootMeanSquare((p) => sigma[p]!),
    confidence: panel!.confidence,
  };
}

describe('a map that comes near itself', () => {
  it('leaves cells in doubt that its noise puts on the wrong strand together', async () => {
    const random = randomSource(5);
    const cells = Array.from({ length: 16 * 12 }, () => random());
    const { error, told, confidence } = await recovered((x, y) => cells[16 * (y >> 2) + (x >> 2)]!);
    expect(error).toBeGreaterThan(0.05);
    expect(told / error).toBeGreaterThan(0.4);
    expect(confidence).toBeLessThan(0.5);
  });

  it('is no reason for doubt where the field tells its strands apart', async () => {
    const { error, told } = await recovered((x) => 0.1 + (0.3 * x) / width);
    expect(error).toBeLessThan(0.05);
    expect(told).toBeLessThan(0.12);
  });
});
