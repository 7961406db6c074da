import { recoverFigure } from '../../src/index.js';
import { type FigureFile, scaleValues } from '../../src/node.js';
import { boxOf, type FigureDescription, type TruthFigure } from '../figures.js';
import type { KnownScore } from './knownTables.js';
import { nearestColourPositions } from './nearestColour.js';
import {
  bandAccuracy,
  cleanPixels,
  coverage,
  type DataRange,
  equalBands,
  overlayLies,
  rangeError,
  shareOfRange,
  sigmaCalibration,
  wronglyUnmasked,
} from './score.js';
import { goodError } from './summary.js';

export type Figure = Omit<TruthFigure, 'imagePath'>;

/** Bands hide more than goodError by themselves: right is what comes this near to the least possible error. */
const bandSlack = 1.2;

/** Decodes a figure whose boxes and range are given by its bar, beside nearest-colour decoding of the bar's median strip. */
export async function measured(
  figure: Figure,
  { raster, readJpeg, format }: FigureFile,
): Promise<KnownScore> {
  const { description, truth, overlay } = figure;
  const range = rangeOf(description);
  const plotBox = boxOf(description.plot_box);
  const colourbarBox = boxOf(description.colourbar_box!);
  const scale = { scale: description.scale, range: [range.low, range.high] as const };
  const before = process.cpuUsage();
  const [panel] = await recoverFigure(
    { raster, compressed: format === 'jpeg' },
    { plot: plotBox, colourbar: colourbarBox, range: scale.range, scale: scale.scale },
    readJpeg ? { readJpeg } : {},
  );
  const { decoded, grid, facts, confidence } = panel!;
  const { user, system } = process.cpuUsage(before);
  const { mask } = decoded;
  const { values, sigma } = grid;
  const pixels = cleanPixels(truth, overlay, range);
  const nearest = ([1, 2] as const).map((power) => {
    const t = nearestColourPositions(raster, plotBox, colourbarBox, power);
    return scaleValues({ t, sigma: new Float32Array(t.length) }, scale).values;
  });
  const everywhere = new Uint8Array(truth.length).fill(1);
  const drawn = overlay ?? new Uint8Array(truth.length);
  const edges =
    description.boundaries ?? (description.steps ? equalBands(range, description.steps) : undefined);
  const plain = facts.levels ?? 256;
  const floor = edges
    ? bandFloor(truth, edges, range, pixels)
    : 1 / (description.steps ?? plain) / Math.sqrt(12);
  return {
    figure: description.name,
    lossy: facts.noise.kind === 'scattered',
    stepped: edges !== undefined,
    error: rangeError(truth, values, mask, range, pixels),
    nearestL1: rangeError(truth, nearest[0]!, everywhere, range, pixels),
    nearestL2: rangeError(truth, nearest[1]!, everywhere, range, pixels),
    floor,
    limit: Math.max(goodError, bandSlack * floor),
    coverage: coverage(mask, pixels),
    wronglyUnmasked: wronglyUnmasked(truth, overlay, mask),
    lies: overlayLies(truth, drawn, values, mask, range),
    peerLies: overlayLies(truth, drawn, nearest[1]!, everywhere, range),
    bands: edges ? bandAccuracy(truth, values, mask, edges, pixels) : Number.NaN,
    bandsInside: edges
      ? bandAccuracy(truth, values, mask, edges, insideBands(figure, edges, range, pixels))
      : Number.NaN,
    holes: truth.some(Number.isNaN) ? wronglyUnmasked(truth, null, mask) : Number.NaN,
    ...sigmaCalibration(truth, values, sigma, mask, pixels),
    confidence,
    megapixelsPerSecond: truth.length / (user + system),
  };
}

function rangeOf({ vmin, vmax, scale }: FigureDescription): DataRange {
  return { low: vmin, high: vmax, scale };
}

/** The error of a recovery that has every pixel in the middle of the right band. */
function bandFloor(
  truth: Float64Array,
  edges: ArrayLike<number>,
  range: DataRange,
  pixels: Uint32Array,
): number {
  const places = Array.from(edges, (edge) => shareOfRange(edge, range));
  let squares = 0;
  for (const p of pixels) {
    const share = shareOfRange(truth[p]!, range);
    const k = bandAt(places, share);
    squares += (share - (places[k]! + places[k + 1]!) / 2) ** 2;
  }
  return Math.sqrt(squares / pixels.length);
}

const bandAt = (places: readonly number[], share: number): number =>
  Math.max(
    0,
    Math.min(
      places.length - 2,
      places.findLastIndex((edge) => edge <= share),
    ),
  );

/** Pixels of a flat neighbourhood reach so far from any other band. */
const flatReach = 2;

/** Those of the pixels about which 5 × 5 lie in one band, free of marks. */
function insideBands(
  { truth, overlay, width, height }: Figure,
  edges: ArrayLike<number>,
  range: DataRange,
  pixels: Uint32Array,
): Uint32Array {
  const places = Array.from(edges, (edge) => shareOfRange(edge, range));
  const band = truth.map((v, i) => {
    if (Number.isNaN(v) || overlay?.[i] === 1) return -1;
    return bandAt(places, shareOfRange(v, range));
  });
  return pixels.filter((p) => {
    const [x, y] = [p % width, Math.floor(p / width)];
    for (let v = Math.max(0, y - flatReach); v <= Math.min(height - 1, y + flatReach); v++)
      for (let u = Math.max(0, x - flatReach); u <= Math.min(width - 1, x + flatReach); u++)
        if (band[v * width + u] !== band[p]) return false;
    return true;
  });
}
