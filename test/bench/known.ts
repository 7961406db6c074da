import { readFileSync } from 'node:fs';
import { colourmapFromColourbar } from '../../src/colourmap/bar/fromColourbar.js';
import { type Library, loadLibrary } from '../../src/colourmap/library/library.js';
import { decodeKnown } from '../../src/decode/known.js';
import type { DecodedKnown } from '../../src/decode/picture/decoding.js';
import { scaleValues } from '../../src/grid/scale.js';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import type { Raster } from '../../src/model/types.js';
import { crop } from '../../src/raster/crop.js';
import {
  boxOf,
  type FigureDescription,
  figureDescriptions,
  loadFigure,
  readPixels,
  type TruthFigure,
} from '../figures.js';
import {
  bandAccuracy,
  cleanPixels,
  coverage,
  type DataRange,
  equalBands,
  markdownTable,
  mean,
  median,
  overlayLies,
  rangeError,
  sigmaCalibration,
} from './score.js';

export const title = 'Colourbar, plot area and range given';

interface Row {
  readonly figure: string;
  readonly lossy: boolean;
  readonly stepped: boolean;
  readonly error: number;
  readonly nearestL1: number;
  readonly nearestL2: number;
  readonly floor: number;
  readonly coverage: number;
  readonly lies: number;
  readonly peerLies: number;
  readonly bands: number;
  readonly within1: number;
  readonly within2: number;
  readonly megapixelsPerSecond: number;
}

/** Decodes the figures that have a colourbar, beside nearest-colour decoding of the bar's median strip. */
export async function run(): Promise<string> {
  const rows: Row[] = [];
  const library = await loadLibrary();
  for (const description of figureDescriptions((d) => d.colourbar_box !== null)) {
    const figure = loadFigure(description);
    rows.push(measured(figure, await readPixels(figure.imagePath), library));
  }
  const results = markdownTable(
    [
      'figure',
      'nrmse',
      'level floor',
      'L1 nearest',
      'L2 nearest',
      'coverage',
      'lies',
      'lies, L2',
      'right band',
      'below σ',
      'below 2σ',
    ],
    rows.map((r) => [
      r.figure,
      r.error,
      r.floor,
      r.nearestL1,
      r.nearestL2,
      r.coverage,
      r.lies,
      r.peerLies,
      Number.isNaN(r.bands) ? '' : r.bands,
      r.within1,
      r.within2,
    ]),
  );
  const groups: [string, (r: Row) => boolean][] = [
    ['png', (r) => !r.lossy && !r.stepped],
    ['jpeg', (r) => r.lossy],
  ];
  const summary = markdownTable(
    ['format', 'figures', 'median nrmse', 'L1 nearest', 'L2 nearest', 'below σ', 'below 2σ', 'MP/s'],
    groups.map(([name, belongs]) => {
      const of = rows.filter(belongs);
      return [
        name,
        of.length,
        median(of.map((r) => r.error)),
        median(of.map((r) => r.nearestL1)),
        median(of.map((r) => r.nearestL2)),
        mean(of.map((r) => r.within1)),
        mean(of.map((r) => r.within2)),
        median(of.map((r) => r.megapixelsPerSecond)).toFixed(1),
      ];
    }),
  );
  return [
    results,
    '',
    'nrmse over clean pixels, relative to the range; lies: share of drawn-over pixels left unmasked and wrong by more',
    'than 5 % of the range; nearest: index of the nearest colour of the median strip over n − 1, nothing masked.',
    '',
    summary,
  ].join('\n');
}

function measured(figure: TruthFigure, raster: Raster, library: Library): Row {
  const { description, truth, overlay } = figure;
  const range = rangeOf(description);
  const plotBox = boxOf(description.plot_box);
  const barBox = boxOf(description.colourbar_box!);
  const plot = crop(raster, plotBox);
  const before = process.cpuUsage();
  const lossy = /^jpeg/.test(description.format);
  const bar = colourmapFromColourbar(raster, barBox, { lossy, library });
  const coefficients = lossy ? readJpegCoefficients(readFileSync(figure.imagePath)) : undefined;
  const decoded: DecodedKnown = decodeKnown(
    plot,
    bar.colourmap,
    coefficients && { jpeg: { coefficients, left: plotBox.left, top: plotBox.top } },
  );
  const { user, system } = process.cpuUsage(before);
  const scale = { scale: description.scale, range: [range.low, range.high] as const };
  const { values, sigma } = scaleValues(decoded, scale);
  const pixels = cleanPixels(truth, overlay, range);
  const strip = medianStrip(crop(raster, barBox));
  const everywhere = new Uint8Array(truth.length).fill(1);
  const nearest = ([1, 2] as const).map(
    (power) =>
      scaleValues(
        {
          t: nearestPositions(plot, strip, power),
          sigma: new Float32Array(truth.length),
        },
        scale,
      ).values,
  );
  const drawn = overlay ?? new Uint8Array(truth.length);
  const edges =
    description.boundaries ?? (description.steps ? equalBands(range, description.steps) : undefined);
  const { within1, within2 } = sigmaCalibration(truth, values, sigma, decoded.mask, pixels);
  return {
    figure: description.name,
    lossy: decoded.lossy,
    stepped: edges !== undefined,
    error: rangeError(truth, values, decoded.mask, range, pixels),
    nearestL1: rangeError(truth, nearest[0]!, everywhere, range, pixels),
    nearestL2: rangeError(truth, nearest[1]!, everywhere, range, pixels),
    floor: 1 / (description.steps ?? decoded.levels ?? 256) / Math.sqrt(12),
    coverage: coverage(decoded.mask, pixels),
    lies: overlayLies(truth, drawn, values, decoded.mask, range),
    peerLies: overlayLies(truth, drawn, nearest[1]!, everywhere, range),
    bands: edges ? bandAccuracy(truth, values, decoded.mask, edges, pixels) : Number.NaN,
    within1,
    within2,
    megapixelsPerSecond: truth.length / (user + system),
  };
}

function rangeOf({ vmin, vmax, scale }: FigureDescription): DataRange {
  return { low: vmin, high: vmax, scale };
}

/** The strip that nearest-colour tools read: the median over the bar's width of each row, low end first. */
function medianStrip(bar: Raster): Float64Array {
  const tall = bar.height >= bar.width;
  const n = tall ? bar.height : bar.width;
  const across = tall ? bar.width : bar.height;
  const strip = new Float64Array(3 * n);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < 3; c++) {
      const line = Array.from({ length: across }, (_, a) => {
        const [x, y] = tall ? [a, n - 1 - i] : [i, a];
        return bar.data[4 * (y * bar.width + x) + c]!;
      });
      strip[3 * i + c] = median(line);
    }
  return strip;
}

function nearestPositions(plot: Raster, strip: Float64Array, power: 1 | 2): Float32Array {
  const n = strip.length / 3;
  const known = new Map<number, number>();
  return Float32Array.from({ length: plot.width * plot.height }, (_, i) => {
    const [r, g, b] = plot.data.subarray(4 * i, 4 * i + 3);
    const key = (r! << 16) | (g! << 8) | b!;
    let best = known.get(key);
    if (best === undefined) {
      let least = Number.POSITIVE_INFINITY;
      for (let k = 0; k < n; k++) {
        const d =
          Math.abs(strip[3 * k]! - r!) ** power +
          Math.abs(strip[3 * k + 1]! - g!) ** power +
          Math.abs(strip[3 * k + 2]! - b!) ** power;
        if (d < least) {
          least = d;
          best = k / (n - 1);
        }
      }
      known.set(key, best!);
    }
    return best!;
  });
}
