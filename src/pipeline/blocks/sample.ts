import { movedBox } from '../../figure/layout/ink/rectangle.js';
import type { ColourCounts } from '../../locus/colours/blockColours.js';
import type { Box, Raster } from '../../model/types.js';
import { distinctColours } from '../../raster/colours/distinct.js';
import { type Span, sampleSpans } from './layout.js';

/** A picture that is read part by part. */
export interface RegionSource {
  readonly width: number;
  readonly height: number;
  /** The pixels inside a box, on their background, and those (1) that were wholly transparent, where any were. */
  readonly read: (box: Box) => Promise<PictureRegion>;
}

export interface PictureRegion {
  readonly raster: Raster;
  readonly ignore?: Uint8Array;
}

/** Windows of a picture side by side, as one smaller picture with the same border. */
export interface PictureSample extends PictureRegion {
  /** Of the picture: the columns and rows that its windows are cut from. */
  readonly columns: readonly Span[];
  readonly rows: readonly Span[];
}

/**
 * A sample of a plot area: windows of its own pixels, evenly spread, for what is asked of colours, noise and neighbours. All of
 * a small plot area.
 */
export async function sampleOf(source: RegionSource, plot: Box, side: number): Promise<PictureSample> {
  const columns = sampleSpans(plot.right - plot.left, side);
  const rows = sampleSpans(plot.bottom - plot.top, side);
  const total = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0);
  const [width, height] = [total(columns), total(rows)];
  const data = new Uint8ClampedArray(4 * width * height);
  let ignore: Uint8Array | undefined;
  let y = 0;
  for (const [top, bottom] of rows) {
    let x = 0;
    for (const [left, right] of columns) {
      const region = await source.read(movedBox({ left, top, right, bottom }, plot.left, plot.top));
      const across = right - left;
      for (let row = 0; row < bottom - top; row++) {
        const to = (y + row) * width + x;
        data.set(region.raster.data.subarray(4 * row * across, 4 * (row + 1) * across), 4 * to);
        if (region.ignore === undefined) continue;
        ignore ??= new Uint8Array(width * height);
        ignore.set(region.ignore.subarray(row * across, (row + 1) * across), to);
      }
      x += across;
    }
    y += bottom - top;
  }
  return { raster: { width, height, data }, ...(ignore && { ignore }), columns, rows };
}

/** Columns and rows of a box. */
export const sizeOf = ({ left, top, right, bottom }: Box): { width: number; height: number } => ({
  width: right - left,
  height: bottom - top,
});

/** Pixels read at a time for their colours: 32 MB. */
const bandPixels = 1 << 23;

/** The distinct colours of a plot area in the order of their first appearance, row by row, and how many pixels have each. */
export async function coloursOf(
  source: RegionSource,
  plot: Box,
  progress: (share: number) => void = () => {},
): Promise<ColourCounts> {
  const counts = new Map<number, number>();
  const rows = Math.max(1, Math.floor(bandPixels / (plot.right - plot.left)));
  for (let top = plot.top; top < plot.bottom; top += rows) {
    const band = { ...plot, top, bottom: Math.min(plot.bottom, top + rows) };
    const own = distinctColours((await source.read(band)).raster);
    for (const [k, colour] of own.packed.entries())
      counts.set(colour, (counts.get(colour) ?? 0) + own.counts[k]!);
    progress((band.bottom - plot.top) / (plot.bottom - plot.top));
  }
  return { packed: Uint32Array.from(counts.keys()), counts: Uint32Array.from(counts.values()) };
}
