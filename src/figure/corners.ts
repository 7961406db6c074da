import type { Raster } from '../model/types.js';
import { median } from '../numeric/statistics.js';
import { dilate } from '../raster/dilate.js';
import { type PaperLight, paperColourAt } from '../scan/paper.js';
import { isConvex, type Point, type Quadrilateral } from '../scan/projective.js';
import { components, opened } from './layout/components.js';

/** Longer side of the small copy on which the plot area is looked for: large enough to tell sides from text. */
const smallSide = 500;
/** A colour that departs from the paper by more than this in a channel is print: twice the grain of a photograph. */
const leastPrint = 30;
/** Lines, ticks and letters are thinner than this in the small copy. */
const thin = 5;
/** A plot area takes at least this share of the picture, */
const leastShare = 0.04;
/** fills its quadrilateral but for what is white in it, */
const leastFilled = 0.85;
/** and has outline along this share of each side. */
const leastOutlined = 0.7;
/** Corners and what stands at them are left out when a side is fitted. */
const sideFrom = 0.08;
/** Departure from upright, in pixels along a side, below which nothing is gained by straightening. */
const leastTilt = 2;
/** Print on paper is turned as a whole: a side that is exactly upright or level was drawn by a program. */
const leastSideTilt = 0.5;
/** Tangent of the largest tilt: beyond 25° nobody could say which corner is the top left. */
const mostSlope = 0.47;

/**
 * The corners of the plot area of a tilted figure: of the largest printed area whose outline is four straight sides.
 *
 * @param light of its paper
 * @returns clockwise from the top left; undefined where there is none, or it is upright
 */
export function findCorners(raster: Raster, light: PaperLight): Quadrilateral | undefined {
  const step = stepOf(raster);
  const { mask, width, height } = printMask(raster, light, step);
  const { labels, list } = components(opened(mask, width, height, thin), width, height);
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
    const refined = refinedSides(raster, light, full, 2 * step + 2) ?? full;
    return isTilted(refined) ? refined : undefined;
  }
  return undefined;
}

/**
 * The picture with what reaches in from its borders (a table that the page lies on, the lid of a scanner) painted as paper.
 *
 * @param light of the page's paper
 */
export function withoutSurroundings(raster: Raster, light: PaperLight): Raster {
  const step = stepOf(raster);
  const { mask, width, height } = printMask(raster, light, step);
  const { labels, list } = components(mask, width, height);
  const reaching = new Set(
    list
      .filter(({ box }) => box.left === 0 || box.top === 0 || box.right === width || box.bottom === height)
      .map(({ label }) => label),
  );
  if (reaching.size === 0) return raster;
  // The page's edge and its shadow are between the two.
  const around = dilate(
    Uint8Array.from(labels, (label) => (reaching.has(label) ? 1 : 0)),
    width,
    height,
    2,
  );
  const data = raster.data.slice();
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) {
      const cell =
        Math.min(height - 1, Math.floor(y / step)) * width + Math.min(width - 1, Math.floor(x / step));
      if (around[cell] === 0) continue;
      const paper = paperColourAt(light, (x + 0.5) / raster.width, (y + 0.5) / raster.height);
      data.set(paper, 4 * (y * raster.width + x));
    }
  return { width: raster.width, height: raster.height, data };
}

const stepOf = ({ width, height }: Raster): number =>
  Math.max(1, Math.ceil(Math.max(width, height) / smallSide));

