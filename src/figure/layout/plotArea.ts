import type { Box, Raster, Rgb } from '../../model/types.js';
import type { Polygon } from '../../numeric/curves/convexHull.js';
import { crop } from '../../raster/crop.js';
import { type ColourbarLayout, coloursOf, conventionBox } from './bars/colourbar.js';
import { isStrewnWith } from './bars/ownColours.js';
import { piecesOfPlots } from './cells/piecesOfPlots.js';
import { groundAround } from './groundAround.js';
import { type Component, type Components, opened } from './ink/components.js';
import { type Edges, SIDES, type Side, viewFrom } from './ink/edges.js';
import { difference, frameEdges } from './ink/frame.js';
import { commonColour, inkMask, maxDifference, type Page } from './ink/page.js';
import { boxArea, boxHeight, boxWidth, contains, plotRectangle } from './ink/rectangle.js';
import { withoutWriting } from './ink/writingBeside.js';
import { plotOutline } from './outline.js';
import { touchingPlots } from './touching.js';

/** A rectangle of data. */
export interface PlotArea {
  /**
   * The data's pixels: from the centre of the frame lines on the left and top up to those on the right and bottom
   * (the outermost line of pixels may be half frame); without a frame, the data's own outermost pixels.
   */
  readonly plotBox: Box;
  /** The same to the sub-pixel. */
  readonly edges: Edges;
  /** The frame or panel around the data, where the axes' ticks sit; the same as `edges` when the data fill it. */
  readonly axes: Edges;
  /** The pixels of `plotBox` that no frame touches. */
  readonly inner: Box;
  /** The border of data that fill an ellipse or another round shape (`plotOutline`); null where they fill the box. */
  readonly outline: Polygon | null;
  readonly confidence: number;
}

/** A plot area is at least this share of the picture's width and of its height, and of the largest plot area. */
const LEAST_SIDE = 0.06;
const LEAST_OF_LARGEST = 0.2;
/** Bars of one figure's panels are alike in size: one that is this many times smaller than the largest is no sign of a panel. */
const SPECK_OF_BAR = 4;

/** The plot areas of a figure in reading order. */
export function plotAreas(
  raster: Raster,
  page: Page,
  parts: Components,
  thick: Uint8Array,
  bars: readonly ColourbarLayout[],
): PlotArea[] {
  const { width, height } = raster;
  const isLarge = (box: Box): boolean =>
    boxWidth(box) >= LEAST_SIDE * width && boxHeight(box) >= LEAST_SIDE * height;
  const solid = thickAreas(parts, thick);
  const largestBar = bars.reduce<Box | null>(
    (largest, { box }) => (largest === null || boxArea(box) > boxArea(largest) ? box : largest),
    null,
  );
  const candidates: { box: Box; solid: number; framed: boolean }[] = [];
  for (const component of [...parts.list].sort((a, b) => boxArea(b.box) - boxArea(a.box))) {
    const hollow = solid[component.label]! < 0.04 * boxArea(component.box);
    // The bar itself, a piece of it, or a border drawn around the whole figure.
    if (bars.some((bar) => contains(bar.box, component.box, 2))) continue;
    // Overlapping dots of a scatter plot can look like a bar, but a small one, and the figure's own stands outside their frame.
    const isDots = (bar: Box): boolean =>
      hollow && SPECK_OF_BAR * boxArea(bar) < boxArea(largestBar!) && !contains(component.box, largestBar!);
    if (bars.some(({ box }) => isPartOf(component.box, box, hollow) && !isDots(box))) continue;
    const large = isLarge(component.box);
    if (hollow ? !large : solid[component.label]! < 25) continue;
    const host = candidates.find((c) => contains(c.box, component.box, 1));
    if (host !== undefined) {
      host.solid += solid[component.label]!;
      continue;
    }
    const rectangle = rectangleOf(parts, component, width, thick, hollow);
    if (rectangle === null || (hollow && !large)) continue;
    candidates.push({ box: rectangle, solid: solid[component.label]!, framed: hollow });
  }
  const isStrewn = (box: Box): boolean => {
    const inner = innerBox(frameEdges(raster, box, page.colour));
    return bars.some((bar) => isStrewnWith(raster, page, inner, thick, bar));
  };
  const merged = piecesOfPlots(raster, candidates)
    .map((c) => ({ ...c, box: withoutWriting(parts, width, c.box) }))
    .filter((c) => isLarge(c.box) && (c.solid >= 0.04 * boxArea(c.box) || (c.framed && isStrewn(c.box))));
  const largest = Math.max(0, ...merged.map((c) => boxArea(c.box)));
  const areas = merged
    .filter(
      (c) => boxArea(c.box) >= LEAST_OF_LARGEST * largest || bars.some((bar) => standsBeside(bar, c.box)),
    )
    .map((c) => groundAround(raster, page, c.box, c.framed))
    .flatMap((box) => touchingPlots(raster, box, [page.colour, ...bars.flatMap(coloursOf)]))
    .map((box) => plotArea(raster, page, box, bars));
  return readingOrder(areas);
}

