import { loadLibrary } from '../../../src/index.js';
import { blankCanvas, type Canvas, fillRectangle, stroke } from './canvas.js';
import { type Compression, encoded, fileExtension, formatName } from './encode.js';
import { textStrokes, textWidth } from './glyphs.js';
import { colourAt, drawMap, type FreshMap } from './maps.js';
import { type FreshPicture, lutOf } from './model.js';
import { fractal, gradientNoise, sampled } from './noise.js';
import { drawsOf } from './random.js';

/** Lengths of a page are given as it is at this longest side: 6.4 inches at a hundred dots per inch. */
export const usualSide = 640;

/** Left, top, right, bottom. */
type Edges = readonly [number, number, number, number];

/** A page before its size is chosen: lengths in pixels of the usual size. */
interface Page {
  readonly height: number;
  readonly plots: readonly Edges[];
  readonly bar: Edges;
  readonly upright: boolean;
  readonly framed: boolean;
  /** Cells across the plot, 0 for a smooth field. */
  readonly cells: number;
  readonly low: number;
  readonly high: number;
  readonly map: FreshMap;
  readonly noise: (x: number, y: number) => number;
  readonly compression: Compression;
}

/**
 * Figure `index` of a seed, drawn with so many pixels along its longest side: the same page at any size, as a plotting
 * program draws it with more or fewer dots per inch. Only what would vanish stays larger than the page's scale has it:
 * lines of one pixel, digits of six.
 */
export async function sizedFigure(seed: number, index: number, longest: number): Promise<FreshPicture> {
  const page = await drawnPage(seed, index);
  const scale = longest / usualSide;
  const placed = (box: Edges): Edges => box.map((v) => Math.round(v * scale)) as unknown as Edges;
  const plots = page.plots.map(placed);
  const bar = placed(page.bar);
  const canvas = blankCanvas(longest, Math.round(page.height * scale), [255, 255, 255]);
  plots.forEach((box, k) => {
    drawField(canvas, box, page, k);
  });
  drawBar(canvas, bar, page);
  for (const box of page.framed ? [...plots, bar] : []) frame(canvas, box, thicknessOf(scale));
  for (const plot of plots) drawTicks(canvas, plot, { upright: false, ends: [0, 100], scale });
  drawTicks(canvas, bar, { upright: page.upright, ends: [page.low, page.high], scale });
  const [left, top, right, bottom] = plots[0]!;
  const name = `sized-${seed}.${index}-${longest}-${formatName(page.compression)}`;
  return {
    name,
    bytes: await encoded(canvas.rgb, canvas.width, canvas.height, page.compression),
    truth: new Float64Array(0),
    width: right - left,
    height: bottom - top,
    overlay: null,
    description: {
      name,
      image: `${name}.${fileExtension(page.compression)}`,
      truth: '',
      overlay: null,
      family: 'figure',
      format: formatName(page.compression),
      cmap: page.map.name,
      cmapKind: page.map.kind,
      lut: lutOf(page.map),
      kind: page.cells > 0 ? 'cells' : 'gaussians',
      vmin: page.low,
      vmax: page.high,
      scale: 'linear',
      plot_box: plots[0]!,
      colourbar_box: bar,
      colourbar_orientation: page.upright ? 'vertical' : 'horizontal',
    },
  };
}