/** 1 where the mean colour of a `step` × `step` square is not that of the paper. */
function printMask(
  { width, height, data }: Raster,
  light: PaperLight,
  step: number,
): { mask: Uint8Array; width: number; height: number } {
  const across = Math.floor(width / step);
  const down = Math.floor(height / step);
  const mask = new Uint8Array(across * down);
  for (let y = 0, i = 0; y < down; y++)
    for (let x = 0; x < across; x++, i++) {
      const sum = [0, 0, 0];
      for (let v = y * step; v < (y + 1) * step; v++)
        for (let u = x * step; u < (x + 1) * step; u++)
          for (let c = 0; c < 3; c++) sum[c]! += data[4 * (v * width + u) + c]!;
      const paper = paperColourAt(light, (x + 0.5) / across, (y + 0.5) / down);
      if (sum.some((s, c) => Math.abs(s / (step * step) - paper[c]!) > leastPrint)) mask[i] = 1;
    }
  return { mask, width: across, height: down };
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

const cross = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** The convex hull, clockwise as a picture is seen (Andrew's monotone chain). */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort(([a, b], [c, d]) => a - c || b - d);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of ordered) {
      while (chain.length > 1 && cross(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

/**
 * The hull with all but four of its sides taken away, each time the one whose neighbours, drawn on until they meet, add
 * the least area; clockwise from the top left.
 */
function fourSides(hull: readonly Point[]): Quadrilateral | undefined {
  const polygon = [...hull];
  while (polygon.length > 4) {
    let best: { k: number; at: Point; area: number } | undefined;
    for (let k = 0; k < polygon.length; k++) {
      const [a, b, c, d] = [0, 1, 2, 3].map((i) => polygon[(k + i) % polygon.length]!) as [
        Point,
        Point,
        Point,
        Point,
      ];
      const at = crossing(a, b, d, c);
      // Neighbours that part never meet on this side.
      if (!at || cross(b, c, at) > 0) continue;
      const area = Math.abs(cross(b, c, at));
      if (!best || area < best.area) best = { k, at, area };
    }
    if (!best) return undefined;
    const [first, second] = [(best.k + 1) % polygon.length, (best.k + 2) % polygon.length];
    polygon[first] = best.at;
    polygon.splice(second, 1);
  }
  return polygon.length === 4 ? fromTopLeft(polygon) : undefined;
}

function fromTopLeft(polygon: readonly Point[]): Quadrilateral {
  const first = polygon.reduce(
    (best, [x, y], k) => (x + y < polygon[best]![0] + polygon[best]![1] ? k : best),
    0,
  );
  return [0, 1, 2, 3].map((k) => polygon[(first + k) % 4]!) as unknown as Quadrilateral;
}

/** Where the lines through a, b and through c, d meet. */
function crossing([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point, [dx, dy]: Point): Point | undefined {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, dx - cx, dy - cy];
  const sine = ux * vy - uy * vx;
  if (Math.abs(sine) < 1e-9) return undefined;
  const t = ((cx - ax) * vy - (cy - ay) * vx) / sine;
  return [ax + t * ux, ay + t * uy];
}

/** A side as a base line with its departure: from `a` to `b`, `offset` and `slope` of what lies across it. */
type Side = readonly [Point, Point];

/** Quadrilateral through lines fitted to the outline near each side; undefined where a side has too little outline. */
function fittedSides(corners: Quadrilateral, points: readonly Point[]): Quadrilateral | undefined {
  const sides = corners.map((a, k) => {
    const b = corners[(k + 1) % 4]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const near = points
      .map((p) => along(a, b, p))
      .filter(
        ({ at, off }) => at > sideFrom && at < 1 - sideFrom && Math.abs(off) < Math.max(3, length / 40),
      );
    return fittedLine(a, b, near, length);
  });
  return sides.every((side) => side !== undefined) ? cornersOf(sides as Side[]) : undefined;
}

/** Place of a point relative to a line: share of the way from a to b, and pixels off it. */
function along(a: Point, b: Point, p: Point): { at: number; off: number } {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const squared = ux * ux + uy * uy;
  return {
    at: ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy) / squared,
    off: cross(a, b, p) / Math.sqrt(squared),
  };
}

/**
 * A line through places about another: least squares over those that stay near it, round by round. Undefined where those
 * that stay leave gaps.
 */
function fittedLine(
  a: Point,
  b: Point,
  near: readonly { at: number; off: number }[],
  length: number,
): Side | undefined {
  let kept = near;
  let [offset, slope] = [median(near.map(({ off }) => off)), 0];
  for (const reach of [3, 2, 1.5, 1.5]) {
    kept = near.filter(({ at, off }) => Math.abs(off - offset - slope * (at - 0.5)) <= reach);
    const n = kept.length;
    if (n < 8) return undefined;
    const meanAt = kept.reduce((sum, { at }) => sum + at, 0) / n;
    const meanOff = kept.reduce((sum, { off }) => sum + off, 0) / n;
    const spread = kept.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
    slope =
      spread > 0 ? kept.reduce((sum, { at, off }) => sum + (at - meanAt) * (off - meanOff), 0) / spread : 0;
    offset = meanOff + slope * (0.5 - meanAt);
  }
  const bins = Math.min(20, Math.floor(length / 2));
  const seen = new Set(kept.map(({ at }) => Math.floor(((at - sideFrom) / (1 - 2 * sideFrom)) * bins)));
  if (seen.size < leastOutlined * bins) return undefined;
  const [nx, ny] = [
    -(b[1] - a[1]) / Math.hypot(b[0] - a[0], b[1] - a[1]),
    (b[0] - a[0]) / Math.hypot(b[0] - a[0], b[1] - a[1]),
  ];
  const at = (end: Point, off: number): Point => [end[0] + nx * off, end[1] + ny * off];
  return [at(a, offset - slope / 2), at(b, offset + slope / 2)];
}

function cornersOf(sides: readonly Side[]): Quadrilateral | undefined {
  const corners = sides.map((side, k) => crossing(...sides[(k + 3) % 4]!, ...side));
  return corners.every((corner) => corner !== undefined) ? (corners as unknown as Quadrilateral) : undefined;
}

/** The sides again where, coming from outside, the paper ends in the picture itself. */
function refinedSides(
  raster: Raster,
  light: PaperLight,
  corners: Quadrilateral,
  reach: number,
): Quadrilateral | undefined {
  const { width, height, data } = raster;
  const isPrint = (x: number, y: number): boolean => {
    const [i, j] = [Math.floor(x), Math.floor(y)];
    if (i < 0 || j < 0 || i >= width || j >= height) return false;
    const paper = paperColourAt(light, x / width, y / height);
    const o = 4 * (j * width + i);
    return [0, 1, 2].some((c) => Math.abs(data[o + c]! - paper[c]!) > leastPrint);
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
      for (let off = -reach; off <= reach; off += 0.5)
        if ([0, 1, 2].every((d) => isPrint(x + nx * (off + d), y + ny * (off + d)))) {
          found.push({ at, off });
          break;
        }
    }
    return fittedLine(a, b, found, length);
  });
  return sides.every((side) => side !== undefined) ? cornersOf(sides as Side[]) : undefined;
}

function areaOf(corners: Quadrilateral): number {
  const twice = corners.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Whether a quadrilateral is an upright rectangle that was turned, or seen from beside, by a little. */
function isTilted(corners: Quadrilateral): boolean {
  const sides = corners.map(([x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    const [along, across] = [Math.abs(nextX - x), Math.abs(nextY - y)];
    return k % 2 === 0 ? { off: across, slope: across / along } : { off: along, slope: along / across };
  });
  return (
    sides.every(({ off, slope }) => off > leastSideTilt && slope < mostSlope) &&
    sides.some(({ off }) => off > leastTilt)
  );
}
