import type { Box } from '../../model/types.js';
import { html, type Markup } from '../drawing/markup.js';
import { pictureUri, reduction } from '../drawing/picture.js';
import type { ReportInput } from '../shown/input.js';

/** The figure with what was found on it: plot area, colourbar and the ticks that were read. */
export async function figureSection(input: ReportInput): Promise<Markup> {
  const { figure, plotBox, colourbarBox, ticks = [] } = input;
  const { width, height } = figure;
  // Lines in the units of the figure's pixels would vanish on large figures: sizes follow the figure's.
  const unit = Math.max(width, height) / 640;
  const factor = reduction(width, height);
  const tickMarks = ticks.map(
    ({ x, y, label }) =>
      html`<circle class="tick" cx="${x}" cy="${y}" r="${4 * unit}"><title>${label}</title></circle>`,
  );
  return html`<section class="card" id="figure">
<h2>The figure</h2>
<svg class="figure" viewBox="0 0 ${width} ${height}" style="max-width:${Math.max(width, 480)}px" role="img" aria-label="The figure with what was found on it">
<image width="${width}" height="${height}" href="${await pictureUri(figure)}"/>
${boxMark(plotBox, 'plot')}${colourbarBox ? boxMark(colourbarBox, 'bar') : undefined}${tickMarks}</svg>
<ul class="legend"><li><i class="key plot"></i>plot area ${boxText(plotBox)}</li>${
    colourbarBox
      ? html`<li><i class="key bar"></i>colourbar ${boxText(colourbarBox)}</li>`
      : html`<li>no colourbar used</li>`
  }${ticks.length > 0 && html`<li><i class="key tick"></i>ticks read: ${ticks.map(({ label }) => label).join(', ')}</li>`}</ul>
${factor > 1 && html`<p class="note">Shown at ${Math.round(100 / factor)} % of ${width} × ${height} pixels.</p>`}
</section>`;
}

function boxMark({ left, top, right, bottom }: Box, name: string): Markup {
  const at = html`x="${left}" y="${top}" width="${right - left}" height="${bottom - top}"`;
  return html`<rect class="halo" ${at}/><rect class="mark ${name}" ${at}/>`;
}

const boxText = ({ left, top, right, bottom }: Box): Markup =>
  html`<span class="number">${right - left} × ${bottom - top}</span> at <span class="number">(${left}, ${top})</span>`;
