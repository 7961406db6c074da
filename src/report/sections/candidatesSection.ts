import { drawing, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { stripUri } from '../drawing/strip.js';
import { numberLabel } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';
import { alongMap } from './orderSection.js';

type Candidate = NonNullable<ReportInput['candidates']>[number];

const methods: Readonly<Record<Candidate['method'], string>> = {
  walk: 'walk: always to the nearest colour not yet visited',
  tree: 'tree: the longest path of the minimum spanning tree, the rest inserted, shortened',
  'tree with neighbours': 'tree with neighbours: the same, colours that never meet in the picture set apart',
};

/** The orders that a blind recovery chose from, with what the picture says of each. */
export async function candidatesSection(input: ReportInput): Promise<Markup> {
  const { candidates, palette, colourmap } = input;
  if (!candidates || candidates.length === 0 || !palette) return html``;
  const { colours } = palette;
  const rows = await Promise.all(
    candidates.map(async ({ method, order, score }, k) => {
      const uri = await stripUri(colours, alongMap({ colours, order }, colourmap));
      const strip = drawing(
        300,
        22,
        `Colours in the order of the ${method}`,
        pictureIn({ left: 0, top: 0, width: 300, height: 22 }, uri),
      );
      const numbers = [
        `${order.length} of ${colours.length / 3}`,
        numberLabel(score.residual),
        numberLabel(score.tear),
        `${(100 * score.tornShare).toFixed(1)} %`,
        numberLabel(score.length),
        numberLabel(score.total),
      ];
      return html`<tr${k === 0 && html` class="chosen"`}><th scope="row" title="${methods[method]}">${method}${k === 0 && html` <span class="badge">chosen</span>`}</th><td class="strip">${strip}</td>${numbers.map((text) => html`<td class="number">${text}</td>`)}</tr>`;
    }),
  );
  const heads = ['order', 'colours', 'colours on it', 'residual', 'tear', 'torn pairs', 'length', 'score'];
  return html`<section class="card wide" id="candidates">
<h2>Orders considered</h2>
<div class="scroll"><table class="columns"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
<p class="note">The picture judges: pixels should lie near the ordered colours (residual), and pixels side by side should not lie farther apart along them than in colour (tear). The score is both and a small charge on length, in units of the space in which colours are compared; the least is chosen, then refined.</p>
</section>`;
}
