import type { Box, Raster, Rgb } from '../../../src/model/types.js';

export type Paint = (t: number) => Rgb;

/** Three smooth channels that never repeat a colour: no library map. */
export const rainbow: Paint = (t) => [255 * t, 127 + 120 * Math.sin(2.5 * t + 0.4), 20 + 200 * (1 - t) ** 2];

export interface BarOptions {
  readonly levels?: number;
  /** Ascending inner and outer edges of flat bands, 0…1. */
  readonly edges?: readonly number[];
  readonly vertical?: boolean;
  readonly low?: number;
  readonly length?: number;
  readonly frame?: boolean;
  /** Renderers round the borders of levels to pixels as they please: by how much, in pixels. */
  readonly unevenness?: number;
  readonly above?: Rgb;
}

/**
 * A white page with a colourbar 18 pixels thick. Its low end lies at `low` (fractional rows from the bottom or left
 * margin), its frame is a pixel wide and centred there as nearly as pixels allow.
 */
export function paintedBar(paint: Paint, options: BarOptions = {}): { raster: Raster; box: Box } {
  const {
    levels = 256,
    edges,
    vertical = true,
    low = 0,
    length = 360,
    frame = true,
    above,
    unevenness = 0,
  } = options;
  const margin = 40;
  const thick = 18;
  const long = length + 2 * margin;
  const wide = thick + 2 * margin;
  const [width, height] = vertical ? [wide, long] : [long, wide];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const put = (along: number, across: number, colour: Rgb): void => {
    const [x, y] = vertical ? [across, height - 1 - along] : [along, across];
    data.set(colour.map(Math.round), 4 * (y * width + x));
  };
  for (let along = 0; along < long; along++)
    for (let across = margin; across < margin + thick; across++) {
      const f = (along + 0.5 + unevenness * Math.sin(2 * along) - margin - low) / length;
      const beyond = along - (margin + length);
      if (above && beyond >= 0 && beyond < 18) {
        // A triangle, base on the bar.
        if (Math.abs(across + 0.5 - margin - thick / 2) < (thick / 2) * (1 - beyond / 18))
          put(along, across, above);
        continue;
      }
      if (f < 0 || f >= 1) continue;
      let t = (Math.floor(f * levels) + 0.5) / levels;
      if (edges) {
        const k = edges.findIndex((e, i) => i > 0 && f < e);
        t = (edges[k - 1]! + edges[k]!) / 2;
      }
      put(along, across, paint(t));
    }
  const black: Rgb = [0, 0, 0];
  if (frame) {
    // As Agg snaps a line: to the pixel whose upper or left edge is nearest, which covers the bar or the page.
    const snapped = (end: number): number =>
      vertical ? height - 1 - Math.floor(height - end + 0.5) : Math.floor(end + 0.5);
    for (let across = margin - 1; across <= margin + thick; across++) {
      put(snapped(margin + low), across, black);
      if (!above) put(snapped(margin + low + length), across, black);
    }
    for (let along = margin; along < margin + length; along++) {
      put(along, margin - 1, black);
      put(along, margin + thick, black);
    }
  }
  const box = vertical
    ? { left: margin, right: margin + thick, top: height - margin - length, bottom: height - margin }
    : { left: margin, right: margin + length, top: margin, bottom: margin + thick };
  return { raster: { width, height, data }, box };
}
