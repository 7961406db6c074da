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
  const ended = endedAt(raster, page, bar, { low, high }, lossy);
  const { reading } = ended;
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
    ...ended,
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

/**
 * A legend of classes with those that are as pale as what it lies on, where its labels say that it goes on: its colours there are the picture's.
 *
 * @param beyond where it ends, pixels along it
 */
export function withClassesBeyond(
  raster: Raster,
  page: Page | null,
  bar: ColourbarLayout,
  beyond: AxisReading['beyond'],
  lossy: boolean,
): ColourbarLayout {
  return beyond ? endedAt(raster, page, bar, beyond, lossy) : bar;
}

/** A bar that ends elsewhere than it was seen to, pixels along it, as it is read there. */
function endedAt(
  raster: Raster,
  page: Page | null,
  bar: ColourbarLayout,
  { low, high }: { readonly low?: number | undefined; readonly high?: number | undefined },
  lossy: boolean,
): ColourbarLayout {
  const [lowSide, highSide] =
    bar.orientation === 'vertical' ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const edges = {
    ...bar.edges,
    ...(low !== undefined && { [lowSide]: plainEdge(low) }),
    ...(high !== undefined && { [highSide]: plainEdge(high) }),
  };
  const box = conventionBox(edges);
  const facts: BarFacts = {
    orientation: bar.orientation,
    lossy,
    ends: { low, high },
    frame: Math.max(bar.edges.left.thickness, bar.edges.top.thickness),
    ...(page && { page: page.colour }),
  };
  return { ...bar, box, edges, reading: readBar(raster, box, facts) };
}

const plainEdge = (at: number): Edge => ({ at, outer: at, inner: at, thickness: 0 });
