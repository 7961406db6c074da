import { inspect } from '../../figure/inspect.js';
import type { Box, Raster } from '../../model/types.js';
import type { Matrix } from '../geometry/matrix.js';
import { drawRegion } from './drawing/drawRegion.js';
import {
  LEAST_DPI,
  mainPicture,
  type PlacedPicture,
  placeOf,
  type Resolution,
  regionScale,
} from './drawing/regionScale.js';
import { type FigureRegion, figureRegions } from './figureRegions.js';
import type { PdfPage } from './page/openPdf.js';
import { leavesOf, type PageItem, pageItems } from './page/pageItems.js';
import { type PageCharacter, pageText } from './page/pageText.js';
import { isLossy, storedJpeg } from './storedPicture.js';

/** What may be a figure, as a page shows it. */
export interface PageFigure {
  readonly raster: Raster;
  /** The JPEG that all of it is, where it is one: its pixels are those of `raster`, give or take a decoder's rounding. */
  readonly jpeg?: Uint8Array;
  /** Its colours, or those of its largest picture, went through a lossy codec. */
  readonly lossy: boolean;
  /** From pixels to points from the top left of the page as shown. */
  readonly toPage: Matrix;
  /** How far it lies turned clockwise on the page as shown: 0…3 quarter turns. The raster is upright. */
  readonly quarterTurns: number;
}

/** Drawings smaller than this many pixels each way hold no plot with a value in it. */
const SMALLEST = 16;

/**
 * What may be a figure on a page, one after the other in reading order, each drawn only when it is asked for.
 *
 * @param whole the page is one figure: places in it are given
 */
export async function* pageFigures(
  page: PdfPage,
  resolution: Resolution,
  whole = false,
): AsyncGenerator<PageFigure> {
  const items = pageItems(page);
  if (!items || items.length === 0) return;
  const text = pageText(page);
  const regions = whole
    ? [{ box: { left: 0, top: 0, right: page.width, bottom: page.height }, items, whole: true }]
    : figureRegions(items, page);
  for (const region of regions) {
    const words = textOf(region, text);
    const picture = mainPicture(page.pdfium, region.items, region.box);
    const isAlone = !whole && isPictureAlone(region);
    const fixed = whole ? { dpi: LEAST_DPI, ...resolution } : resolution;
    const scale = regionScale(region.box, whole ? undefined : picture, words, { ...fixed, isAlone });
    const lossy = picture !== undefined && isLossy(page.pdfium, picture.item);
    const draw = (quarterTurns: number): PageFigure => ({
      ...drawRegion(page, items, { box: region.box, items: region.items, quarterTurns, scale, text: words }),
      lossy,
      quarterTurns,
    });
    const own = isAlone && picture ? turnsOf(picture.item) : 0;
    const figure = whole
      ? draw(0)
      : own !== 0
        ? await moreLegible(draw(own), draw(0))
        : draw(mostTurns(words));
    if (Math.min(figure.raster.width, figure.raster.height) < SMALLEST) continue;
    const isAsStored =
      isAlone && picture && scale.picture && figure.quarterTurns === own && isUncut(region, picture);
    const jpeg = isAsStored ? storedJpeg(page.pdfium, picture.item) : undefined;
    yield jpeg ? { ...figure, jpeg } : figure;
  }
}

/** A region's own words: those of its text objects that stand in it. */
function textOf({ box, items }: FigureRegion, text: readonly PageCharacter[]): PageCharacter[] {
  const own = new Set(leavesOf(items).flatMap((item) => (item.kind === 'text' ? [item.handle] : [])));
  const isIn = ({ left, top, right, bottom }: Box): boolean =>
    (left + right) / 2 >= box.left &&
    (left + right) / 2 <= box.right &&
    (top + bottom) / 2 >= box.top &&
    (top + bottom) / 2 <= box.bottom;
  return text.filter((character) => own.has(character.object) && isIn(character.box));
}

const isPictureAlone = ({ items, whole }: FigureRegion): boolean => {
  const leaves = leavesOf(items);
  return whole && leaves.length === 1 && leaves[0]!.kind === 'image';
};

/** Whether a region shows all of its picture, to a point. */
const isUncut = ({ box }: FigureRegion, picture: PlacedPicture): boolean => {
  const place = placeOf(picture);
  return (
    Math.max(
      Math.abs(place.left - box.left),
      Math.abs(place.top - box.top),
      Math.abs(place.right - box.right),
      Math.abs(place.bottom - box.bottom),
    ) < 1
  );
};

/** How far a picture lies turned clockwise; 0 for one that is mirrored: its own pixels say nothing then. */
function turnsOf({ matrix: [a, b, c, d] }: PageItem): number {
  if (a * d - b * c > 0) return 0;
  return Math.abs(a) >= Math.abs(b) ? (a > 0 ? 0 : 2) : b > 0 ? 1 : 3;
}

/** How far most of the words lie turned: digits, of which an upright figure has most along its axes. */
function mostTurns(text: readonly PageCharacter[]): number {
  const counts = [0, 0, 0, 0];
  for (const { text: letter, quarterTurns } of text) if (/\d/.test(letter)) counts[quarterTurns]!++;
  return counts.indexOf(Math.max(...counts));
}

/** Of a picture as it is stored and as it is shown, the one whose labels can be read; the one that is shown if neither. */
async function moreLegible(stored: PageFigure, shown: PageFigure): Promise<PageFigure> {
  const legibility = async ({ raster, lossy }: PageFigure): Promise<number> => {
    const { panels } = await inspect(raster, { lossy, cells: false });
    return panels.reduce((sum, { confidence: { range, x, y } }) => sum + range + x + y, 0);
  };
  return (await legibility(stored)) > (await legibility(shown)) ? stored : shown;
}
