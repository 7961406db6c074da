import { colourSpace } from '../drawing/colourSpace.js';
import type { ReportInput } from '../drawing/input.js';
import { html, type Markup } from '../drawing/markup.js';
import { sampleColours } from '../drawing/sampleColours.js';

/** Points that a cloud in 3-D shows clearly and every graphics card turns smoothly. */
const SAMPLE = 4000;
/** More vertices than this do not make a line smoother at the size in which it is drawn. */
const VERTICES = 600;

/** The pixels in RGB space, with the quantised colours and the locus through them: in 3-D and in three planes. */
export async function coloursSection(input: ReportInput): Promise<Markup> {
  const { colourmap, palette } = input;
  const sample = sampleColours(input.figure, input.plotBox, SAMPLE);
  const locus = thinned(colourmap.colours, VERTICES, colourmap.closed);
  // A map that came in order shows its own colours where a blind recovery shows those that it had to order.
  const nodes = thinned(palette?.colours ?? colourmap.colours, VERTICES, false);
  const count = (palette?.colours ?? colourmap.colours).length / 3;
  return html`<section class="card wide" id="colours">
<h2>Colours and locus</h2>
${await colourSpace({ sample, nodes, locus })}
<ul class="legend"><li><i class="key dot"></i>${sample.length / 3} distinct colours of the plot area</li><li><i class="key node"></i>${count} ${palette ? 'quantised colours' : 'colours of the colourmap'}</li><li><i class="key line"></i>the locus, in the order of the colourmap</li></ul>
</section>`;
}

/** At most `count` of n points, both ends kept; of a closed curve, the first again at the end. */
function thinned(points: Float64Array, count: number, closed: boolean): Float64Array {
  const n = points.length / 3;
  const kept = Math.min(n, count);
  const indices = Array.from({ length: kept }, (_, k) =>
    kept > 1 ? Math.round((k * (n - 1)) / (kept - 1)) : 0,
  );
  if (closed && n > 0) indices.push(0);
  return Float64Array.from(indices.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)]));
}
