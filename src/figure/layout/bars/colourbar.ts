import { rgbRows, rowColours } from '../../../bar/barProfile.js';
import { isDitheredBar } from '../../../bar/ditheredBar.js';
import { axesOf, type BarReading, readBar, withEnds } from '../../../bar/readBar.js';
import { withoutUnfilledEnds } from '../../../bar/unfilledEnds.js';
import type { Box, Raster, Rgb } from '../../../model/types.js';
import { cellsAmong } from '../cells/cellsOfGrid.js';
import type { Components } from '../ink/components.js';
import type { Edge, Edges } from '../ink/edges.js';
import { difference, frameEdges } from '../ink/frame.js';
import type { Page } from '../ink/page.js';
import { barRectangle, boxArea, boxHeight, boxWidth } from '../ink/rectangle.js';
import { isHalfFrame, isRim } from '../ink/rims.js';
import { arrowBase, withoutBandFrames } from './barEdges.js';
import { handlesAt } from './barHandles.js';
import { changesColour } from './changesColour.js';
import { type Piece, pageBeside, withFadedEnds } from './fadedEnds.js';
import { hasNeighbour, joined, type Orientation } from './pieces.js';
import { withoutSwatchesApart } from './swatchesApart.js';
import { isBarLike, isLong, leastThickness, uniformShare, withoutFrame } from './uniformLines.js';

/** A colourbar as it is drawn. */
export interface ColourbarLayout {
  /** Whole pixels, in the convention of plot boxes: a frame line's pixel counts at the left and top only. */
  readonly box: Box;
  readonly orientation: Orientation;
  readonly edges: Edges;
  readonly confidence: number;
  /** Its colours row by row, its ends and what lies beyond them. */
  readonly reading: BarReading;
}

/** A bar is most of what hangs together with it, by area: a column of cells that a codec has let run into one another is not. */
const leastOfInk = 0.5;

/**
 * All rectangles that look like colourbars: each line across has one colour, and along it the colours change.
 * Pieces of one bar that the page's own colour cuts (a white middle without a frame) are put together.
 */
export function findColourbars(
  raster: Raster,
  page: Page,
  parts: Components,
  lossy: boolean,
): ColourbarLayout[] {
  const found: ColourbarLayout[] = [];
  const cells = cellsAmong(parts);
  for (const orientation of ['vertical', 'horizontal'] as const) {
    const pieces: Piece[] = [];
    for (const component of parts.list) {
      if (cells.has(component)) continue;
      const { box } = component;
      const length = orientation === 'vertical' ? boxHeight(box) : boxWidth(box);
      const thickness = orientation === 'vertical' ? boxWidth(box) : boxHeight(box);
      const least = leastThickness(length);
      if (length < 4 || thickness < least || component.area < 0.5 * length * least) continue;
      if (thickness > 0.5 * (orientation === 'vertical' ? raster.width : raster.height)) continue;
      const rectangle = barRectangle(parts, component, raster.width, orientation);
      if (rectangle === null || boxArea(rectangle) < leastOfInk * component.area) continue;
      if (isBarLike(raster, withoutFrame(rectangle, orientation), orientation, page.noisy))
        pieces.push({ rectangle, whole: component.box });
    }
    const isolated = pieces.filter(
      ({ rectangle }) =>
        !hasNeighbour(raster, rectangle, orientation, parts) ||
        isFramed(raster, page, rectangle, orientation),
    );
    for (const piece of withFadedEnds(
      raster,
      page,
      joined(raster, page, isolated, orientation),
      orientation,
    )) {
      const bar = asColourbar(raster, page, parts, piece, { orientation, lossy });
      if (bar !== null) found.push(bar);
    }
  }
  return found;
}

/** Whether a line of one colour runs along both long sides: columns of cells that white lines part have none, but for rims that these half cover. */
function isFramed(raster: Raster, page: Page, rectangle: Box, orientation: Orientation): boolean {
  const edges = frameEdges(raster, rectangle, page.colour);
  const sides = orientation === 'vertical' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  return sides.every((side) =>
    edges[side].thickness > 0
      ? !isRim(raster, side, rectangle, page.colour)
      : isHalfFrame(raster, side, rectangle, page.colour),
  );
}

