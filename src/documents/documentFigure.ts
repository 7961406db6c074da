import type { Findings } from '../figure/findings.js';
import type { JpegCoefficients } from '../jpeg/coefficients.js';
import type { Box, Raster } from '../model/types.js';
import type { Panel } from '../pipeline/panel.js';
import type { FigureInput } from '../pipeline/plan/request.js';
import type { BoxArray } from '../pipeline/sidecar.js';
import { type Matrix, mappedBox } from './geometry/matrix.js';
import type { PageFigure } from './pdf/pageFigures.js';

/** A picture that was stored in a document, decoded. */
export interface StoredPicture {
  readonly raster: Raster;
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/** A figure of a document as the pipeline takes it, and where it stands. */
export interface DocumentFigure {
  readonly input: FigureInput;
  readonly readJpeg?: () => JpegCoefficients | undefined;
  /** From 1. */
  readonly page: number;
  readonly toPage: Matrix;
  /** How far it lies turned clockwise on the page as shown, degrees. */
  readonly rotation: number;
}

/** Two decoders of a JPEG differ by a step or two; more on average is another picture, or one that the page recolours. */
const DECODERS = 3;

/** A figure as the pipeline takes it: by the JPEG that it is, if that has the colours on the page. */
export async function documentFigure(
  { raster, jpeg, lossy, toPage, quarterTurns }: PageFigure,
  page: number,
  decode: (jpeg: Uint8Array) => Promise<StoredPicture | undefined>,
): Promise<DocumentFigure> {
  const stored = jpeg && (await decode(jpeg));
  const isSame = stored && isAlike(stored.raster, raster);
  return {
    input: { raster: isSame ? stored.raster : raster, ...(lossy && { compressed: true }) },
    ...(isSame && stored.readJpeg && { readJpeg: stored.readJpeg }),
    page,
    toPage,
    rotation: 90 * quarterTurns,
  };
}

function isAlike(a: Raster, b: Raster): boolean {
  if (a.width !== b.width || a.height !== b.height) return false;
  let sum = 0;
  for (let o = 0; o < a.data.length; o++) sum += Math.abs(a.data[o]! - b.data[o]!);
  return sum <= DECODERS * 3 * a.width * a.height;
}

/** Where the page's own colour fills more of a plot area than this, lines or marks are drawn in it, and no field. */
const MOSTLY_PAGE = 0.5;

/**
 * Whether what was found in a drawing makes it a colour-mapped figure: a plot area with a colourbar, or (`alone`) one that
 * is filled.
 */
export function kindOfFigure(
  { input: { raster } }: DocumentFigure,
  { panels }: Pick<Findings, 'panels'>,
): 'with a bar' | 'alone' | 'no' {
  if (panels.some(({ colourbar }) => colourbar !== null)) return 'with a bar';
  return panels.some(({ inner }) => largestShare(raster, inner) < MOSTLY_PAGE) ? 'alone' : 'no';
}

/** The share of a box that its commonest colour has. */
function largestShare({ width, data }: Raster, { left, top, right, bottom }: Box): number {
  const pixels = new Int32Array(data.buffer, data.byteOffset, data.length / 4);
  const counts = new Map<number, number>();
  let most = 0;
  let all = 0;
  for (let y = Math.max(0, top); y < bottom; y++)
    for (let x = Math.max(0, left); x < Math.min(width, right); x++, all++) {
      const colour = pixels[y * width + x]!;
      const count = (counts.get(colour) ?? 0) + 1;
      counts.set(colour, count);
      most = Math.max(most, count);
    }
  return all === 0 ? 1 : most / all;
}

/** A box of a figure's pixels on the page as shown: points from its top left, to a hundredth. */
export function boxOnPage(toPage: Matrix, box: Box): BoxArray {
  const { left, top, right, bottom } = mappedBox(toPage, box);
  const rounded = (at: number): number => Math.round(100 * at) / 100;
  return [rounded(left), rounded(top), rounded(right), rounded(bottom)];
}

/** A panel as one of its page's: numbered among those there, with its place on the page in the sidecar. */
export function panelOfPage(
  panel: Panel,
  { page, toPage, rotation, input }: DocumentFigure,
  number: { readonly panel: number; readonly panels: number },
): Panel {
  const { plotBox, colourbarBox, ticks } = panel.straight ?? panel;
  const raster = panel.straight?.raster ?? input.raster;
  return {
    ...panel,
    ...number,
    straight: { raster, plotBox, colourbarBox, ticks },
    sidecar: {
      ...panel.sidecar,
      ...number,
      page,
      pageBox: boxOnPage(toPage, panel.plotBox),
      rotation,
    },
  };
}