/** Plots beside one another, one in three pages with two; a bar at their right or below, framed four times in five. */
async function drawnPage(seed: number, index: number): Promise<Page> {
  const draw = drawsOf(seed, 300_000 + index);
  const upright = draw.chance(0.65);
  const [left, top, bottom] = [draw.integer(50, 80), draw.integer(25, 55), draw.integer(330, 400)];
  const right = upright ? draw.integer(470, 510) : draw.integer(590, 610);
  const gap = draw.integer(12, 30);
  const thickness = draw.integer(15, 26);
  const middle = Math.round((left + right) / 2);
  const plots: Edges[] = draw.chance(0.3)
    ? [
        [left, top, middle - 14, bottom],
        [middle + 14, top, right, bottom],
      ]
    : [[left, top, right, bottom]];
  const bar: Edges = upright
    ? [right + gap, top, right + gap + thickness, bottom]
    : [left, bottom + 60, right, bottom + 60 + thickness];
  const unit = 10 ** draw.integer(-2, 2);
  const low = draw.integer(-20, 10);
  return {
    height: bar[3] + 45,
    plots,
    bar,
    upright,
    framed: draw.chance(0.8),
    cells: draw.chance(0.25) ? draw.integer(8, 16) : 0,
    low: low * unit,
    high: (low + 4 * draw.integer(1, 10)) * unit,
    map: drawMap(await loadLibrary(), draw),
    noise: fractal(gradientNoise(draw), 2),
    compression: draw.chance(0.6)
      ? { format: 'png' }
      : { format: 'jpeg', quality: draw.integer(75, 95), chroma: '4:2:0' },
  };
}

const thicknessOf = (scale: number): number => Math.max(1, Math.round(scale));

function drawField(canvas: Canvas, [left, top, right, bottom]: Edges, page: Page, plot: number): void {
  const [width, height] = [right - left, bottom - top];
  const { cells, noise } = page;
  const snapped = (v: number): number => (cells > 0 ? (Math.floor(v * cells) + 0.5) / cells : v);
  const field = sampled(width, height, (x, y) => noise(2.5 * snapped(x) + 9 * plot, 2.5 * snapped(y)));
  const least = field.reduce((a, b) => Math.min(a, b));
  const most = field.reduce((a, b) => Math.max(a, b));
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const share = (field[i]! - least) / (most - least);
      colourAt(page.map.rgb, share, 'levels', canvas.rgb, 3 * ((top + y) * canvas.width + left + x));
    }
}

function drawBar(canvas: Canvas, [left, top, right, bottom]: Edges, { upright, map }: Page): void {
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const share = upright ? (bottom - y - 0.5) / (bottom - top) : (x + 0.5 - left) / (right - left);
      colourAt(map.rgb, share, 'levels', canvas.rgb, 3 * (y * canvas.width + x));
    }
}

/** Lines centred on the edges of a box, down and to the right by half a pixel where they are an odd number wide. */
function frame(canvas: Canvas, [left, top, right, bottom]: Edges, thickness: number): void {
  const before = Math.floor(thickness / 2);
  const after = thickness - before;
  fillRectangle(canvas, [left - before, top - before, right + after, top + after], 0);
  fillRectangle(canvas, [left - before, bottom - before, right + after, bottom + after], 0);
  fillRectangle(canvas, [left - before, top - before, left + after, bottom + after], 0);
  fillRectangle(canvas, [right - before, top - before, right + after, bottom + after], 0);
}

/** Five ticks at the right of a box, or below it, and what they say. */
function drawTicks(
  canvas: Canvas,
  [left, top, right, bottom]: Edges,
  { upright, ends, scale }: { upright: boolean; ends: readonly [number, number]; scale: number },
): void {
  const line = thicknessOf(scale);
  const before = Math.floor(line / 2);
  const size = Math.max(6, 10 * scale);
  const length = Math.max(2, Math.round(4 * scale));
  const pen = { grey: 0, width: Math.max(1.1, size / 8), opacity: 1 };
  for (let k = 0; k <= 4; k++) {
    const text = String(Number((ends[0] + (k / 4) * (ends[1] - ends[0])).toPrecision(3)));
    if (upright) {
      const y = Math.round(bottom - (k / 4) * (bottom - top));
      fillRectangle(canvas, [right, y - before, right + line + length, y - before + line], 0);
      stroke(canvas, textStrokes(text, right + 2 * length + 1, y - size / 2, size), pen);
    } else {
      const x = Math.round(left + (k / 4) * (right - left));
      fillRectangle(canvas, [x - before, bottom, x - before + line, bottom + line + length], 0);
      stroke(canvas, textStrokes(text, x - textWidth(text, size) / 2, bottom + 2 * length + 1, size), pen);
    }
  }
}
