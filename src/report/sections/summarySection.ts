import { html, type Markup, type MarkupValue } from '../drawing/markup.js';
import { numberLabel } from '../drawing/ticks.js';
import type { ReportInput } from '../shown/input.js';

const sources = {
  walk: 'walked through the palette',
  blind: 'found from the pixels alone',
  colourbar: 'read from the colourbar',
  named: 'named',
  file: 'from a file',
} as const;

/** Name and origin of the colourmap in a few words. */
export function colourmapText({ colourmap: { name, source, closed, bands } }: ReportInput): string {
  return [name, sources[source], closed && 'closed', bands && 'in bands'].filter(Boolean).join(', ');
}

export function rangeText({ range, grid: { units } }: ReportInput): string {
  if (!range) return 'positions 0…1';
  return `${numberLabel(range[0])}…${numberLabel(range[1])}${units === undefined ? '' : ` ${units}`}`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Everything that is known about how the grid was made. */
export function summarySection(input: ReportInput): Markup {
  const { figure, plotBox, colourbarBox, grid, colourmap, palette, confidence } = input;
  const { version, sha256, options } = grid.provenance;
  const box = ({ left, top, right, bottom }: typeof plotBox): string =>
    `${left}, ${top}, ${right}, ${bottom}`;
  const rows: [string, MarkupValue][] = [
    ['Figure', `${figure.width} × ${figure.height} pixels`],
    ['Plot area', `${box(plotBox)} (left, top, right, bottom)`],
    ['Colourbar', colourbarBox ? box(colourbarBox) : 'none used'],
    ['Grid', `${grid.width} columns × ${grid.height} rows`],
    ['Colourmap', colourmapText(input)],
    ['Colours of the map', `${colourmap.colours.length / 3}`],
    ['Quantised colours', palette && `${palette.colours.length / 3}`],
    ['Range', rangeText(input)],
    ['Scale', input.scale],
    ['Coverage', percent(input.coverage)],
    ['Confidence', confidence.toFixed(2)],
    ['Units', grid.units],
    ['SHA-256 of the figure', sha256 && html`<code>${sha256}</code>`],
    ['Options', Object.keys(options).length > 0 && html`<code>${JSON.stringify(options)}</code>`],
    ['unhue', version],
  ];
  // The table of confidences takes its place beside the histogram, where there is one.
  return html`<section class="card${input.confidences && ' wide'}" id="summary"><h2>Summary</h2><table><tbody>${rows
    .filter(([, value]) => value !== undefined && value !== false)
    .map(
      ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
    )}</tbody></table></section>`;
}
