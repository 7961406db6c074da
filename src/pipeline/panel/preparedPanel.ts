import type { Library } from '../../colourmap/library/library.js';
import type { DecodeOptions } from '../../decode/picture/decoding.js';
import { isDrawnInLevels } from '../../decode/picture/isDrawnInLevels.js';
import { seenInk } from '../../decode/seenInk.js';
import { coefficientsOfPixels } from '../../jpeg/pixelCoefficients.js';
import { type PictureColours, pictureColours } from '../../locus/colours/pictureColours.js';
import type { Box, Raster } from '../../model/types.js';
import { crossings, type Polygon } from '../../numeric/curves/convexHull.js';
import { crop, cropPlane } from '../../raster/crop.js';
import { type FigureInput, isCompressed, type PanelRequest } from '../plan/request.js';
import { type Keep, keepNothing } from './keep.js';
import { type PanelColourmap, panelColourmap } from './panelColourmap.js';
import { coloursAsked } from './questions.js';

/** How the work on a panel is watched, and what was made before. */
interface PanelWork {
  readonly stage?: (name: string, fraction: number) => void;
  readonly keep?: Keep;
}

/** What the decoding of a panel starts from. */
export interface PreparedPanel {
  /** The plot area's colours taken apart. */
  readonly picture: PictureColours;
  readonly source: PanelColourmap;
  readonly decoding: DecodeOptions;
  /** 1 outside of the data's border, where they do not fill the plot box. */
  readonly outside?: Uint8Array;
}

/**
 * Takes a plot area's colours apart and gets its colourmap.
 *
 * @param work `stage` is told the stage that begins, and the share of the panel's work that is done; `keep` has what was made before
 * @throws RecoveryError if the plot area holds no order of colours, or the colourbar no gradient
 */
export function preparedPanel(
  input: FigureInput,
  request: PanelRequest,
  library?: Library,
  { stage = () => {}, keep = keepNothing }: PanelWork = {},
): PreparedPanel {
  const { plotBox } = request;
  stage('colours', 0);
  const plot = crop(input.raster, plotBox);
  const outside = request.outline ? outsideOf(request.outline, plotBox) : undefined;
  const ignore = ignored(input, request, outside);
  const { restore } = input;
  const jpeg = coefficientsOf(input, plot, plotBox);
  const decoding: DecodeOptions = {
    ...request.decode,
    compressed: isCompressed(input) || jpeg !== undefined,
    ...(ignore && { ignore }),
    ...(restore && { restore: cropPlane(restore, 1, input.raster.width, plotBox) }),
    ...(jpeg && { jpeg }),
  };
  const { colourmap: wanted, barReading } = request;
  const first = keep('colours', coloursAsked(input, request), () =>
    pictureColours(plot, ignore ? { ignore } : {}),
  );
  stage('colourmap', 0.2);
  const order = () => panelColourmap(input, plot, first, request, library);
  // A colourbar's does not depend on the plot area.
  const ordered =
    wanted.from === 'colourbar' ? keep('colourmap', JSON.stringify([wanted, barReading]), order) : order();
  const again = reordered(input, plot, first, request, ordered, decoding);
  const { seen, source } = again ?? { seen: first, source: ordered };
  const { colourmap } = source;
  const isLevelled = seen.dithered && colourmap.accuracy.endsKnown && isDrawnInLevels(plot, colourmap);
  const picture = isLevelled
    ? pictureColours(plot, { ...(ignore && { ignore }), isDrawnInLevels: true })
    : seen;
  return { picture, source, ...(outside && { outside }), decoding };
}

/**
 * The coefficients of a plot area's JPEG: the file's, or those that its pixels still show where it was one before it was saved without
 * loss. Greys lie on their map whatever became of them: nothing but these tells how far off they are.
 */
function coefficientsOf(
  input: FigureInput,
  plot: Raster,
  { left, top }: Box,
): DecodeOptions['jpeg'] | undefined {
  if (input.jpeg) return { coefficients: input.jpeg, left, top };
  return isCompressed(input) ? undefined : coefficientsOfPixels(plot);
}

/**
 * An order of a picture's colours sought again once it has told the ink from the field: what marks hid of the field's ends, and added to its
 * colours, is known then. The first order stays where the other is less sure; undefined where there is no such ink.
 */
function reordered(
  input: FigureInput,
  plot: Raster,
  picture: PictureColours,
  request: PanelRequest,
  first: PanelColourmap,
  decoding: DecodeOptions,
): { seen: PictureColours; source: PanelColourmap } | undefined {
  const { colourmap, order, identified } = first;
  if (colourmap.source !== 'blind') return undefined;
  const ink = seenInk(picture, colourmap, decoding);
  if (ink === undefined) return undefined;
  const seen = pictureColours(plot, { ...(decoding.ignore && { ignore: decoding.ignore }), ink });
  const from = request.colourmap;
  // Which named map it may be is known.
  const asked = from.from === 'pixels' ? { ...from, named: false } : from;
  const source = panelColourmap(input, plot, seen, { ...request, colourmap: asked }, undefined);
  return source.order < order
    ? undefined
    : { seen, source: { ...source, ...(identified && { identified }) } };
}

/** 1 for pixels of the plot that cannot be data: as given with the picture, and under what is drawn on it. */
function ignored(
  { ignore, raster }: FigureInput,
  { plotBox, covered }: PanelRequest,
  outside?: Uint8Array,
): Uint8Array | undefined {
  if (covered.length === 0 && !outside) return ignore && cropPlane(ignore, 1, raster.width, plotBox);
  const width = plotBox.right - plotBox.left;
  const height = plotBox.bottom - plotBox.top;
  const mask = ignore ? cropPlane(ignore, 1, raster.width, plotBox) : new Uint8Array(width * height);
  outside?.forEach((is, p) => {
    if (is === 1) mask[p] = 1;
  });
  for (const box of covered) {
    const from = Math.max(0, box.left - plotBox.left);
    const to = Math.min(width, box.right - plotBox.left);
    for (let y = Math.max(0, box.top - plotBox.top); y < Math.min(height, box.bottom - plotBox.top); y++)
      mask.fill(1, y * width + from, y * width + Math.max(from, to));
  }
  return mask;
}

/** 1 for the pixels of a box that are not wholly within a convex border. */
function outsideOf(border: Polygon, { left, top, right, bottom }: Box): Uint8Array {
  const width = right - left;
  const mask = new Uint8Array(width * (bottom - top)).fill(1);
  for (let y = top; y < bottom; y++) {
    // Of a convex shape the row's upper and lower border lie within: the pixels do.
    const [above, below] = [crossings(border, y), crossings(border, y + 1)];
    const from = Math.ceil(Math.max(above[0], below[0]) - left);
    const to = Math.floor(Math.min(above[1], below[1]) - left);
    if (from < to)
      mask.fill(0, (y - top) * width + Math.max(0, from), (y - top) * width + Math.min(width, to));
  }
  return mask;
}