/** A bar that stands beside its plot is no farther from it than this share of its length, and no longer or shorter by more pixels. */
const BESIDE = { away: 0.25, pixels: 2 };

/** Whether a bar stands right beside a box, from one end of it to the other: it was drawn for it, however small. */
function standsBeside({ box: bar, orientation }: ColourbarLayout, box: Box): boolean {
  const [gap, ...ends] =
    orientation === 'vertical'
      ? [Math.max(bar.left - box.right, box.left - bar.right), bar.top - box.top, bar.bottom - box.bottom]
      : [Math.max(bar.top - box.bottom, box.top - bar.bottom), bar.left - box.left, bar.right - box.right];
  const length = orientation === 'vertical' ? boxHeight(bar) : boxWidth(bar);
  return gap! >= 0 && gap! <= BESIDE.away * length && ends.every((d) => Math.abs(d) <= BESIDE.pixels);
}

function isPartOf(component: Box, bar: Box, hollow: boolean): boolean {
  if (!contains(component, bar, 3)) return false;
  return hollow || boxArea(component) < 3 * boxArea(bar);
}

function rectangleOf(
  parts: Components,
  component: Component,
  width: number,
  thick: Uint8Array,
  hollow: boolean,
): Box | null {
  if (!hollow && Math.max(boxWidth(component.box), boxHeight(component.box)) < 24) return component.box;
  return plotRectangle(parts, component, width, thick);
}

function thickAreas(parts: Components, thick: Uint8Array): Int32Array {
  const areas = new Int32Array(parts.list.length + 1);
  for (let i = 0; i < thick.length; i++) if (thick[i] === 1) areas[parts.labels[i]!]!++;
  return areas;
}

/** The plot area in a rectangle of ink: its frame, and the data inside where they do not fill the frame. */
export function plotArea(
  raster: Raster,
  page: Page,
  rectangle: Box,
  bars: readonly ColourbarLayout[],
): PlotArea {
  const axes = frameEdges(raster, rectangle, page.colour);
  const within = dataWithin(raster, page, innerBox(axes), bars);
  let edges = axes;
  if (within !== null) {
    const inside = frameEdges(raster, within.box, within.margin);
    edges = {
      left: within.sides.includes('left') ? inside.left : axes.left,
      top: within.sides.includes('top') ? inside.top : axes.top,
      right: within.sides.includes('right') ? inside.right : axes.right,
      bottom: within.sides.includes('bottom') ? inside.bottom : axes.bottom,
    };
  }
  const framed = SIDES.filter((s) => edges[s].thickness > 0).length;
  const plotBox = conventionBox(edges);
  return {
    plotBox,
    edges,
    axes,
    inner: innerBox(edges),
    outline: framed === 0 ? plotOutline(raster, page, plotBox) : null,
    confidence: framed === 4 || within !== null ? 0.95 : framed > 0 ? 0.85 : 0.75,
  };
}

function innerBox(edges: Edges): Box {
  return {
    left: edges.left.inner,
    top: edges.top.inner,
    right: edges.right.inner,
    bottom: edges.bottom.inner,
  };
}

/**
 * Data that leave a margin inside their frame or panel (ggplot2 expands its axes, gnuplot rounds them up).
 *
 * The margin has one colour (with grid lines), and the data's border is straight: a ragged one belongs to data
 * with holes, which do reach the frame. A margin in a colour that the colourbar also has could be data; then it
 * must go all the way round.
 */
function dataWithin(
  raster: Raster,
  page: Page,
  inside: Box,
  bars: readonly ColourbarLayout[],
): { box: Box; margin: Rgb; sides: Side[] } | null {
  const w = boxWidth(inside);
  const h = boxHeight(inside);
  if (w < 24 || h < 24) return null;
  const ring: number[] = [];
  for (const side of SIDES) {
    const view = viewFrom(side, inside, raster.width, raster.height);
    for (let p = view.from; p < view.to; p++) ring.push(view.offset(1, p));
  }
  const margin = commonColour(raster, ring);
  const tolerance = page.noisy ? 28 : 6;
  const share = ring.filter((o) => maxDifference(raster, o, margin) <= tolerance).length / ring.length;
  if (share < 0.25) return null;
  const part = crop(raster, inside);
  const mask = inkMask(part, margin, tolerance);
  const thick = opened(mask, w, h, 5);
  const rows = new Int32Array(h);
  const columns = new Int32Array(w);
  for (let y = 0, i = 0; y < h; y++) {
    for (let x = 0; x < w; x++, i++) {
      if (thick[i] === 1) {
        rows[y]!++;
        columns[x]!++;
      }
    }
  }
  const top = rows.findIndex((n) => n >= 0.02 * w);
  const bottom = rows.findLastIndex((n) => n >= 0.02 * w) + 1;
  const left = columns.findIndex((n) => n >= 0.02 * h);
  const right = columns.findLastIndex((n) => n >= 0.02 * h) + 1;
  if (top < 0 || left < 0 || right - left < 0.3 * w || bottom - top < 0.3 * h) return null;
  const straight = {
    left: columns[left]! >= 0.9 * (bottom - top),
    right: columns[right - 1]! >= 0.9 * (bottom - top),
    top: rows[top]! >= 0.9 * (right - left),
    bottom: rows[bottom - 1]! >= 0.9 * (right - left),
  };
  const inset = { left, top, right: w - right, bottom: h - bottom };
  const sides = SIDES.filter((s) => inset[s] > 2 && straight[s]);
  const dataColour = bars.some((bar) => coloursOf(bar).some((c) => difference(c, margin) <= 24));
  if (sides.length === 0 || (dataColour && sides.length < 4)) return null;
  return {
    box: {
      left: inside.left + (sides.includes('left') ? left : 0),
      top: inside.top + (sides.includes('top') ? top : 0),
      right: inside.left + (sides.includes('right') ? right : w),
      bottom: inside.top + (sides.includes('bottom') ? bottom : h),
    },
    margin,
    sides,
  };
}

// Rows from the top: plot areas that share half their height stand in one row.
function readingOrder(areas: readonly PlotArea[]): PlotArea[] {
  const rest = [...areas].sort((a, b) => a.plotBox.top - b.plotBox.top);
  const ordered: PlotArea[] = [];
  while (rest.length > 0) {
    const first = rest[0]!.plotBox;
    const row = rest.filter(({ plotBox }) => {
      const common = Math.min(first.bottom, plotBox.bottom) - Math.max(first.top, plotBox.top);
      return common >= 0.5 * Math.min(boxHeight(first), boxHeight(plotBox));
    });
    row.sort((a, b) => a.plotBox.left - b.plotBox.left);
    ordered.push(...row);
    for (const area of row) rest.splice(rest.indexOf(area), 1);
  }
  return ordered;
}
