import { repeatedCells } from '../decode/cells/cells.js';
import type { DecodeOptions } from '../decode/picture/decoding.js';
import { type NotInBlocks, wholeField } from '../decode/wholeField.js';
import { positionScale } from '../grid/coordinates/scale.js';
import type { WholeColours } from '../locus/colours/blockColours.js';
import { wholeColours } from '../locus/colours/blockColours.js';
import { pictureColours } from '../locus/colours/pictureColours.js';
import { RecoveryError, UsageError } from '../model/errors.js';
import type { Box, Ground } from '../model/types.js';
import type { Setting, Warning } from '../model/warning.js';
import { crop, validateBox, wholeBox } from '../raster/crop.js';
import type { BlockPlan } from './blocks/decodeBlock.js';
import { coloursOf, type PictureSample, type RegionSource, sampleOf, sizeOf } from './blocks/sample.js';
import type { Panel } from './panel.js';
import type { RecoverOptions } from './plan/options.js';
import type { FigureInput, PanelRequest } from './plan/request.js';
import { type Readers, type RunOptions, recoverFigure } from './recoverFigure.js';

/** A plan, and what the sample said that it was made by. */
export interface PlannedBlocks {
  readonly plan: BlockPlan;
  /** The panel that the sample is, with coordinates of the whole. */
  readonly panel: Panel;
  readonly request: PanelRequest;
  /** Share of the plot area's pixels that the sample holds. */
  readonly sampled: number;
  readonly warnings: readonly Warning[];
}

/** Side of a sample's windows: nine of them are five million pixels, which decode in a few seconds. */
export const sampleSide = 768;

const refused: Readonly<Record<NotInBlocks, string>> = {
  dithered: 'its colours are dithered',
  scattered:
    'its colours are not the colourmap’s own, but scatter about them, as after compression or resampling',
  'blurred borders': 'the borders of its regions without data are blurred',
  'a pen': 'a rough field is drawn over with a pen',
  'an order of its own': 'no colourmap is known for it',
};

/**
 * Decides all that is asked of a large picture as a whole: by a sample of its plot area, which is recovered as a figure is, and by
 * the colours of all of its pixels.
 *
 * @param meta what is known of the picture besides its pixels
 * @param side of the sample's windows
 * @throws UsageError for options that are for pictures decoded at once
 * @throws RecoveryError where the sample is none of a field, or its pixels depend on more than their surroundings
 */
export async function planBlocks(
  source: RegionSource,
  meta: Omit<FigureInput, 'raster'>,
  options: RecoverOptions & Pick<RunOptions, 'signal' | 'onProgress'>,
  readers: Readers,
  side = sampleSide,
): Promise<PlannedBlocks> {
  const { onProgress = () => {}, signal } = options;
  const plotBox = plotBoxOf(source, options);
  onProgress('sampling', 0);
  const sample = await sampleOf(source, plotBox, side);
  const { panel, request } = await recoveredSample(sample, plotBox, meta, options, readers);
  const { kind } = panel.facts.noise;
  if (kind !== 'exact') throw notInBlocks(refused.scattered);
  if (panel.facts.shading) throw notInBlocks('it is shaded');
  if (panel.facts.transparency) throw notInBlocks('it is half transparent');
  signal?.throwIfAborted();
  const all = await coloursOf(source, plotBox, (share) => onProgress('counting colours', share));
  const { ignore, raster } = sample;
  const seen = pictureColours(raster, ignore ? { ignore } : {});
  const { width, height } = sizeOf(plotBox);
  const colours = wholeColours(seen, all, { width, height });
  refuseWideMargin(colours, sample);
  const isCells = showsCells(sample, seen.distinct.indices);
  const decode: DecodeOptions = {
    ...request.decode,
    ...(isCells && { smooth: 'off' }),
    compressed: false,
    ...(ignore && { ignore }),
  };
  const field = wholeField(seen, colours, panel.colourmap, decode);
  if (typeof field === 'string') throw notInBlocks(refused[field]);
  const { ignore: _, ...ofAll } = decode;
  const { cutoff } = request.decode;
  return {
    plan: {
      ...{ plotBox, colours, field, decode: ofAll },
      ...(cutoff !== undefined && { cutoff }),
      scale: panel.values ?? positionScale,
    },
    ...{ panel, request },
    sampled: (raster.width * raster.height) / (width * height),
    warnings: isCells ? [cellsNotSmoothed] : [],
  };
}

const cellsNotSmoothed: Warning = {
  code: 'cells-not-smoothed',
  message:
    'the picture shows data cells of several pixels: their values are the middles of the colourmap’s levels',
};

