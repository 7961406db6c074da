import type { Raster } from '../../model/types.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import type { Side } from '../layout/ink/edges.js';
import type { Page } from '../layout/ink/page.js';
import { majorTicks, type Tick, ticksInsideBar, ticksOutside } from '../layout/ticks.js';

/** Where a colourbar's longer tick marks stand along it (pixels), on the side that shows more of them. */
export function barMarks(raster: Raster, page: Page | null, bar: ColourbarLayout): number[] {
  if (page === null) return [];
  const [near, far] = seenTicks(raster, page, bar).map(majorTicks);
  return (near!.length >= far!.length ? near! : far!).map(({ at }) => at);
}

/** The sides that a colourbar's labels stand at. */
export const longSides = ({ orientation }: ColourbarLayout): readonly [Side, Side] =>
  orientation === 'vertical' ? ['right', 'left'] : ['bottom', 'top'];

/** The tick marks of a colourbar on each of its long sides: handles, by which a bar is dragged, are none. */
export function ticksOfBar(raster: Raster, page: Page, bar: ColourbarLayout): Tick[][] {
  const seen = seenTicks(raster, page, bar);
  return areHandles(seen) ? [[], []] : seen;
}

/** What sticks out of a colourbar's long sides, or into the bar where nothing leaves it. */
function seenTicks(raster: Raster, page: Page, bar: ColourbarLayout): Tick[][] {
  const sides = longSides(bar);
  const inside = sides.map((side) => ticksInsideBar(raster, bar.edges, side, bar.reading));
  return sides
    .map((side, k) => {
      const outside = ticksOutside(raster, page, bar.edges, side);
      if (outside.length >= 2) return outside;
      return inside[k]!.length >= 2 ? inside[k]! : inside[1 - k]!;
    })
    .map((ticks) => ticks.map((tick) => ({ ...tick, at: drawnPlace(bar, tick.at) })));
}

/** How far a renderer may put a mark from where the page says, pixels: one as thick as this, with rims that are not smoothed. */
const MOVED = 4;

/** Where the page itself puts the mark that is seen at a place; that place where it says nothing. */
function drawnPlace({ reading: { drawn } }: ColourbarLayout, at: number): number {
  let best = at;
  for (const place of drawn?.ticks ?? [])
    if (Math.abs(place - at) < (best === at ? MOVED : Math.abs(best - at))) best = place;
  return best;
}

/** Handles stick out of a bar on both sides alike, at two places. */
const areHandles = ([near, far]: readonly Tick[][]): boolean =>
  near!.length === 2 && far!.length === 2 && near!.every(({ at }, k) => Math.abs(at - far![k]!.at) <= 1);
