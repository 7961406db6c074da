import type { Library } from '../../../src/index.js';
import { blankCanvas, type Canvas } from './canvas.js';
import { type FieldKind, shareField } from './fields.js';
import { type HoleKind, holeMask } from './holes.js';
import { colourAt, distanceFromMap, drawMap, type FreshMap, type LookUp } from './maps.js';
import { drawMarks, type MarkKind } from './marks.js';
import type { Draws } from './random.js';

/** What to draw in a plot area. */
export interface PlotPlan {
  readonly kind: FieldKind;
  readonly width: number;
  readonly height: number;
  readonly map: FreshMap;
  readonly lookUp: LookUp;
  /** The grey of pixels without data. */
  readonly empty: number;
  readonly hole: HoleKind | null;
  readonly marks: readonly MarkKind[];
}

/** A plot area as drawn, before any compression. */
export interface DrawnPlot {
  readonly canvas: Canvas;
  /** width × height shares of the range, NaN = no data. */
  readonly shares: Float64Array;
}

export function drawPlot(plan: PlotPlan, draw: Draws): DrawnPlot {
  const { width, height, map, lookUp, empty } = plan;
  const shares = shareField(plan.kind, width, height, draw);
  if (plan.hole !== null) {
    const mask = holeMask(plan.hole, width, height, draw);
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1) shares[i] = Number.NaN;
  }
  const canvas = blankCanvas(width, height, [empty, empty, empty]);
  for (let i = 0; i < shares.length; i++)
    if (!Number.isNaN(shares[i]!)) colourAt(map.rgb, shares[i]!, lookUp, canvas.rgb, 3 * i);
  for (const mark of plan.marks) drawMarks(mark, canvas, shares, draw);
  return { canvas, shares };
}

/** A hole nearer than this to the map's colours (sRGB units) could not be told from data by anyone. */
const distinctHole = 30;

/**
 * A map and the grey for no data on it, none of the map's own colours: white more often than black or grey, and always
 * for a margin, which is the page.
 *
 * @param holes whether any pixel will show it
 */
export function drawMapAndEmpty(
  library: Library,
  hole: HoleKind | null,
  holes: boolean,
  draw: Draws,
): { readonly map: FreshMap; readonly empty: number } {
  for (;;) {
    const map = drawMap(library, draw);
    const empty = hole === 'margin' ? 255 : draw.pick([255, 255, 255, 0, 128, 204]);
    if (!holes || distanceFromMap(map, empty) >= distinctHole) return { map, empty };
  }
}
