import { colourSpace } from '../drawing/colourSpace.js';
import { html, type Markup } from '../drawing/markup.js';
import type { ReportInput } from '../shown/input.js';
import { shownColours } from '../shown/shownColours.js';

/** The pixels in RGB space, with the quantised colours and the locus through them: in 3-D and in three planes. */
export async function coloursSection(input: ReportInput): Promise<Markup> {
  const { colourmap, palette } = input;
  const shown = shownColours(input);
  const count = (palette?.colours ?? colourmap.colours).length / 3;
  return html`<section class="card wide" id="colours">
<h2>Colours and locus</h2>
${await colourSpace(shown)}
<ul class="legend"><li><i class="key dot"></i>${shown.sample.length / 3} distinct colours of the plot area</li><li><i class="key node"></i>${count} ${palette ? 'quantised colours' : 'colours of the colourmap'}</li><li><i class="key line"></i>the locus, in the order of the colourmap</li></ul>
</section>`;
}
