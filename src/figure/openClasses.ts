import { type BarFacts, readBar } from '../bar/readBar.js';
import type { Raster, Rgb } from '../model/types.js';
import type { AxisReading } from './axes/axis.js';
import { type ColourbarLayout, conventionBox } from './layout/bars/colourbar.js';
import type { Edge } from './layout/ink/edges.js';
import type { Page } from './layout/ink/page.js';

/**
 * A legend of classes without those that have no other end (> 50): it ends where they begin, and their colours are those of values
 * beyond the range, as a colourbar's arrows are.
 *
 * @param open where they begin, pixels along the legend
 */
export function withoutOpenClasses(
  raster: Raster,
  page: Page | null,
  bar: ColourbarLayout,
  open: AxisReading['open'],
  lossy: boolean,
): ColourbarLayout {
  const { low, high } = open ?? {};
  if (low === undefined && high === undefined) return bar;
  const { box: whole, orientation } = bar;
  const vertical = orientation === 'vertical';
  const [lowSide, highSide] = vertical ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const edges = {
    ...bar.edges,
    ...(low !== undefined && { [lowSide]: plainEdge(low) }),
    ...(high !== undefined && { [highSide]: plainEdge(high) }),
  };
  const box = conventionBox(edges);
  const facts: BarFacts = {
    orientation,
    lossy,
    ends: { low, high },
    frame: Math.max(bar.edges.left.thickness, bar.edges.top.thickness),
    ...(page && { page: page.colour }),
  };
  const reading = readBar(raster, box, facts);
  const across = vertical ? (whole.left + whole.right) >> 1 : (whole.top + whole.bottom) >> 1;
  const extension = (from: number | undefined, side: typeof lowSide | typeof highSide) => {
    if (from === undefined) return undefined;
    const along = Math.floor((from + whole[side]) / 2);
    const o = 4 * (vertical ? along * raster.width + across : across * raster.width + along);
    const colour: Rgb = [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
    return { colour, shape: 'rectangular', rowsInside: 0 } as const;
  };
  const extensions = { low: extension(low, lowSide), high: extension(high, highSide) };
  return {
    ...bar,
    box,
    edges,
    reading: {
      ...reading,
      extensions: {
        ...reading.extensions,
        ...(extensions.low && { low: extensions.low }),
        ...(extensions.high && { high: extensions.high }),
      },
    },
  };
}

const plainEdge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });
