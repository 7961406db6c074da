import type { PaletteRun } from '../../formats/palettes/runPalettes.js';
import type { Distortion } from '../../palette/measures/distortion.js';
import { axes, type ChartBox, drawing, HALF_PAGE, linear, logarithmic } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { roundTicks } from '../drawing/ticks.js';

type Curve = readonly { readonly k: number; readonly rmse: number }[];

/** What each palette loses, beside a random one and another encoder's: the curve over k with its elbow, and a table. */
export function distortionSection({ swept, drawn, file }: PaletteRun): Markup {
  const { palettes, elbow } = swept;
  const rows = palettes.flatMap(({ k, distortion, medianCut, random }, at) => {
    const bytes = drawn[at]!.length;
    return [
      row(String(k), 'this palette', distortion, `${bytes} (${percent(bytes / file.size)})`),
      row('', 'median cut', medianCut, ''),
      row('', 'random', random, ''),
    ];
  });
  return html`<section class="card wide" id="distortion">
<h2>What is lost</h2>
${curves(swept)}
${elbow !== null && html`<p class="note">The elbow: ${elbow.why}.</p>`}
<div class="scroll"><table class="columns"><thead><tr><th>colours</th><th>palette</th><th>RMSE</th><th>PSNR</th><th>ΔE2000, mean</th><th>95 %</th><th>bytes, of the file’s</th></tr></thead><tbody>${rows}</tbody></table></div>
<p class="note">RMSE is over pixels and channels in sRGB levels. Median cut is where many encoders begin, random a palette drawn from the pixels.</p>
</section>`;
}

function row(k: string, name: string, { rmse, psnr, deltaE }: Distortion, bytes: string): Markup {
  return html`<tr><th>${k}</th><td>${name}</td><td class="number">${rmse.toFixed(2)}</td><td class="number">${psnr === null ? 'exact' : `${psnr.toFixed(1)} dB`}</td><td class="number">${deltaE.mean.toFixed(2)}</td><td class="number">${deltaE.p95.toFixed(2)}</td><td class="number">${bytes}</td></tr>`;
}

/** The three curves; of one size alone there is none. */
function curves({ palettes, elbow }: PaletteRun['swept']): Markup | false {
  const [first, last] = [palettes[0]!.k, palettes.at(-1)!.k];
  if (first === last) return false;
  const own = palettes.map(({ k, distortion }) => ({ k, rmse: distortion.rmse }));
  const random = palettes.map(({ k, random: lost }) => ({ k, rmse: lost.rmse }));
  const cut = palettes.map(({ k, medianCut }) => ({ k, rmse: medianCut.rmse }));
  const box: ChartBox = { left: 64, top: 14, width: 2 * HALF_PAGE - 90, height: 260 };
  const most = Math.max(...[...own, ...random, ...cut].map(({ rmse }) => rmse));
  const x = logarithmic(first, last);
  const y = linear(0, 1.05 * most);
  const place = ({ k, rmse }: Curve[number]): [number, number] => [
    box.left + x(k) * box.width,
    box.top + (1 - y(rmse)) * box.height,
  ];
  const line = (kind: string, curve: Curve): Markup =>
    html`<polyline class="line ${kind}" points="${curve
      .map((point) =>
        place(point)
          .map((v) => v.toFixed(1))
          .join(),
      )
      .join(' ')}"/>`;
  const bend = own.find(({ k }) => k === elbow?.k);
  const [bendX, bendY] = bend ? place(bend) : [0, 0];
  return html`${drawing(
    2 * HALF_PAGE,
    320,
    'RMSE of the palettes over their number of colours',
    axes(
      box,
      { title: 'colours', ticks: palettes.map(({ k }) => ({ value: k, label: String(k) })), at: x },
      { title: 'RMSE', ticks: roundTicks(0, 1.05 * most), at: y },
    ),
    line('random', random),
    line('cut', cut),
    line('own', own),
    bend &&
      html`<circle class="bar" cx="${bendX}" cy="${bendY}" r="5"/><text class="title" x="${bendX + 10}" y="${bendY - 10}">elbow: ${bend.k}</text>`,
  )}
<ul class="legend"><li><i class="key own"></i>this palette</li><li><i class="key cut"></i>median cut</li><li><i class="key random"></i>random</li></ul>`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
