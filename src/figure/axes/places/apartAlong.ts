import type { Raster } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { apartAtSigns, apartAtTicks } from '../../labels/words/apart.js';
import type { Word } from '../../labels/words/joined.js';
import { signsApart } from '../../labels/words/signsApart.js';
import type { Edges } from '../../layout/ink/edges.js';
import type { Page } from '../../layout/ink/page.js';
import { majorTicks, outerBox, type Tick } from '../../layout/ticks.js';

/** Words with those of a level side's labels taken apart that stand too near to one another. */
export function apartAlong(
  { raster, page }: { readonly raster: Raster; readonly page: Page },
  words: readonly Word[],
  edges: Edges,
  side: 'bottom' | 'top',
  ticks: readonly Tick[],
): readonly Word[] {
  const outer = outerBox(edges);
  const reach = ticks.reduce((m, t) => Math.max(m, t.length), 0);
  const places = ticks.length < 2 ? [] : inStep(majorTicks(ticks).map(({ at }) => at));
  return words.flatMap((word) => {
    const gap = side === 'bottom' ? word.box.top - outer.bottom : outer.top - word.box.bottom;
    if (gap < -1 || gap > reach + 2.2 * word.height) return [word];
    const parts = apartAtTicks(word, places);
    if (parts.length > 1) return parts;
    const signed = signsApart(raster, page, word);
    const again = apartAtTicks(signed, places);
    if (again.length > 1) return again;
    // Signs that the digits before them run into are no glyphs of their own until they are set apart.
    const negative = apartAtSigns(signed);
    return negative.length > 1 ? negative : [word];
  });
}

/** Places of ticks without the ends of the axis line, which look like ticks and stand nearer to one than its neighbours. */
function inStep(places: readonly number[]): readonly number[] {
  const sorted = [...places].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((at, k) => at - sorted[k]!);
  const least = 0.5 * median(steps);
  const first = steps[0]! < least ? 1 : 0;
  return sorted.slice(first, steps.at(-1)! < least ? -1 : undefined);
}
