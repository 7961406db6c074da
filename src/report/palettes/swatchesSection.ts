import { entriesOf, type MeasuredPalette } from '../../palette/sweep.js';
import { html, type Markup } from '../drawing/markup.js';

/** The colours of every palette, the most frequent first, with code, share and the nearest names of CSS. */
export function swatchesSection(palettes: readonly MeasuredPalette[]): Markup {
  const lists = palettes.map(({ k, palette }) => {
    const items = entriesOf(palette).map(
      ({ hex, share, names }) =>
        html`<li><i style="background:${hex}"></i>${hex} · ${(100 * share).toFixed(1)} %<span>${names.map(({ name }) => name).join(', ')}</span></li>`,
    );
    return html`<h3>${k} colours</h3><ul class="swatches">${items}</ul>`;
  });
  return html`<section class="card wide" id="swatches"><h2>Palettes</h2>${lists}</section>`;
}
