import type { ColourmapCheck } from '../colourmap/check/colourmapCheck.js';
import { asSeen, type Vision, visions } from '../colourmap/check/vision.js';

const width = 640;
const height = 160;
const titles: Readonly<Record<Vision, string>> = {
  normal: 'as drawn',
  protan: 'protanopia',
  deutan: 'deuteranopia',
  tritan: 'tritanopia',
  grey: 'grey print',
};

/**
 * A page about a colourmap: the verdict, the map as it is seen with and without colour-vision deficiencies, lightness
 * and perceptual steps along it. One file, nothing to load.
 */
export function checkReport(what: string, report: ColourmapCheck): string {
  const { curves, verdict, kind, name } = report;
  const title = name === undefined || name === what ? what : `${what} (${name})`;
  const alike = visions.flatMap((vision) =>
    report.lookAlikes[vision].map(
      ({ a, b, deltaE }) =>
        `<tr><td>${titles[vision]}</td><td>${percent(a)}</td><td>${percent(b)}</td><td>${deltaE.toFixed(2)}</td></tr>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}: colourmap check</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
svg { width: 100%; height: auto } text { font: 12px system-ui, sans-serif; fill: #444 }
table { border-collapse: collapse } td, th { padding: .2rem .8rem; border-bottom: 1px solid #ddd; text-align: left }
</style>
<h1>${escaped(title)}</h1>
<p>${escaped(kind)}. At a noise of ${report.resolution.noise.toFixed(2)} sRGB levels: ${report.resolution.levels} levels, ${percent(report.resolution.accuracy, 2)} of the range at best.</p>
<ul>
${verdict.map((sentence) => `<li>${escaped(sentence)}</li>`).join('\n')}
</ul>
<h2>As it is seen</h2>
${strips(curves.colours)}
<h2>Lightness (OKLab)</h2>
${plot(curves.lightness, 1, curves.colours)}
<h2>Perceptual steps (CIEDE2000)</h2>
${plot(curves.steps, Math.max(...curves.steps, 1e-9), curves.colours)}
${alike.length > 0 ? `<h2>Look-alikes</h2>\n<table><tr><th>seen</th><th>at</th><th>and at</th><th>ΔE2000</th></tr>${alike.join('')}</table>` : ''}
</html>
`;
}

function strips(colours: Float64Array): string {
  const n = colours.length / 3;
  const rowHeight = 28;
  const rows = visions.map((vision, row) => {
    const seen = asSeen(colours, vision);
    const cells = Array.from({ length: n }, (_, i) => {
      // A hair wider than its share, or white lines show between the cells.
      const x = ((i * width) / n).toFixed(2);
      return `<rect x="${x}" y="${row * rowHeight}" width="${(width / n + 0.6).toFixed(2)}" height="22" fill="${hex(seen, i)}"/>`;
    });
    return `${cells.join('')}<text x="${width + 8}" y="${row * rowHeight + 15}">${titles[vision]}</text>`;
  });
  return `<svg viewBox="0 0 ${width + 100} ${visions.length * rowHeight}" role="img" aria-label="The colourmap as it is seen">${rows.join('\n')}</svg>`;
}

/** Values along the map as dots in its colours on a line. */
function plot(values: Float64Array, top: number, colours: Float64Array): string {
  const n = values.length;
  const x = (i: number): string => (((i + 0.5) * width) / n).toFixed(1);
  const y = (v: number): string => (height - (v / top) * (height - 10)).toFixed(1);
  const line = Array.from(values, (v, i) => `${x(i)},${y(v)}`).join(' ');
  const dots = Array.from(
    values,
    (v, i) =>
      `<circle cx="${x(i)}" cy="${y(v)}" r="4" fill="${hex(colours, Math.floor(((i + 0.5) / n) * (colours.length / 3)))}"/>`,
  );
  return `<svg viewBox="0 0 ${width + 100} ${height + 24}" role="img"><rect width="${width}" height="${height}" fill="#f4f4f4"/><polyline points="${line}" fill="none" stroke="#888"/>${dots.join('')}<text x="${width + 8}" y="14">${Number(top.toPrecision(3))}</text><text x="${width + 8}" y="${height}">0</text><text x="0" y="${height + 18}">0 %</text><text x="${width - 36}" y="${height + 18}">100 %</text></svg>`;
}

function hex(colours: Float64Array, i: number): string {
  const code = (c: number): string =>
    Math.round(colours[3 * i + c]!)
      .toString(16)
      .padStart(2, '0');
  return `#${code(0)}${code(1)}${code(2)}`;
}

const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)} %`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
