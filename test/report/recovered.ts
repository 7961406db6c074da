import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { crop } from '../../src/raster/crop.js';
import { colourbarTicks } from '../../src/report/drawing/colourbarTicks.js';
import type { ReportInput } from '../../src/report/shown/input.js';
import { recoveredBare } from '../decode/decoded.js';
import { boxOf, loadFigureNamed } from '../figures.js';

/** What a report shows of a truth figure, recovered by the plain walk with the boxes that are known to be right. */
export async function recovered(name: string): Promise<ReportInput> {
  const { imagePath, description } = loadFigureNamed(name);
  const { raster: figure } = await readRaster(imagePath);
  const plotBox = boxOf(description.plot_box);
  const { colourmap, decoded, palette } = recoveredBare(crop(figure, plotBox), { colourmap: 'walk' });
  const { width, height, mask } = decoded;
  const range = description.colourbar_box ? ([description.vmin, description.vmax] as const) : undefined;
  const [lo, hi] = range ?? [0, 1];
  const bar = description.colourbar_box ? boxOf(description.colourbar_box) : undefined;
  return {
    title: description.image,
    figure,
    plotBox,
    colourbarBox: bar,
    ticks:
      bar &&
      colourbarTicks(
        bar,
        [0, 0.5, 1].map((t) => ({
          at: bar.bottom + t * (bar.top - bar.bottom),
          text: `${lo + t * (hi - lo)}`,
        })),
      ),
    grid: {
      width,
      height,
      values: Float64Array.from(decoded.t, (t) => lo + t * (hi - lo)),
      sigma: Float32Array.from(decoded.sigma, (s) => s * (hi - lo)),
      mask,
      x: Float64Array.from({ length: width }, (_, i) => i + 0.5),
      y: Float64Array.from({ length: height }, (_, i) => i + 0.5),
      provenance: { version: '0.0.0', sha256: 'c0ffee'.padEnd(64, '0'), options: { seed: 1 } },
    },
    decoded,
    colourmap,
    palette,
    range,
    scale: description.scale,
    coverage: mask.reduce((sum, m) => sum + m, 0) / mask.length,
    confidence: colourmap.confidence,
    warnings: [],
  };
}
