import type { Raster } from '../../model/types.js';
import { convexHull } from '../../numeric/curves/convexHull.js';
import { type PaperLight, paperColourAt } from '../../scan/paper.js';
import { isConvex, type Point, type Quadrilateral } from '../../scan/projective.js';
import { components, opened } from '../layout/ink/components.js';
import { enclosedUnderGlare } from './enclosed.js';
import { printMask } from './print.js';
import { areaOf, cornersOf, fittedLine, fittedSides, fourSides, type Side, sideFrom } from './sides.js';

/** Lines, ticks and letters are thinner than this in the small copy. */
const thin = 5;
/** A plot area takes at least this share of the picture, */
const leastShare = 0.04;
/** and fills its quadrilateral but for what is white in it, where its frame is too faint to enclose that. */
const leastFilled = 0.6;
/** Departure from upright, in pixels along a side, below which nothing is gained by straightening. */
const leastTilt = 2;
/** Two sides that are exactly upright or level were drawn by a program; one may be so by chance. */
const leastSideTilt = 0.5;
const mostLevel = 1;
/** Around a page on a table there is no program: three sides may be level, seen from beside. */
const mostLevelOnTable = 3;
/** Light varies by more than this over a page that lies before a camera, and what it lies on takes most of a side. */
const evenLight = 1.03;
const mostlyCovered = 0.8;
/** Tangent of the largest tilt: beyond 25° nobody could say which corner is the top left. */
const mostSlope = 0.47;

/**
 * The corners of the plot area of a tilted figure: of the largest printed area whose outline is four straight sides.
 *
 * @param light of its paper
 * @returns clockwise from the top left; undefined where there is none, or it is upright and nothing says that it is photographed
 */
export function findCorners(raster: Raster, light: PaperLight): Quadrilateral | undefined {
  const { mask, glare, width, height, step, least } = printMask(raster, light);
  const filled = enclosedUnderGlare(mask, glare, width, height);
  const { labels, list } = components(opened(filled, width, height, thin), width, height);
  const areas = list
    .filter(({ area, box }) => {
      const isInside = box.left > 0 && box.top > 0 && box.right < width && box.bottom < height;
      return isInside && area >= leastShare * width * height;
    })
    .sort((a, b) => b.area - a.area);
  for (const { label, area, box } of areas) {
    const points = outlineOf(labels, label, box, width);
    const rough = fourSides(convexHull(points));
    const corners = rough && fittedSides(rough, points);
    if (!corners || !isConvex(corners)) continue;
    const enclosed = areaOf(corners);
    if (area < leastFilled * enclosed || area > 1.1 * enclosed) continue;
    const full = corners.map(([x, y]) => [x * step, y * step]) as unknown as Quadrilateral;
    const refined = refinedSides(raster, light, full, { reach: 2 * step + 2, least }) ?? full;
    const onTable = isOnTable(mask, width, height);
    const isPhotograph = light.unevenness > evenLight && onTable;
    return isPhotograph || isTilted(refined, onTable ? mostLevelOnTable : mostLevel) ? refined : undefined;
  }
  return undefined;
}

/** The outermost places of a component along every row and column. */
function outlineOf(
  labels: Int32Array,
  label: number,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  width: number,
): Point[] {
  const points: Point[] = [];
  const is = (x: number, y: number): boolean => labels[y * width + x] === label;
  for (let y = top; y < bottom; y++) {
    let [from, to] = [left, right - 1];
    while (from < right && !is(from, y)) from++;
    while (to >= from && !is(to, y)) to--;
    if (from <= to) points.push([from, y + 0.5], [to + 1, y + 0.5]);
  }
  for (let x = left; x < right; x++) {
    let [from, to] = [top, bottom - 1];
    while (from < bottom && !is(x, from)) from++;
    while (to >= from && !is(x, to)) to--;
    if (from <= to) points.push([x + 0.5, from], [x + 0.5, to + 1]);
  }
  return points;
}

/** The sides again where, coming from outside, the paper ends in the picture itself, nearest to where they were seen. */
function refinedSides(
  raster: Raster,
  light: PaperLight,
  corners: Quadrilateral,
  { reach, least }: { readonly reach: number; readonly least: number },
): Quadrilateral | undefined {
  const { width, height, data } = raster;
  const isPrint = (x: number, y: number): boolean => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    if (i < 0 || j < 0 || i >= width || j >= height) return false;
    const paper = paperColourAt(light, x / width, y / height);
    const o = 4 * (j * width + i);
    return [0, 1, 2].some((c) => paper[c]! - data[o + c]! > least);
  };
  const sides = corners.map((a, k) => {
    const b = corners[(k + 1) % 4]!;
    const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(ux, uy);
    // Clockwise in a picture's coordinates, the inside lies to the right: at (−uy, ux).
    const [nx, ny] = [-uy / length, ux / length];
    const count = Math.min(200, Math.round(length / 3));
    const found: { at: number; off: number }[] = [];
    for (let i = 0; i < count; i++) {
      const at = sideFrom + ((1 - 2 * sideFrom) * (i + 0.5)) / count;
      const [x, y] = [a[0] + at * ux, a[1] + at * uy];
      const isPrintAt = (off: number): boolean => isPrint(x + nx * off, y + ny * off);
      let nearest: number | undefined;
      for (let off = -reach; off <= reach; off += 0.5)
        if (!isPrintAt(off - 0.5) && isPrintAt(off) && isPrintAt(off + 1))
          nearest = Math.abs(off) < Math.abs(nearest ?? Infinity) ? off : nearest;
      if (nearest !== undefined) found.push({ at, off: nearest });
    }
    return fittedLine(a, b, found, length);
  });
  return sides.every((side) => side !== undefined) ? cornersOf(sides as Side[]) : undefined;
}

/** Whether what is no paper lies along at least three sides of the picture: a page was photographed with what it lies on. */
function isOnTable(print: Uint8Array, width: number, height: number): boolean {
  const share = (length: number, at: (k: number) => number): number => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += print[at(k)]!;
    return sum / length;
  };
  const shares = [
    share(width, (k) => k),
    share(width, (k) => (height - 1) * width + k),
    share(height, (k) => k * width),
    share(height, (k) => k * width + width - 1),
  ];
  return shares.filter((covered) => covered > mostlyCovered).length >= 3;
}

/**
 * Whether a quadrilateral is an upright rectangle that was turned, or seen from beside, by a little.
 *
 * @param most sides of it that may be level or upright all the same
 */
function isTilted(corners: Quadrilateral, most: number): boolean {
  const sides = corners.map(([x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    const [along, across] = [Math.abs(nextX - x), Math.abs(nextY - y)];
    return k % 2 === 0 ? { off: across, slope: across / along } : { off: along, slope: along / across };
  });
  return (
    sides.filter(({ off }) => off <= leastSideTilt).length <= most &&
    sides.every(({ slope }) => slope < mostSlope) &&
    sides.some(({ off }) => off > leastTilt)
  );
}
