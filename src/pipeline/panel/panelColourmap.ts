import { type BarReading, readBar } from '../../bar/readBar.js';
import { agreementOf, barSlack, disagreementOf, placedByBar } from '../../colourmap/bar/barAgreement.js';
import { colourmapOfBar, type FromColourbar } from '../../colourmap/bar/fromColourbar.js';
import { type Identification, identify } from '../../colourmap/identify/identify.js';
import type { Library } from '../../colourmap/library/library.js';
import { reversedColourmap } from '../../colourmap/maps/reversed.js';
import { colourmapOf, resolveName } from '../../colourmap/names.js';
import { isDrawnInLevels } from '../../decode/picture/isDrawnInLevels.js';
import { withRowAsBar } from '../../figure/rows/givenRow.js';
import { blindColourmap } from '../../locus/blindColourmap.js';
import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { OrderCandidate } from '../../locus/order/order.js';
import { type WalkedColourmap, walkedColourmap } from '../../locus/walkedColourmap.js';
import { RecoveryError } from '../../model/errors.js';
import type { Box, Colourmap, Raster } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { fromWorkingSpace } from '../../raster/colours/colourSpace.js';
import { type ColourmapRequest, type FigureInput, isCompressed, type PanelRequest } from '../plan/request.js';

/** A panel's colourmap, and what came to light on the way to it. */
export interface PanelColourmap {
  readonly colourmap: Colourmap;
  /** How sure it is that the colours are in the order, and at the places, of the map that the figure was drawn with. */
  readonly order: number;
  /** Of an order that was found in scattered colours: the error to expect of it apart from what the decoded field says of it. */
  readonly errorBesideTears?: number;
  readonly warnings: readonly Warning[];
  /** The bar, where the colourmap comes from one. */
  readonly bar?: FromColourbar;
  /** What an order found from pixels started from: the unordered colours (3k, sRGB), and their order. */
  readonly palette?: { readonly colours: Float64Array; readonly order: ArrayLike<number> };
  readonly walk?: Pick<WalkedColourmap, 'walked' | 'thresholds' | 'explained'>;
  /** The orders of the palette that a blind one was chosen from, best first. */
  readonly candidates?: readonly OrderCandidate[];
  readonly identified?: Identification;
  readonly directionConfidence?: number;
}

/** Matches that the summary tells of. */
const asked = { limit: 3 };
/** A named map that the pixels decided on; its direction follows custom, which is wrong now and then. */
const identifiedOrder = 0.95;

/** The colourmap that a request asks for. */
export function panelColourmap(
  input: FigureInput,
  plot: Raster,
  picture: PictureColours,
  { colourmap: request, barReading }: Pick<PanelRequest, 'colourmap' | 'barReading'>,
  library: Library | undefined,
): PanelColourmap {
  const reading = (box: Box) => readingOf(input, box, barReading);
  switch (request.from) {
    case 'colourbar': {
      const bar = colourmapOfBar(reading(request.box), library);
      const colourmap = request.flipped ? reversedColourmap(bar.colourmap) : bar.colourmap;
      return { colourmap, order: colourmap.confidence, warnings: [], bar };
    }
    case 'given':
      return givenColourmap(request, request.bar && reading(request.bar));
    case 'pixels':
      return fromPixels(plot, picture, request, library);
    case 'walk':
      return fromWalk(request.bar && reading(request.bar), picture, request, library);
  }
}

/** What a bar shows, read unless it was. */
export function readingOf(input: FigureInput, box: Box, read?: BarReading): BarReading {
  if (read) return read;
  const lossy = isCompressed(input);
  return readBar(withRowAsBar(input.raster, box, lossy), box, { lossy });
}

/** A colourmap that was given, held against the figure's own bar where there is one. */
export function givenColourmap(
  { colourmap: given, reverse }: Extract<ColourmapRequest, { from: 'given' }>,
  bar: BarReading | undefined,
): PanelColourmap {
  const colourmap = reverse ? reversedColourmap(given) : given;
  const contradiction = bar && contradictionOf(bar, colourmap);
  const order = Math.min(colourmap.confidence, contradiction?.order ?? 1);
  return { colourmap, order, warnings: contradiction ? [contradiction.warning] : [] };
}

