import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import { type RecoverOptions, RecoveryError, recoverFigure } from '../../src/index.js';
import type { Box, Colourmap } from '../../src/model/types.js';
import type { FigureFile } from '../../src/node.js';
import { boxOf, type FigureDescription, type TruthFigure } from '../figures.js';
import { relabelled } from './relabel.js';
import { coverage, rankCorrelation, relabelledError, sigmaCalibration, wronglyUnmasked } from './score.js';

/** A bare picture with its truth, from the fixtures or drawn fresh. */
export type Picture = Omit<TruthFigure, 'imagePath'>;

interface Recovered {
  readonly t: ArrayLike<number>;
  readonly sigma: ArrayLike<number>;
  readonly mask: Uint8Array;
  readonly confidence: number;
  /** The named colourmap that was taken, if one was. */
  readonly named?: string;
}

/**
 * The plot area alone, as the command line recovers it with `--colourbar none`; `--plot all` where it is all of the picture,
 * since a box that is given may be moved.
 */
async function bare(
  file: FigureFile,
  plot: Box,
  colourmap: 'auto' | 'blind' | 'walk' | Colourmap,
): Promise<Recovered> {
  const { raster, transparent, readJpeg, format } = file;
  const input = { raster, compressed: format === 'jpeg', ...(transparent && { ignore: transparent }) };
  const isWhole = plot.right - plot.left === raster.width && plot.bottom - plot.top === raster.height;
  const options: RecoverOptions = { plot: isWhole ? 'all' : plot, colourbar: 'none', colourmap };
  const [panel] = await recoverFigure(input, options, readJpeg ? { readJpeg } : {});
  const { decoded, confidence, colourmap: found } = panel!;
  const named = found.source === 'named' ? found.name : undefined;
  return { ...decoded, confidence, ...(named !== undefined && { named }) };
}

/** Ways to recover positions from nothing but the pixels of a picture. */
export const methods = {
  default: (file, plot) => bare(file, plot, 'auto'),
  walk: (file, plot) => bare(file, plot, 'walk'),
  blind: (file, plot) => bare(file, plot, 'blind'),
  /** The true map, given. */
  map: (file, plot, lut) => bare(file, plot, colourmapFromTable(lut!.flat().map((v) => 255 * v))),
} satisfies Readonly<
  Record<string, (file: FigureFile, plot: Box, lut: FigureDescription['lut']) => Promise<Recovered>>
>;

export type MethodName = keyof typeof methods;

export interface Score {
  readonly figure: string;
  readonly group: string;
  /** After the best relabelling; what was not recovered counts as the truth's mean. */
  readonly error: number;
  readonly coverage: number;
  readonly rank: number;
  readonly wronglyUnmasked: number;
  /** Share of the pixels without data that were taken for data. */
  readonly holes: number;
  readonly within1: number;
  readonly within2: number;
  readonly confidence: number;
  readonly named?: string;
  readonly seconds: number;
}

export const groups = ['png', 'jpeg', 'palette, dither', 'scaled', 'holes', 'marked'];

/** By what was done to the picture: what makes it hard counts before the file format. */
export function groupOf({ description, truth }: Picture): string {
  if (/-marked/.test(description.name)) return 'marked';
  if (truth.some(Number.isNaN)) return 'holes';
  if (/^(palette|dither)/.test(description.format)) return 'palette, dither';
  if (/^scaled/.test(description.format)) return 'scaled';
  return /^(jpeg|webp)/.test(description.format) ? 'jpeg' : description.format;
}

/** What one method makes of a picture. */
export async function scored(picture: Picture, file: FigureFile, method: MethodName): Promise<Score> {
  const before = process.cpuUsage();
  const { t, sigma, mask, confidence, named } = await recovered(file, method, picture);
  const { user, system } = process.cpuUsage(before);
  const { overlay, description } = picture;
  // Under ink there is nothing to recover: masking it is right, and its truth is not asked for.
  const truth = picture.truth.map((v, i) => (overlay?.[i] === 1 ? Number.NaN : v));
  const data = Uint32Array.from(truth.keys()).filter((i) => !Number.isNaN(truth[i]!));
  const values = relabelled(truth, t, sigma, mask);
  return {
    figure: picture.name,
    group: groupOf(picture),
    error: relabelledError(truth, t, mask, description.vmax - description.vmin),
    coverage: coverage(mask, data),
    rank: Math.abs(rankCorrelation(truth, t, mask)),
    wronglyUnmasked: wronglyUnmasked(picture.truth, overlay, mask),
    holes: wronglyUnmasked(picture.truth, null, mask),
    ...sigmaCalibration(truth, values.values, values.sigma, mask, data),
    confidence,
    ...(named !== undefined && { named }),
    seconds: (user + system) / 1e6,
  };
}

async function recovered(
  file: FigureFile,
  method: MethodName,
  { description, truth: { length: pixels } }: Picture,
): Promise<Recovered> {
  try {
    return await methods[method](file, boxOf(description.plot_box), description.lut);
  } catch (error) {
    // A refusal is a result: nothing recovered, and nothing claimed.
    if (!(error instanceof RecoveryError)) throw error;
    const nothing = new Float32Array(pixels);
    return { t: nothing, sigma: nothing, mask: new Uint8Array(pixels), confidence: 0 };
  }
}
