import { loadLibrary } from '../../../src/index.js';
import { blankCanvas, type Canvas, fillRectangle, outline, stroke } from './canvas.js';
import { type Compression, encoded, fileExtension, formatName } from './encode.js';
import { type FieldKind, fieldKinds } from './fields.js';
import { textStrokes, textWidth } from './glyphs.js';
import { holeKinds } from './holes.js';
import { colourAt, type FreshMap, type LookUp } from './maps.js';
import { markKinds } from './marks.js';
import { type FreshPicture, lutOf, nameOf } from './model.js';
import { drawMapAndEmpty, drawPlot } from './plot.js';
import { type Draws, dealt, drawsOf } from './random.js';

/** What figures are, and how often in ten. */
const families = ['plain', 'plain', 'plain', 'plain', 'plain', 'marked', 'marked', 'holes', 'steps', 'steps'];

/**
 * Whole figures: a light page with a framed plot area and a framed colourbar of known range. The same seed gives the
 * same bytes, and figure i is the same however many are asked for.
 */
export async function freshFigures(seed: number, count: number): Promise<FreshPicture[]> {
  const figures: FreshPicture[] = [];
  for (let index = 0; index < count; index++) figures.push(await freshFigure(seed, index));
  return figures;
}

/** What a figure is drawn as, where that is not left to chance. */
export interface FigureWishes {
  readonly family?: (typeof families)[number];
  readonly kind?: FieldKind;
  readonly format?: Compression['format'];
  readonly compression?: Compression;
  /** A map and the grey of what holds no data. */
  readonly drawn?: { readonly map: FreshMap; readonly empty: number };
  /** Bands that the map is drawn in. */
  readonly steps?: number;
  /** The map as the plot shows it, where the bar shows it otherwise. */
  readonly plotColours?: (map: FreshMap, draw: Draws) => FreshMap;
}

/** Figure `index` of a seed. */
export async function freshFigure(
  seed: number,
  index: number,
  wishes: FigureWishes = {},
): Promise<FreshPicture> {
  const draw = drawsOf(seed, 100_000 + index);
  const family = wishes.family ?? dealt(families, seed, 11, index);
  const kind = wishes.kind ?? dealt(fieldKinds, seed, 12, index);
  const hole = family === 'holes' ? dealt(holeKinds, seed, 13, index) : null;
  const { map, empty } =
    wishes.drawn ?? drawMapAndEmpty(await loadLibrary(), hole, hole !== null || kind === 'radar', draw);
  const steps = wishes.steps ?? (family === 'steps' ? draw.integer(8, 20) : null);
  const lookUp: LookUp = steps !== null ? { steps } : draw.chance(0.2) ? 'interpolated' : 'levels';
  const marks =
    family === 'marked'
      ? [dealt(markKinds, seed, 14, index), ...(draw.chance(0.5) ? [draw.pick(markKinds)] : [])]
      : [];
  const [width, height] = [draw.integer(120, 520), draw.integer(120, 520)];
  const shown = wishes.plotColours?.(map, draw) ?? map;
  const plot = drawPlot({ kind, width, height, map: shown, lookUp, empty, hole, marks }, draw);
  const law = drawLaw(draw);
  const { canvas, plotBox, barBox, upright } = drawPage(plot.canvas, map.rgb, lookUp, law, draw);
  const compression = wishes.compression ?? compressionOf(draw, wishes.format);
  const did = [steps !== null && `steps${steps}`, marks.length > 0 && 'marked', hole];
  const name = [nameOf('fresh-fig', seed, index, kind, map), ...did.filter((word) => word)].join('-');
  const overlay = inkIn(canvas, plotBox, plot.canvas.ink);
  return {
    name: `${name}-${formatName(compression)}`,
    bytes: await encoded(canvas.rgb, canvas.width, canvas.height, compression),
    truth: plot.shares.map((share) => valueAt(law, share)),
    width,
    height,
    overlay,
    description: {
      name: `${name}-${formatName(compression)}`,
      image: `${name}-${formatName(compression)}.${fileExtension(compression)}`,
      truth: `${name}-${formatName(compression)}.truth.npy`,
      overlay: overlay && `${name}-${formatName(compression)}.overlay.png`,
      family: marks.length > 0 ? 'overlay' : 'figure',
      format: formatName(compression),
      cmap: map.name,
      cmapKind: map.kind,
      lut: lutOf(map),
      kind,
      vmin: law.low,
      vmax: law.high,
      scale: law.scale,
      steps,
      plot_box: plotBox,
      colourbar_box: barBox,
      colourbar_orientation: upright ? 'vertical' : 'horizontal',
    },
  };
}

type Edges = readonly [number, number, number, number];

interface Law {
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
}

/** Limits that a person would choose; one figure in seven has a logarithmic scale. */
function drawLaw(draw: Draws): Law {
  if (draw.chance(0.15)) {
    const power = draw.integer(-3, 2);
    return { low: 10 ** power, high: 10 ** (power + draw.integer(2, 4)), scale: 'log' };
  }
  const unit = 10 ** draw.integer(-2, 2);
  const low = draw.integer(-20, 10);
  return { low: low * unit, high: (low + 4 * draw.integer(1, 10)) * unit, scale: 'linear' };
}

