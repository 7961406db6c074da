import { limitingPart } from '../../pipeline/panel/recovery.js';
import { html, type Markup } from '../drawing/markup.js';
import type { ReportInput } from '../shown/input.js';

type Part = keyof NonNullable<ReportInput['confidences']>;

const meanings: Readonly<Record<Part, string>> = {
  layout: 'the plot area and the colourbar are where they were found',
  order: 'the colours are in the order, and at the places, of the map that was drawn with',
  range: 'the values at the ends of the colourmap',
  axes: 'the coordinates of the plot area’s edges',
  decoding: 'each pixel is where it belongs on the map',
};

/** How sure each part is, and which of them the overall confidence comes from. */
export function confidenceSection({ confidences, confidence, range }: ReportInput): Markup {
  if (!confidences) return html``;
  const limit = limitingPart(confidences, Boolean(range));
  const rows = (Object.keys(meanings) as Part[]).map((part) => {
    const share = confidences[part];
    const counts = part !== 'axes' && (part !== 'range' || Boolean(range));
    const badge = part === limit && html` <span class="badge">limits</span>`;
    return html`<tr><th scope="row">${part}${badge}<span class="meaning">${meanings[part]}${!counts && '; not counted'}</span></th><td>${meter(share, counts)}</td><td class="number">${share > 0 || counts ? share.toFixed(2) : 'not known'}</td></tr>`;
  });
  return html`<section class="card" id="confidence">
<h2>Confidence</h2>
<table class="confidence"><tbody>${rows}</tbody><tfoot><tr><th scope="row">overall<span class="meaning">the least of the parts that the values depend on</span></th><td>${meter(confidence, true)}</td><td class="number">${confidence.toFixed(2)}</td></tr></tfoot></table>
</section>`;
}

/** A share as a bar; faint where it does not count. */
function meter(share: number, counts: boolean): Markup {
  return html`<svg class="meter${!counts && ' faint'}" viewBox="0 0 100 8" role="img" aria-label="${share.toFixed(2)}" preserveAspectRatio="none"><rect class="trough" width="100" height="8" rx="2"/><rect class="bar" width="${100 * share}" height="8" rx="2"/></svg>`;
}
