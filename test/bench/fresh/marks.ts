import { type Canvas, type Pen, stroke } from './canvas.js';
import { letters, textStrokes } from './glyphs.js';
import { blurred, fractal, gradientNoise, quantile, sampled } from './noise.js';
import type { Draws } from './random.js';

export const markKinds = ['contours', 'text', 'grid', 'markers', 'coast'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Draws marks of a kind over the data; the canvas keeps where the ink is. */
export function drawMarks(kind: MarkKind, canvas: Canvas, field: Float64Array, draw: Draws): void {
  const pen = { grey: visibleGrey(canvas, draw), opacity: draw.chance(0.7) ? 1 : 0.6 };
  if (kind === 'contours') contours(canvas, field, pen, draw);
  else if (kind === 'text') text(canvas, pen, draw);
  else if (kind === 'grid') grid(canvas, pen, draw);
  else if (kind === 'markers') markers(canvas, pen, draw);
  else coast(canvas, pen, draw);
}

type Ink = Omit<Pen, 'width'>;

/** Marks are drawn to be seen: black, white or grey, but at least this far from the mean of what is there (0…255). */
const contrast = 60;

function visibleGrey({ rgb }: Canvas, draw: Draws): number {
  const mean = rgb.reduce((sum, v) => sum + v, 0) / rgb.length;
  for (;;) {
    const grey = draw.pick([0, 0, 0, 255, 255, 70, 128]);
    if (Math.abs(grey - mean) >= contrast) return grey;
  }
}

/** Contours of the field itself, or of another one that is shown over it. */
function contours(canvas: Canvas, field: Float64Array, ink: Ink, draw: Draws): void {
  const { width, height } = canvas;
  const own = draw.chance(0.6) && !field.some(Number.isNaN);
  const noise = fractal(gradientNoise(draw), 2);
  const shown = own
    ? blurred(field, width, height, 4)
    : sampled(width, height, (x, y) => noise(2 * x, 2 * y));
  const pen = { ...ink, width: draw.uniform(0.7, 1.6) };
  const levels = draw.integer(2, 6);
  for (let k = 1; k <= levels; k++)
    stroke(canvas, isoline(shown, width, height, quantile(shown, k / (levels + 1)) + 1e-6), pen);
}

/** Marching squares: the segments where a field passes a level, four numbers each. */
export function isoline(field: Float64Array, width: number, height: number, level: number): number[] {
  const segments: number[] = [];
  for (let y = 0; y + 1 < height; y++)
    for (let x = 0; x + 1 < width; x++) {
      const corners = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ] as const;
      const heights = corners.map(([cx, cy]) => field[cy * width + cx]! - level);
      const ends: number[] = [];
      for (let k = 0; k < 4; k++) {
        const [a, b] = [heights[k]!, heights[(k + 1) % 4]!];
        if (a > 0 === b > 0) continue;
        const [from, to] = [corners[k]!, corners[(k + 1) % 4]!];
        const share = a / (a - b);
        ends.push(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
      }
      // Four ends are a saddle: joined in order, either way round is as good.
      segments.push(...ends);
    }
  return segments;
}

function text(canvas: Canvas, ink: Ink, draw: Draws): void {
  for (let k = draw.integer(2, 8); k > 0; k--) {
    const size = draw.uniform(7, 22);
    const word = draw.chance(0.5)
      ? draw.uniform(-40, 99).toFixed(draw.integer(0, 1))
      : Array.from({ length: draw.integer(1, 5) }, () => draw.pick([...letters])).join('');
    const [x, y] = [draw.uniform(0, canvas.width * 0.85), draw.uniform(0, canvas.height - size)];
    stroke(canvas, textStrokes(word, x, y, size), { ...ink, width: Math.max(1, size / draw.uniform(6, 9)) });
  }
}

/** Straight lines at equal distances, whole or dashed, often half transparent. */
function grid(canvas: Canvas, ink: Ink, draw: Draws): void {
  const { width, height } = canvas;
  const spacing = draw.uniform(0.15, 0.35) * Math.min(width, height);
  const dash = draw.pick([0, 0, 2, 4]);
  const snapped = draw.chance(0.6);
  const segments: number[] = [];
  const place = (at: number) => (snapped ? Math.round(at) : at);
  const dashes = (length: number, add: (from: number, to: number) => void) => {
    if (dash === 0) add(-1, length);
    else for (let at = 0; at < length; at += 2 * dash + 2) add(at, at + dash);
  };
  for (let x = draw.uniform(0.3, 1) * spacing; x < width; x += spacing)
    dashes(height, (from, to) => segments.push(place(x), from, place(x), to));
  for (let y = draw.uniform(0.3, 1) * spacing; y < height; y += spacing)
    dashes(width, (from, to) => segments.push(from, place(y), to, place(y)));
  stroke(canvas, segments, { ...ink, width: 1, opacity: ink.opacity * draw.pick([1, 1, 0.5]) });
}

/** Scattered points: discs, crosses or triangles, discs with a rim of the other colour. */
function markers(canvas: Canvas, ink: Ink, draw: Draws): void {
  const shape = draw.pick(['disc', 'cross', 'triangle']);
  const size = draw.uniform(2, 5);
  for (let k = draw.integer(5, 40); k > 0; k--) {
    const [x, y] = [draw.uniform(0, canvas.width), draw.uniform(0, canvas.height)];
    const [top, low] = [y - size, y + 0.8 * size];
    if (shape === 'disc') {
      stroke(canvas, [x, y, x, y], { ...ink, width: 2 * size + 2, grey: ink.grey > 127 ? 0 : 255 });
      stroke(canvas, [x, y, x, y], { ...ink, width: 2 * size });
    } else if (shape === 'cross')
      stroke(canvas, [x - size, y, x + size, y, x, top, x, y + size], { ...ink, width: 1.2 });
    else
      stroke(canvas, [x, top, x + size, low, x + size, low, x - size, low, x - size, low, x, top], {
        ...ink,
        width: 1.4,
      });
  }
}

/** A coastline: the shore of a random land, as ragged as a real one. */
function coast(canvas: Canvas, ink: Ink, draw: Draws): void {
  const { width, height } = canvas;
  const noise = fractal(gradientNoise(draw), 6, 0.5);
  const scale = draw.uniform(1, 2.5);
  const land = sampled(width, height, (x, y) => noise(scale * x, scale * y));
  const shore = isoline(land, width, height, quantile(land, draw.uniform(0.35, 0.7)) + 1e-6);
  stroke(canvas, shore, { ...ink, width: draw.uniform(0.6, 1.5) });
}