function valueAt({ low, high, scale }: Law, share: number): number {
  return scale === 'log' ? low * (high / low) ** share : low + share * (high - low);
}

function compressionOf(draw: Draws, wished?: Compression['format']): Compression {
  if ((wished ?? (draw.chance(0.5) ? 'png' : 'jpeg')) === 'png') return { format: 'png' };
  return { format: 'jpeg', quality: draw.integer(60, 95), chroma: draw.pick(['4:2:0', '4:2:0', '4:4:4']) };
}

/**
 * Lays a plot area and its colourbar out on a page. Frames lie either just outside their boxes, or on the boxes' own
 * outermost pixels, as matplotlib's half do.
 */
function drawPage(plot: Canvas, rgb: Uint8Array, lookUp: LookUp, law: Law, draw: Draws) {
  const upright = draw.chance(0.7);
  const [left, top] = [draw.integer(30, 80), draw.integer(15, 60)];
  const plotBox: Edges = [left, top, left + plot.width, top + plot.height];
  const gap = draw.integer(8, 40);
  const thickness = draw.integer(10, 30);
  const length = upright ? plot.height : plot.width;
  const inset = draw.chance(0.5) ? 0 : Math.floor(draw.uniform(0, 0.15) * length);
  const barBox: Edges = upright
    ? [plotBox[2] + gap, top + inset, plotBox[2] + gap + thickness, plotBox[3] - inset]
    : [left + inset, plotBox[3] + gap + 16, plotBox[2] - inset, plotBox[3] + gap + 16 + thickness];
  const width = (upright ? barBox[2] : plotBox[2]) + draw.integer(60, 90);
  const height = (upright ? plotBox[3] : barBox[3]) + draw.integer(35, 70);
  const paper = draw.chance(0.7) ? 255 : draw.integer(225, 250);
  const canvas = blankCanvas(width, height, [paper, paper, Math.min(255, paper + draw.integer(-6, 0))]);
  paste(canvas, plot, plotBox);
  drawBar(canvas, barBox, upright, rgb, lookUp);
  const grey = draw.pick([0, 0, 0, 64, 128]);
  const inside = draw.chance(0.4);
  for (const box of [plotBox, barBox]) frame(canvas, box, inside, grey);
  drawTicks(canvas, barBox, upright, law, grey);
  return { canvas, plotBox, barBox, upright };
}

function paste({ rgb, width }: Canvas, plot: Canvas, [left, top]: Edges): void {
  for (let y = 0; y < plot.height; y++)
    rgb.set(plot.rgb.subarray(3 * y * plot.width, 3 * (y + 1) * plot.width), 3 * ((top + y) * width + left));
}

/** The low end at the bottom or the left; pixel centres at (i + ½)/n of the range. */
function drawBar(
  canvas: Canvas,
  [left, top, right, bottom]: Edges,
  upright: boolean,
  rgb: Uint8Array,
  lookUp: LookUp,
): void {
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const share = upright ? (bottom - y - 0.5) / (bottom - top) : (x + 0.5 - left) / (right - left);
      colourAt(rgb, share, lookUp, canvas.rgb, 3 * (y * canvas.width + x));
    }
}

function frame(canvas: Canvas, [left, top, right, bottom]: Edges, inside: boolean, grey: number): void {
  const out = inside ? 0 : 1;
  outline(canvas, [left - out, top - out, right + out, bottom + out], grey);
}

/** Five ticks along the bar, with what they say. */
function drawTicks(
  canvas: Canvas,
  [left, top, right, bottom]: Edges,
  upright: boolean,
  law: Law,
  grey: number,
): void {
  const size = 8;
  for (let k = 0; k <= 4; k++) {
    const text = String(Number(valueAt(law, k / 4).toPrecision(3)));
    if (upright) {
      const y = Math.min(bottom - 1, Math.floor(bottom - (k / 4) * (bottom - top)));
      fillRectangle(canvas, [right, y, right + 4, y + 1], grey);
      const strokes = textStrokes(text, right + 8, y - size / 2, size);
      stroke(canvas, strokes, { grey: 0, width: 1.1, opacity: 1 });
    } else {
      const x = Math.min(right - 1, Math.floor(left + (k / 4) * (right - left)));
      fillRectangle(canvas, [x, bottom, x + 1, bottom + 4], grey);
      const strokes = textStrokes(text, x - textWidth(text, size) / 2, bottom + 7, size);
      stroke(canvas, strokes, { grey: 0, width: 1.1, opacity: 1 });
    }
  }
}

/** Where ink lies on the data: the marks', and a frame's that covers the outermost pixels; null where none does. */
function inkIn(
  { width, ink }: Canvas,
  [left, top, right, bottom]: Edges,
  marks: Float32Array,
): Uint8Array | null {
  const across = right - left;
  const overlay = Uint8Array.from({ length: across * (bottom - top) }, (_, i) => {
    const page = (top + Math.floor(i / across)) * width + left + (i % across);
    return ink[page]! > 0 || marks[i]! > 0 ? 1 : 0;
  });
  return overlay.includes(1) ? overlay : null;
}
