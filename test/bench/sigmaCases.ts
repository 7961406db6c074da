import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import { recoverFigure } from '../../src/index.js';
import { readRaster } from '../../src/node.js';
import { boxOf } from '../figures.js';
import { type FieldKind, fieldKinds } from './fresh/fields.js';
import { freshFigure } from './fresh/figures.js';
import type { FreshPicture } from './fresh/model.js';
import { freshPicture, type PictureWishes } from './fresh/pictures.js';
import { type Draws, dealt, drawsOf } from './fresh/random.js';
import { cleanPixels, coverage, rangeError, shareOfRange } from './score.js';

/** The ways in which pictures reach one, by what their noise is. */
export const sigmaFormats = [
  'png',
  'jpeg 4:2:0',
  'jpeg 4:4:4',
  'webp',
  'palette',
  'dithered',
  'resampled',
] as const;

export type SigmaFormat = (typeof sigmaFormats)[number];

/** Every kind of field in every format: a round of so many pictures shows each pair once. */
const pairs = fieldKinds.flatMap((kind) => sigmaFormats.map((format) => ({ kind, format })));

/** What picture `index` of a seed shows, and how it comes. */
export function sigmaPair(seed: number, index: number) {
  return dealt(pairs, seed, 31, index);
}

/** The errors of a picture's clean pixels that were recovered, and their standard errors: shares of the range. */
export interface SigmaCase {
  readonly name: string;
  readonly format: SigmaFormat;
  /** As the decoder took it. */
  readonly noise: 'exact' | 'palette' | 'scattered';
  readonly errors: Float64Array;
  readonly sigmas: Float64Array;
  readonly coverage: number;
  readonly nrmse: number;
}

/** Picture `index` of a seed, decoded by its true map, or every other png and JPEG by its colourbar. */
export async function sigmaCase(seed: number, index: number): Promise<SigmaCase> {
  const { kind, format } = sigmaPair(seed, index);
  const draw = drawsOf(seed, 300_000 + index);
  const isMarked = draw.chance(0.25);
  const hasBar = (format === 'png' || format.startsWith('jpeg')) && draw.chance(0.5);
  const figure = hasBar
    ? await freshFigure(seed, index, {
        kind,
        family: isMarked ? 'marked' : 'plain',
        format: format === 'png' ? 'png' : 'jpeg',
      })
    : await freshPicture(seed, index, wishesFor(kind, format, isMarked, draw));
  const { name, ...measured } = await measuredErrors(figure);
  // Figures with a bar choose their chroma themselves.
  const drawn = !hasBar || format === 'png' ? format : name.endsWith('c') ? 'jpeg 4:4:4' : 'jpeg 4:2:0';
  return { name, format: drawn, ...measured };
}

function wishesFor(kind: FieldKind, format: SigmaFormat, isMarked: boolean, draw: Draws): PictureWishes {
  const family = isMarked ? 'marked' : 'jpeg';
  const quality = draw.integer(60, 95);
  switch (format) {
    case 'png':
      return { kind, family, compression: { format } };
    case 'jpeg 4:2:0':
      return { kind, family, compression: { format: 'jpeg', quality, chroma: '4:2:0' } };
    case 'jpeg 4:4:4':
      return { kind, family, compression: { format: 'jpeg', quality, chroma: '4:4:4' } };
    case 'webp':
      return { kind, family, compression: { format, quality } };
    case 'palette':
      return { kind, family, compression: { format, colours: draw.pick([32, 64, 128]) } };
    case 'dithered':
      return draw.chance(0.5)
        ? { kind, family, compression: { format: 'dither', colours: draw.pick([32, 64, 128, 256]) } }
        : {
            kind,
            family,
            compression: { format: 'dither-ordered', levels: draw.integer(8, 24), side: draw.pick([4, 8]) },
          };
    case 'resampled':
      return { kind, family: 'scaled' };
  }
}

async function measuredErrors(figure: FreshPicture): Promise<Omit<SigmaCase, 'format'>> {
  const { description, truth, overlay } = figure;
  const { vmin: low, vmax: high, scale, plot_box: plot, colourbar_box: bar, lut } = description;
  const { raster, readJpeg, format } = await readRaster(figure.bytes);
  const [panel] = await recoverFigure(
    { raster, compressed: format === 'jpeg' },
    {
      plot: boxOf(plot),
      // Positions: standard errors are shares of the range in any scale.
      ...(bar
        ? { colourbar: boxOf(bar) }
        : { colourbar: 'none' as const, colourmap: colourmapFromTable(lut.flat().map((v) => 255 * v)) }),
    },
    readJpeg ? { readJpeg } : {},
  );
  const { decoded, facts } = panel!;
  const { t, sigma, mask } = decoded;
  const range = { low, high, scale };
  const shares = truth.map((value) => shareOfRange(value, range));
  const unit = { low: 0, high: 1, scale: 'linear' } as const;
  const clean = cleanPixels(shares, overlay, unit);
  const recovered = clean.filter((i) => mask[i] === 1);
  return {
    name: figure.name,
    noise: facts.noise.kind,
    errors: Float64Array.from(recovered, (i) => t[i]! - shares[i]!),
    sigmas: Float64Array.from(recovered, (i) => sigma[i]!),
    coverage: coverage(mask, clean),
    nrmse: rangeError(shares, t, mask, unit, clean),
  };
}