/** What the figure's own bar has against a colourmap that was given; undefined where it agrees, or shows nothing. */
function contradictionOf(
  reading: BarReading,
  colourmap: Colourmap,
): { order: number; warning: Warning } | undefined {
  let bar: Colourmap;
  try {
    bar = colourmapOfBar(reading).colourmap;
  } catch (error) {
    if (error instanceof RecoveryError) return undefined;
    throw error;
  }
  const disagreement = disagreementOf(bar, colourmap);
  const order = agreementOf(disagreement);
  if (order > 0.5) return undefined;
  const warning: Warning =
    disagreement.turned < barSlack
      ? {
          code: 'colourbar-runs-against',
          message: 'the figure’s colourbar runs the other way than this colourmap',
          remedy: ['reverse'],
        }
      : {
          code: 'colourbar-contradicts',
          message: 'the figure’s own colourbar shows another colourmap than the one that was given',
          remedy: ['colourmap'],
        };
  return { order, warning };
}

function fromPixels(
  plot: Raster,
  picture: PictureColours,
  { reverse, lowEnd, named }: Extract<ColourmapRequest, { from: 'pixels' }>,
  library: Library | undefined,
): PanelColourmap {
  const identified = named && library ? identifiedIn(plot, picture, library) : undefined;
  const best = identified?.matches[0];
  if (identified?.decisive && best && library) {
    const map = colourmapOf(resolveName(library, best.name));
    const warning: Warning = {
      code: 'direction-by-custom',
      message: `which end of ${best.name} is low follows custom, nothing in the figure tells`,
      remedy: ['reverse'],
    };
    return {
      colourmap: reverse ? reversedColourmap(map) : map,
      order: identifiedOrder,
      // Who turned it round has settled it.
      warnings: reverse ? [] : [warning],
      identified,
    };
  }
  const { colourmap, directionConfidence, warnings, errorBesideTears, locus } = blindColourmap(picture, {
    from: lowEnd,
    reverse,
  });
  return {
    colourmap,
    order: colourmap.confidence,
    ...(errorBesideTears !== undefined && { errorBesideTears }),
    warnings,
    palette: {
      colours: fromWorkingSpace(locus.nodes, picture.space),
      order: locus.candidates[0]?.order ?? [],
    },
    candidates: locus.candidates,
    directionConfidence,
    ...(identified && { identified }),
  };
}

/** Which named map the plot was drawn with: a dithered one by its means, for its pixels have the colours of a palette. */
function identifiedIn(plot: Raster, picture: PictureColours, library: Library): Identification {
  const eligible = ownPixels(picture);
  const request = eligible ? { ...asked, eligible } : asked;
  const { dithered, raster } = picture;
  const asSeen = identify(plot, library, request);
  if (!dithered) return asSeen;
  const name = asSeen.decisive ? asSeen.matches[0]?.name : undefined;
  if (name !== undefined && isDrawnInLevels(plot, colourmapOf(resolveName(library, name)))) return asSeen;
  return identify(raster, library, request);
}

/** Where so many colours make up half of what is looked at, these may be the flat areas of a chart: it is the page about them that tells that they are no map's. */
const flatColours = 16;
const mostFlat = 0.5;

/**
 * Pixels (1) that show the map and nothing else: away from ink and from regions without data, whose colours and mixtures lie on no map,
 * and of an exact picture those in the colours that it was drawn in. Undefined where they may be a chart's: all pixels are to be looked at.
 */
function ownPixels({ calm, counts, levels, distinct }: PictureColours): Uint8Array | undefined {
  const own = levels ? counts.map((count, k) => count * levels[k]!) : counts;
  const all = own.reduce((sum, count) => sum + count, 0);
  const flat = own
    .slice()
    .sort()
    .subarray(-flatColours)
    .reduce((sum, count) => sum + count, 0);
  if (flat >= mostFlat * all) return undefined;
  return levels ? calm.map((is, p) => is & levels[distinct.indices[p]!]!) : calm;
}

function fromWalk(
  reading: BarReading | undefined,
  picture: PictureColours,
  { from: _, lowEnd, bar: __, ...settings }: Extract<ColourmapRequest, { from: 'walk' }>,
  library: Library | undefined,
): PanelColourmap {
  const { colourmap, palette, walked, thresholds, explained, warnings } = walkedColourmap(picture, {
    ...settings,
    from: lowEnd,
  });
  const placed = reading && placedByBar(colourmap, colourmapOfBar(reading, library).colourmap);
  const unplaced: Warning[] =
    reading && !placed
      ? [
          {
            code: 'walk-contradicts-colourbar',
            message: 'the walk runs through the colours in another order than the colourbar',
            remedy: ['colourmap', 'colours'],
          },
        ]
      : [];
  return {
    colourmap: placed ?? colourmap,
    order: reading && !placed ? Math.min(colourmap.confidence, 0.3) : colourmap.confidence,
    warnings: [...unplaced, ...warnings],
    palette: { colours: palette.colours, order: walked.order },
    walk: { walked, thresholds, explained },
  };
}
