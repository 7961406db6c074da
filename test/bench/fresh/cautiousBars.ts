import { loadLibrary } from '../../../src/index.js';
import type { FigureDescription } from '../../figures.js';
import { type BarLabels, drawAxis, drawBarLabels } from './barLabels.js';
import { blankCanvas, type Canvas, fillRectangle, outline, stroke } from './canvas.js';
import { encoded, fileExtension, formatName } from './encode.js';
import { shareField } from './fields.js';
import { textStrokes, textWidth } from './glyphs.js';
import { colourAt, drawMap } from './maps.js';
import { nameOf } from './model.js';
import { type Draws, drawsOf } from './random.js';

/** A figure to be inspected: what is known of its boxes and of the values at its bar's bottom (left) and top (right). */
export interface CautiousFigure {
  readonly bytes: Buffer;
  readonly description: Pick<
    FigureDescription,
    'name' | 'image' | 'vmin' | 'vmax' | 'plot_box' | 'colourbar_box' | 'extent'
  > &
    Pick<BarLabels, 'scale'>;
}

/**
 * Figures whose bars ask for caution: short ones, reversed ones, small letters, labels as `barLabels` has them, cut by
 * the border of a box now and then, and JPEGs of a quality of 60; axes likewise. What is not sure of these must be said to be so.
 */
export async function cautiousFigure(seed: number, index: number): Promise<CautiousFigure> {
  const draw = drawsOf(seed, 300_000 + index);
  const map = drawMap(await loadLibrary(), draw);
  const law = drawBarLabels(draw);
  const upright = draw.chance(0.7);
  const length = draw.chance(0.5) ? draw.integer(40, 80) : draw.integer(100, 300);
  const side = Math.max(110, length);
  const [width, height] = [side + draw.integer(10, 80), side + draw.integer(10, 80)];
  const { canvas, plotBox, barBox, reversed, extent } = drawnPage({
    upright,
    length,
    width,
    height,
    law,
    draw,
  });
  const shares = shareField('gaussians', width, height, draw).map((v) => (Number.isNaN(v) ? 0.5 : v));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      colourAt(
        map.rgb,
        shares[y * width + x]!,
        'levels',
        canvas.rgb,
        3 * ((plotBox[1] + y) * canvas.width + plotBox[0] + x),
      );
  drawBar(canvas, barBox, upright, reversed, map.rgb);
  for (const [l, t, r, b] of [plotBox, barBox]) outline(canvas, [l - 1, t - 1, r + 1, b + 1], 0);
  const compression = draw.chance(1 / 3)
    ? { format: 'jpeg' as const, quality: 60, chroma: draw.pick(['4:2:0', '4:4:4'] as const) }
    : { format: 'png' as const };
  const name = `${nameOf('bar', seed, index, 'gaussians', map)}-${law.word}-${length}-${formatName(compression)}`;
  return {
    bytes: await encoded(canvas.rgb, canvas.width, canvas.height, compression),
    description: {
      name,
      image: `${name}.${fileExtension(compression)}`,
      vmin: reversed ? law.high : law.low,
      vmax: reversed ? law.low : law.high,
      scale: law.scale,
      plot_box: plotBox,
      colourbar_box: barBox,
      extent,
    },
  };
}

type Edges = readonly [number, number, number, number];

interface PagePlan {
  readonly upright: boolean;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly law: BarLabels;
  readonly draw: Draws;
}

/** The page with the marks and labels of bar and axes on it, and where plot and bar go. */
function drawnPage({ upright, length, width, height, law, draw }: PagePlan) {
  const [left, top] = [draw.integer(70, 90), draw.integer(15, 40)];
  const plotBox: Edges = [left, top, left + width, top + height];
  const [gap, thickness] = [draw.integer(10, 30) + (upright ? 0 : 25), draw.integer(9, 20)];
  const start = draw.integer(0, 10) + (upright ? top : left);
  const barBox: Edges = upright
    ? [plotBox[2] + gap, start, plotBox[2] + gap + thickness, start + length]
    : [start, plotBox[3] + gap, start + length, plotBox[3] + gap + thickness];
  const canvas = blankCanvas(
    (upright ? barBox[2] : plotBox[2]) + 75,
    (upright ? plotBox[3] : barBox[3]) + 40,
    [255, 255, 255],
  );
  const size = draw.integer(5, 10);
  const reversed = draw.chance(0.15);
  drawLabels(canvas, barBox, upright ? 'right' : 'bottom', { labels: law.labels, size, reversed });
  const [x, y] = [drawAxis(draw), drawAxis(draw)];
  drawLabels(canvas, plotBox, 'bottom', { labels: x.labels, size, reversed: false });
  drawLabels(canvas, plotBox, 'left', { labels: y.labels, size, reversed: false });
  if (upright && draw.chance(0.1)) clip(canvas, barBox, size, draw);
  return { canvas, plotBox, barBox, reversed, extent: [x.low, x.high, y.low, y.high] as const };
}

interface Written {
  readonly labels: BarLabels['labels'];
  /** Height of the digits, pixels. */
  readonly size: number;
  /** High values at the bottom or the left. */
  readonly reversed: boolean;
}

/** Marks and labels outside one side of a box. */
function drawLabels(
  canvas: Canvas,
  [left, top, right, bottom]: Edges,
  side: 'left' | 'right' | 'bottom',
  { labels, size, reversed }: Written,
): void {
  const level = side === 'bottom';
  let end = Number.NEGATIVE_INFINITY;
  for (const { share, text } of labels) {
    const along = reversed ? 1 - share : share;
    const at = level ? left + along * (right - left) : bottom - along * (bottom - top);
    const extent = level ? textWidth(text, size) : size;
    // Programs leave out labels that would run into one another.
    if (Math.abs(at - end) < extent + 3) continue;
    end = at;
    const pixel = Math.floor(at);
    const [x, y] = {
      right: [right + 8, at - size / 2] as const,
      left: [left - 8 - textWidth(text, size), at - size / 2] as const,
      bottom: [at - extent / 2, bottom + 7] as const,
    }[side];
    const mark: Edges = level
      ? [pixel, bottom, pixel + 1, bottom + 4]
      : side === 'right'
        ? [right, pixel, right + 4, pixel + 1]
        : [left - 4, pixel, left, pixel + 1];
    fillRectangle(canvas, mark, 0);
    stroke(canvas, textStrokes(text, x, y, size), { grey: 0, width: Math.max(1, size / 8), opacity: 1 });
  }
}

/** A box whose border cuts through the labels: nothing is written beyond it. */
function clip(canvas: Canvas, [, top, right, bottom]: Edges, size: number, draw: Draws): void {
  const at = right + 8 + Math.round(size * draw.uniform(1, 3));
  fillRectangle(canvas, [at, 0, canvas.width, canvas.height], 255);
  fillRectangle(canvas, [at, Math.max(0, top - 12), at + 1, Math.min(canvas.height, bottom + 12)], 0);
}

function drawBar(
  canvas: Canvas,
  [left, top, right, bottom]: Edges,
  upright: boolean,
  reversed: boolean,
  rgb: Uint8Array,
): void {
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const share = upright ? (bottom - y - 0.5) / (bottom - top) : (x + 0.5 - left) / (right - left);
      colourAt(rgb, reversed ? 1 - share : share, 'levels', canvas.rgb, 3 * (y * canvas.width + x));
    }
}
