import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ReportInput, ReportWarning } from './drawing/input.js';
import { html, type Markup, scriptElement } from './drawing/markup.js';
import { script } from './drawing/script.js';
import { style } from './drawing/style.js';
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

/** Pages may load nothing at all: whatever a name or a package holds, the browser makes no request. */
const policy =
  "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

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
  const page = html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · unhue</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header>
<p>Recovered from</p>
<h1>${title}</h1>
<dl class="key-figures">${keyFigures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>
${
  warnings.length > 0 &&
  html`<aside class="warnings"><h2>${warnings.length === 1 ? 'A warning' : 'Warnings'}</h2><ul>${warnings.map(warningItem)}</ul></aside>`
}
<main>
${sections}
</main>
<footer>Made by unhue ${grid.provenance.version}. This page holds everything it shows and loads nothing.</footer>
${scriptElement(await plotly())}
${scriptElement(script)}
</body>
</html>
`;
  return page.markup;
}

/** A warning, with what settles it set apart from what is doubtful. */
function warningItem(warning: ReportWarning): Markup {
  if (typeof warning === 'string') return html`<li>${warning}</li>`;
  const { message, settle } = warning;
  return html`<li>${message}${settle && html`<span class="settle">${settle}</span>`}</li>`;
}

/** The source of the plotting library, from where it is installed. */
function plotly(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('plotly.js-gl3d-dist-min'), 'utf8');
}