function asColourbar(
  raster: Raster,
  page: Page,
  parts: Components,
  piece: Piece,
  { orientation, lossy }: { readonly orientation: Orientation; readonly lossy: boolean },
): ColourbarLayout | null {
  const rectangle = withoutSwatchesApart(raster, piece.rectangle, orientation, page.noisy);
  const vertical = orientation === 'vertical';
  const length = vertical ? boxHeight(rectangle) : boxWidth(rectangle);
  const thickness = vertical ? boxWidth(rectangle) : boxHeight(rectangle);
  if (!isLong(rectangle, orientation)) return null;
  const framed = withoutBandFrames(frameEdges(raster, rectangle, page.colour), rectangle);
  const inside = withoutFrame(rectangle, orientation);
  const read = rowColours(raster, inside, axesOf(orientation));
  const noisy = page.noisy || isDitheredBar(raster, rectangle, { orientation });
  const uniform = uniformShare(read, noisy);
  // What the page shows through a gap is no colour of the bar's.
  const rows = rgbRows(read.colours).filter((row) => difference(row, page.colour) > page.tolerance);
  if (uniform < 0.9 || !changesColour(rows, noisy)) return null;
  const edges = { ...framed };
  const [lowSide, highSide] = vertical ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const handles = handlesAt(raster, page, parts, piece, [lowSide, highSide]);
  const arrows = {
    low: handles.low ? undefined : arrowBase(raster, page, piece, lowSide),
    high: handles.high ? undefined : arrowBase(raster, page, piece, highSide),
  };
  edges[lowSide] = handles.low ?? arrows.low ?? edges[lowSide];
  edges[highSide] = handles.high ?? arrows.high ?? edges[highSide];
  const elongation = length / thickness;
  return {
    box: conventionBox(edges),
    orientation,
    edges,
    confidence: Math.min(1, uniform) * Math.min(1, 0.5 + elongation / 8),
    reading: withoutUnfilledEnds(
      arrowed(
        readBar(raster, conventionBox(edges), {
          orientation,
          lossy,
          page: pageBeside(raster, page, rectangle, orientation).colour,
          frame: Math.max(framed.left.thickness, framed.top.thickness),
          ends: { low: handles.low?.at, high: handles.high?.at },
        }),
        arrows,
      ),
      page.colour,
    ),
  };
}

/** A bar whose arrows' outlines hide that they are arrows ends where these sit. */
function arrowed(
  reading: BarReading,
  arrows: { readonly low?: Edge | undefined; readonly high?: Edge | undefined },
): BarReading {
  const [low, high] = (['low', 'high'] as const).map((end) =>
    reading.extensions[end] ? undefined : arrows[end]?.at,
  );
  const { ends, ...seen } = withEnds(reading, { low, high });
  return {
    ...seen,
    ends: {
      low: low === undefined ? ends.low : { ...ends.low, tapers: true },
      high: high === undefined ? ends.high : { ...ends.high, tapers: true },
    },
  };
}

/**
 * The whole pixels of data inside a frame: its outermost lines are the innermost lines of the frame on the left and
 * top, and lie just inside it on the right and bottom. For the usual frame, one pixel thick and centred on the edge
 * of the axes, these are the axes' own edges rounded down.
 */
export function conventionBox(edges: Edges): Box {
  const spare = (edge: Edge): number => Math.max(0, edge.thickness - 1.15) / 2;
  return {
    left: Math.floor(edges.left.at + spare(edges.left) + 0.01),
    top: Math.floor(edges.top.at + spare(edges.top) + 0.01),
    right: Math.floor(edges.right.at - spare(edges.right) + 0.01),
    bottom: Math.floor(edges.bottom.at - spare(edges.bottom) + 0.01),
  };
}

/** The colours of a bar, from its bottom or left end. */
export function coloursOf({ reading: { profile } }: ColourbarLayout): Rgb[] {
  return rgbRows(profile.colours, profile.from, profile.to);
}
