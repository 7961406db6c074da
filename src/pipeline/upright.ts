import { findCorners } from '../figure/tilted/corners.js';
import { withoutSurroundings } from '../figure/tilted/print.js';
import { UsageError } from '../model/errors.js';
import type { Box, Raster } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { wholeBox } from '../raster/crop.js';
import { isDrawnUpright } from '../scan/drawnUpright.js';
import { isCoarse, isGrainy } from '../scan/grain.js';
import { evenlyLit, hasPaperMargin, isPaper, type PaperLight, paperLight } from '../scan/paper.js';
import { enlarged, isConvex, mappedPoint, type Quadrilateral } from '../scan/projective.js';
import { reducedBy } from '../scan/reduced.js';
import { screenPeriod, stripePeriod } from '../scan/screen.js';
import { meanSpectrum, spectrumSide } from '../scan/spectrum.js';
import {
  asItLies,
  boxInPicture,
  boxInStraight,
  type StraightPicture,
  straightened,
} from '../scan/straighten.js';
import { type Keep, keepNothing } from './panel/keep.js';
import type { Panel } from './panel.js';
import type { PlanOptions } from './plan/options.js';
import { type FigureInput, isCompressed } from './plan/request.js';
import { boxArray } from './sidecar.js';

/** A tilted figure as the rest of the pipeline takes it: upright, with the options that speak of places moved along. */
export interface UprightFigure {
  readonly figure: FigureInput;
  readonly options: PlanOptions;
  readonly straight: StraightPicture;
}

/** Light that varies less than this over the page needs no evening out. */
const evenLight = 1.03;

/**
 * A tilted figure made upright: by the corners of its plot area where they are given, else by those that are found, if
 * nothing is said of where things are. One that was printed through a screen is reduced first, until its dots are gone.
 * What was compressed stays so, but its coefficients are those of other pixels.
 *
 * @param keep what was made straight before
 * @returns undefined where the figure is upright and has no screen
 * @throws UsageError if the corners are no convex quadrilateral of the picture, or another setting contradicts them
 */
export function uprightFigure(
  tilted: FigureInput,
  options: PlanOptions,
  keep: Keep = keepNothing,
): UprightFigure | undefined {
  const { corners, plot = 'auto', colourbar = 'auto', crop, layout } = options;
  if (corners) validateCorners(corners, tilted.raster, options);
  else if (plot !== 'auto' || typeof colourbar === 'object' || crop || layout) return undefined;
  // An upright drawing is what most pictures are, and told at a glance. (Codecs smooth grain away, by which scans are known.)
  if (!corners && !isCompressed(tilted) && isDrawnUpright(tilted.raster)) return undefined;
  const page = keep('upright', JSON.stringify(corners ?? null), () => straightPage(tilted.raster, corners));
  if (!page) return undefined;
  const { straight, warnings } = page;
  const { jpeg, ignore, restore, ground, ...rest } = tilted;
  return {
    straight,
    figure: {
      ...rest,
      raster: straight.raster,
      compressed: true,
      straightened: true,
      ignore: ignore ? planeIn(straight, ignore, tilted.raster, 1) : straight.outside,
      ...(restore && { restore: planeIn(straight, restore, tilted.raster, 0) }),
      warnings: [...(rest.warnings ?? []), ...warnings],
    },
    options: {
      ...options,
      // A lens, a lamp and a print change lightness all over: it says nothing of a shading.
      shaded: options.shaded === true,
      ...(straight.plot && { plot: straight.plot }),
      ...(crop && { crop: union(boxInStraight(straight, crop), straight.plot ?? wholeBox(straight.raster)) }),
      ...(typeof colourbar === 'object' && { colourbar: boxInStraight(straight, colourbar) }),
    },
  };
}

interface Page {
  readonly straight: StraightPicture;
  readonly warnings: readonly Warning[];
}

/** The page alone, upright and evenly lit, without the dots of its print or the stripes of its display. */
function straightPage(picture: Raster, given: Quadrilateral | undefined): Page | undefined {
  const dots = screenPeriod(picture, () => meanSpectrum(picture));
  if (dots !== undefined) return { straight: averagedPage(picture, dots, given), warnings: [inDots(dots)] };
  const light = paperLight(picture);
  const corners = given ?? (light && findCorners(picture, light));
  const power = corners && light && paperSpectrum(picture, light);
  const stripes = power && stripePeriod(power);
  if (stripes !== undefined)
    return { straight: averagedPage(picture, stripes, corners), warnings: [onDisplay(stripes)] };
  if (light && isGrainy(picture) && hasPaperMargin(picture, light) && isCoarse(picture, light))
    return { straight: averagedPage(picture, roughness, corners), warnings: [onRoughPaper] };
  if (!corners) return undefined;
  return {
    straight: straightened(light ? onEvenPaper(picture, light, corners) : picture, corners),
    warnings: [],
  };
}

/** What a lens sees of the paper alone: a field may hold stripes of its own. */
const paperSpectrum = (picture: Raster, light: PaperLight): Float64Array | undefined =>
  meanSpectrum(picture, (left, top) => isPaper(picture, light, { left, top, side: spectrumSide }));