export const notInBlocks = (why: string): RecoveryError =>
  new RecoveryError(
    `the picture is too large to be decoded at once, and cannot be decoded block by block: ${why}`,
    'decode',
    { code: 'not-in-blocks', settings: ['crop', 'maxPixels'] },
  );

/** What is for pictures that are decoded at once. */
const wholeOnly = ['corners', 'crop', 'layout', 'panel', 'ticks', 'resample', 'step'] as const;

/**
 * The plot area of a picture that is decoded block by block, as the options give it.
 *
 * @throws UsageError for options that are for pictures decoded at once
 */
export function plotBoxOf(
  { width, height }: { readonly width: number; readonly height: number },
  options: RecoverOptions,
): Box {
  const { plot = 'auto', colourbar = 'auto', cells = 'none' } = options;
  const setting: Setting | undefined =
    wholeOnly.find((name) => options[name] !== undefined) ?? (cells !== 'none' ? 'cells' : undefined);
  const asked = setting ?? (options.fill ? 'fill' : undefined);
  if (asked)
    throw new UsageError(
      `${asked} is for pictures that are decoded at once, and this one of ${width} × ${height} pixels is too large for that`,
      setting ?? [],
      { code: 'not-in-blocks', fields: { width, height } },
    );
  // A map and a range say what a colourbar would.
  const isTold = options.colourmap !== undefined && options.range !== undefined;
  if (plot === 'auto' || typeof colourbar === 'object' || (colourbar === 'auto' && !isTold))
    throw new UsageError(
      `plot, colourmap and range have to be given for a picture of ${width} × ${height} pixels: nothing is looked for in so large a one`,
      ['plot', 'colourmap', 'range'],
      { code: 'layout-of-large', fields: { width, height } },
    );
  if (plot === 'all') return wholeBox({ width, height });
  validateBox(plot, width, height, 'plot');
  return plot;
}

/** The sample as a figure: what it says of map, range, coordinates and doubts is that of the whole. */
async function recoveredSample(
  { raster, ignore }: PictureSample,
  plotBox: Box,
  { ground, ...meta }: Omit<FigureInput, 'raster'>,
  options: RecoverOptions & Pick<RunOptions, 'signal'>,
  readers: Readers,
): Promise<{ panel: Panel; request: PanelRequest }> {
  let request: PanelRequest | undefined;
  const [panel] = await recoverFigure(
    {
      ...meta,
      raster,
      ...(ignore && { ignore }),
      ...(ground && { ground: groundOfSample(ground, plotBox, raster) }),
    },
    {
      ...options,
      plot: 'all',
      colourbar: 'none',
      onProgress: () => {},
      onPlan: ([planned]) => {
        request = planned;
      },
    },
    readers,
  );
  return { panel: panel!, request: request! };
}

/** The georeference by which a sample has the edges of the whole plot area. */
function groundOfSample(
  { corner, step, ...rest }: Ground,
  plot: Box,
  sample: { readonly width: number; readonly height: number },
): Ground {
  const { width, height } = sizeOf(plot);
  return {
    ...rest,
    corner: [corner[0] + plot.left * step[0], corner[1] + plot.top * step[1]],
    step: [(step[0] * width) / sample.width, (step[1] * height) / sample.height],
  };
}

/** A margin that is wider than the outer windows of the sample ends at their seam, for all that it shows. */
function refuseWideMargin({ inside, width, height }: WholeColours, { columns, rows }: PictureSample): void {
  const isWide = (from: number, to: number, length: number, spans: PictureSample['rows']): boolean =>
    spans.length > 1 && (from >= spans[0]![1] || length - to >= length - spans.at(-1)![0]);
  if (isWide(inside.left, inside.right, width, columns) || isWide(inside.top, inside.bottom, height, rows))
    throw notInBlocks('its plot area has a wide margin: give the plot area without it');
}

/** Whether the window in the middle of a sample shows native cells. (Between windows their rhythm is broken.) */
function showsCells({ raster, columns, rows }: PictureSample, indices: Uint32Array): boolean {
  const middle = (spans: PictureSample['rows']): readonly [number, number] => {
    if (spans.length === 1) return spans[0]!;
    const length = spans[0]![1] - spans[0]![0];
    const at = spans.length >> 1;
    return [at * length, (at + 1) * length];
  };
  const [left, right] = middle(columns);
  const [top, bottom] = middle(rows);
  const box = { left, top, right, bottom };
  const bytes = new Uint8ClampedArray(indices.buffer, indices.byteOffset, indices.byteLength);
  const { data, width, height } = crop({ ...raster, data: bytes }, box);
  const codes = new Uint32Array(data.buffer, data.byteOffset, width * height);
  return repeatedCells(codes, new Uint8Array(codes.length).fill(1), width, height) !== undefined;
}
