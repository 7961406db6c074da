import { identify } from '../../src/colourmap/identify/identify.js';
import { loadLibrary } from '../../src/colourmap/library/library.js';
import { namedColourmap } from '../../src/colourmap/names.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { decoded } from '../decode/decoded.js';
import { figureDescriptions, loadFigure } from '../figures.js';
import { cleanPixels, markdownTable, rangeError } from './score.js';

export const title = 'Identify: which named colourmap, and decoding with it, direction and spacing included';

/** Names every bare figure, and decodes it by the name where the picture decides, nothing forgiven. */
export async function run(): Promise<string> {
  const library = await loadLibrary();
  const rows: (string | number)[][] = [];
  let named = 0;
  let right = 0;
  let confidentCustom = 0;
  for (const description of figureDescriptions((d) => d.family === 'bare')) {
    const figure = loadFigure(description);
    const { raster, format } = await readRaster(figure.imagePath);
    const start = process.cpuUsage();
    const { matches, decisive, scatter } = identify(raster, library);
    const { user, system } = process.cpuUsage(start);
    const [first, second] = matches;
    const custom = description.cmap.startsWith('custom');
    if (custom) confidentCustom += decisive ? 1 : 0;
    else {
      named++;
      if (bare(first!.name) === bare(description.cmap)) right++;
    }
    const { colourmap } = await namedColourmap(first!.name);
    const { t, mask } = decoded(raster, colourmap, {
      smooth: 'off',
      compressed: format === 'jpeg',
    });
    const range = { low: description.vmin, high: description.vmax, scale: description.scale };
    const pixels = cleanPixels(figure.truth, figure.overlay, range);
    const values = Float64Array.from(t, (p) => description.vmin + p * (description.vmax - description.vmin));
    rows.push([
      description.name,
      first!.name,
      decisive ? 'yes' : 'no',
      first!.score.toFixed(2),
      second === undefined ? '' : `${second.name} ${second.score.toFixed(2)}`,
      first!.deltaE.mean.toFixed(1),
      scatter.toFixed(1),
      custom ? '' : rangeError(figure.truth, values, mask, range, pixels).toFixed(4),
      ((user + system) / 1000).toFixed(0),
    ]);
  }
  return `${markdownTable(
    ['figure', 'first match', 'decisive', 'score', 'runner-up', 'ΔE2000', 'scatter', 'nrmse', 'CPU ms'],
    rows,
  )}

First match right: ${right} of ${named}. Custom colourmaps taken for a named one: ${confidentCustom}.`;
}

/** The map whatever its direction. */
const bare = (name: string): string => name.replace(/^matplotlib:/, '').replace(/_r$/, '');
