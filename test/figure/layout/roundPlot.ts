import type { Box, Raster, Rgb } from '../../../src/model/types.js';

/** A plot that is no rectangle: whether a place is inside, in half widths and half heights from its middle. */
export type Shape = (u: number, v: number) => boolean;

export const ellipse: Shape = (u, v) => u * u + v * v <= 1;
/** Poles that are lines of half the equator's length, and bulging sides, as Robinson's and Eckert's maps have. */
export const flatPoles: Shape = (u, v) => Math.abs(v) <= 1 && Math.abs(u) <= 0.5 + 0.5 * Math.sqrt(1 - v * v);

export interface RoundPlot {
  readonly shape: Shape;
  readonly box: Box;
  readonly page: Rgb;
  /** Colour and thickness of the line around it. */
  readonly outline?: { readonly colour: Rgb; readonly thickness: number };
  /** Rings and spokes over the data. */
  readonly graticule?: Rgb;
  /** The bar's lightest colour: the page's own makes data and page alike. */
  readonly lightest?: Rgb;
}

const [width, height] = [420, 260];
const bar: Box = { left: 360, top: 30, right: 376, bottom: 230 };
/** Samples of a pixel's area, each way: how renderers soften edges. */
const samples = 4;

/** A bent map from dark blue over red to the lightest colour. */
export function colourAt(t: number, lightest: Rgb = [255, 240, 200]): Rgb {
  const stops: Rgb[] = [[20, 20, 90], [90, 30, 140], [200, 60, 70], [240, 160, 40], lightest];
  const at = Math.min(3.999, Math.max(0, 4 * t));
  const k = Math.floor(at);
  const mix = (c: 0 | 1 | 2): number => Math.round(stops[k]![c] * (1 - at + k) + stops[k + 1]![c] * (at - k));
  return [mix(0), mix(1), mix(2)];
}

/** The field of a round plot, 0…1. */
export const valueAt = (x: number, y: number): number => 0.5 + 0.5 * Math.sin(x / 37 + 1) * Math.cos(y / 29);

/** Draws the plot with a bar beside it, softened at its edge; `inside` is 1 for the pixels that are wholly data. */
export function roundPlot(plot: RoundPlot): { raster: Raster; bar: Box; inside: Uint8Array } {
  const { shape, box, page, outline, graticule, lightest } = plot;
  const data = new Uint8ClampedArray(4 * width * height);
  const inside = new Uint8Array(width * height);
  const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [rx, ry] = [(box.right - box.left) / 2, (box.bottom - box.top) / 2];
  const within = (x: number, y: number, grown: number): boolean =>
    shape((x - cx) / (rx + grown), (y - cy) / (ry + grown));
  const half = (outline?.thickness ?? 0) / 2;
  const colour = (x: number, y: number, own: Rgb): Rgb => {
    if (!within(x, y, half)) return page;
    if (outline && !within(x, y, -half)) return outline.colour;
    const radius = Math.hypot(x - cx, y - cy) % 40;
    const line = Math.min(radius, 40 - radius, Math.abs(x - cx), Math.abs(y - cy));
    return graticule && line < 0.5 ? graticule : own;
  };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0];
      const own = colourAt(valueAt(x, y), lightest);
      let whole = 1;
      for (let k = 0; k < samples * samples; k++) {
        const [sx, sy] = [x + ((k % samples) + 0.5) / samples, y + (Math.floor(k / samples) + 0.5) / samples];
        const seen = colour(sx, sy, own);
        for (let c = 0; c < 3; c++) sum[c]! += seen[c]! / samples ** 2;
        if (!within(sx, sy, -half)) whole = 0;
      }
      inside[y * width + x] = whole;
      data.set([...sum.map(Math.round), 255], 4 * (y * width + x));
    }
  for (let y = bar.top; y < bar.bottom; y++)
    for (let x = bar.left; x < bar.right; x++)
      data.set(
        [...colourAt((bar.bottom - y - 0.5) / (bar.bottom - bar.top), lightest), 255],
        4 * (y * width + x),
      );
  return { raster: { width, height, data }, bar, inside };
}
