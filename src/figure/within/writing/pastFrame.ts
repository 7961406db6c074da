import type { Raster } from '../../../model/types.js';
import { type Edges, SIDES, viewFrom } from '../../layout/ink/edges.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { outerBox } from '../../layout/ticks.js';

/** A line of ink along this share of a bar's long side is its frame, or the bar itself; a frame is no thicker than so many lines. */
const leastFrame = 0.6;
const thickestFrame = 5;

/** The sides of a bar, each past the frame that is written there: marks begin beyond it. */
export function pastFrame(text: Raster, page: Page, edges: Edges): Edges {
  const grown = { ...edges };
  for (const side of SIDES) {
    const view = viewFrom(side, outerBox(edges), text.width, text.height);
    const isFrame = (d: number): boolean => {
      let ink = 0;
      for (let p = view.from; p < view.to; p++)
        if (maxDifference(text, view.offset(-1 - d, p), page.colour) > page.tolerance) ink++;
      return ink >= leastFrame * (view.to - view.from);
    };
    // The bar's own outermost line may lie between.
    const lines = Array.from({ length: Math.min(thickestFrame, view.outside) }, (_, d) => isFrame(d));
    const beyond = lines.lastIndexOf(true) + 1;
    const outer = edges[side].outer + (side === 'left' || side === 'top' ? -beyond : beyond);
    if (beyond < lines.length) grown[side] = { ...edges[side], outer };
  }
  return grown;
}
