import { html, type Markup } from './drawing/markup.js';
import { plotly } from './drawing/means.js';
import { reportPage } from './drawing/page.js';
import { script } from './drawing/script.js';
import { candidatesSection } from './sections/candidatesSection.js';
import { coloursSection } from './sections/coloursSection.js';
import { confidenceSection } from './sections/confidenceSection.js';
import { figureSection } from './sections/figureSection.js';
import { gridSection } from './sections/gridSection.js';
import { maskSection } from './sections/maskSection.js';
import { orderSection } from './sections/orderSection.js';
import { histogramSection, residualSection } from './sections/qualitySections.js';
import { stagesSection } from './sections/stagesSection.js';
import { colourmapText, percent, rangeText, summarySection } from './sections/summarySection.js';
import { walkSection } from './sections/walkSection.js';
import type { ReportInput, ReportWarning } from './shown/input.js';

/**
 * One HTML page that shows how a grid was recovered: the figure with what was found on it, the grid, what came of each
 * stage, the steps of the walk or the orders that were considered, the colours with the locus through them (in 3-D and in
 * planes), their distances before and after ordering, the residuals, the mask by kind of pixel, the histogram, how sure each
 * part is, and a summary. It holds everything that it needs (about 2 to 5 MB) and opens offline.
 */
export async function writeReport(input: ReportInput): Promise<string> {
  const { title, grid, confidence, coverage, warnings } = input;
  const sections = await Promise.all([
    figureSection(input),
    gridSection(input),
    stagesSection(input),
    walkSection(input),
    candidatesSection(input),
    coloursSection(input),
    orderSection(input),
    residualSection(input),
    maskSection(input),
    histogramSection(input),
    confidenceSection(input),
    summarySection(input),
  ]);
  const keyFigures = [
    ['grid', `${grid.width} × ${grid.height}`],
    ['range', rangeText(input)],
    ['coverage', percent(coverage)],
    ['confidence', confidence.toFixed(2)],
    ['colourmap', colourmapText(input)],
  ] as const;
  return reportPage({
    title,
    about: 'Recovered from',
    keyFigures,
    version: grid.provenance.version,
    scripts: [await plotly(), script],
    content: html`${
      warnings.length > 0 &&
      html`<aside class="warnings"><h2>${warnings.length === 1 ? 'A warning' : 'Warnings'}</h2><ul>${warnings.map(warningItem)}</ul></aside>`
    }
<main>
${sections}
</main>`,
  });
}

/** A warning, with what settles it set apart from what is doubtful. */
function warningItem(warning: ReportWarning): Markup {
  if (typeof warning === 'string') return html`<li>${warning}</li>`;
  const { message, settle } = warning;
  return html`<li>${message}${settle && html`<span class="settle">${settle}</span>`}</li>`;
}