/** The page as means over a pattern of that period show it, straightened where it is tilted. */
function averagedPage(picture: Raster, period: number, given: Quadrilateral | undefined): StraightPicture {
  const page = reducedBy(picture, period);
  const light = paperLight(page);
  const corners =
    (given?.map(([x, y]) => [x / period, y / period]) as Quadrilateral | undefined) ??
    (light && findCorners(page, light));
  const even = light ? onEvenPaper(page, light, corners) : page;
  const straight = corners ? straightened(even, corners) : asItLies(even);
  return { ...straight, map: enlarged(straight.map, period) };
}

const inDots = (period: number): Warning => ({
  code: 'printed-in-dots',
  message: `the figure was printed in dots about ${period.toFixed(1)} pixels apart: they are averaged, one value a dot`,
  advice: 'fine structure is lost; the figure as it was before it was printed gives better values',
});

const onDisplay = (period: number): Warning => ({
  code: 'photograph-of-display',
  message: `the picture shows the pixels of a display: they are averaged, one value for every ${period.toFixed(1)} pixels`,
  advice: 'a screenshot gives better values',
});

/** Drops and fibres are about as large as a pixel: means over two take most of them away, and leave letters. */
const roughness = 2;

const onRoughPaper: Warning = {
  code: 'rough-paper',
  message:
    'the paper is rough, as under an inkjet’s drops or on a display: the picture is averaged, one value for every 2 pixels',
  advice: 'fine structure is lost; the figure as it was before it was printed gives better values',
};

/** The page alone, as even light shows it. */
function onEvenPaper(raster: Raster, light: PaperLight, plot: Quadrilateral | undefined): Raster {
  const page = withoutSurroundings(raster, light, plot);
  return light.unevenness > evenLight ? evenlyLit(page, light) : page;
}

/** A panel of the straightened figure, its places told as those of the picture that was given. */
export function panelInPicture(panel: Panel, { map, raster }: StraightPicture, picture: Raster): Panel {
  const place = (box: Box): Box => boxInPicture(map, box, picture);
  const { plotBox, colourbarBox, ticks } = panel;
  const bar = colourbarBox && place(colourbarBox);
  const placedTicks = ticks.map((tick) => ({ ...tick, at: tickInPicture(tick.at, colourbarBox, map) }));
  return {
    ...panel,
    plotBox: place(plotBox),
    colourbarBox: bar,
    ticks: placedTicks,
    straight: { raster, plotBox, colourbarBox, ticks },
    sidecar: {
      ...panel.sidecar,
      plotBox: boxArray(place(plotBox)),
      colourbarBox: bar && boxArray(bar),
      ticks: placedTicks,
      corners: cornersOf(plotBox).map((corner) => {
        const [x, y] = mappedPoint(map, corner);
        return [Math.round(100 * x) / 100, Math.round(100 * y) / 100] as const;
      }),
    },
  };
}

/** Row (upright bars) or column of the tilted picture at which a tick of the straight one stands, along the bar's middle. */
function tickInPicture(at: number, bar: Box | null, map: StraightPicture['map']): number {
  if (bar === null) return at;
  const isUpright = bar.bottom - bar.top >= bar.right - bar.left;
  const [x, y] = mappedPoint(
    map,
    isUpright ? [(bar.left + bar.right) / 2, at] : [at, (bar.top + bar.bottom) / 2],
  );
  return isUpright ? y : x;
}

const cornersOf = ({ left, top, right, bottom }: Box): Quadrilateral => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** A plane of the tilted picture's pixels in the straight one; `beyond`: of what the picture does not show. */
function planeIn(
  { raster, outside, map }: StraightPicture,
  plane: Uint8Array,
  picture: Raster,
  beyond: number,
): Uint8Array {
  const { width } = raster;
  return outside.map((out, i) => {
    if (out === 1) return beyond;
    const [x, y] = mappedPoint(map, [(i % width) + 0.5, Math.floor(i / width) + 0.5]);
    return plane[Math.floor(y) * picture.width + Math.floor(x)]!;
  });
}

function validateCorners(corners: Quadrilateral, { width, height }: Raster, options: PlanOptions): void {
  const inside = corners.every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
  if (corners.length !== 4 || !inside || !isConvex(corners))
    throw new UsageError(
      `corners expects the four corners of the plot area clockwise from its top left, x1,y1,…,x4,y4 inside the ${width} × ${height} picture, but received ${corners.join(',')}`,
      'corners',
      { code: 'corners-no-quadrilateral', fields: { corners, width, height } },
    );
  const { plot = 'auto', layout, ticks } = options;
  const other =
    plot !== 'auto' ? 'plot' : layout ? 'layout' : typeof ticks?.[0] === 'object' ? 'ticks' : undefined;
  if (other !== undefined)
    throw new UsageError(
      other === 'ticks'
        ? 'corners expects ticks without places: the picture is straightened first'
        : `corners expects no ${other} beside it: both say where the plot area is`,
      ['corners', other],
      { code: 'corners-contradicted' },
    );
}
