import { type SigmaCase, sigmaFormats } from './sigmaCases.js';
import { percentile } from './summary.js';

/** Range of standard errors and errors shown, powers of ten of the range; two bins to a factor of two. */
const [from, to] = [-4, 0];
const binsPerDecade = 5;
/** A bin of fewer pixels says nothing, and more than so many of one picture would speak for it alone. */
const leastPixels = 500;
const mostOfPicture = 20_000;

const side = 190;
const gap = { left: 48, top: 30, right: 14, bottom: 38 };
const panel = { width: side + gap.left + gap.right, height: side + gap.top + gap.bottom };
const across = 4;

interface Bin {
  readonly sigma: number;
  /** The errors that 68.3 % and 95.4 % of the pixels do not exceed. */
  readonly one: number;
  readonly two: number;
}

/**
 * A reliability diagram for each format, as SVG: over the standard error told, the error that 68 % of such pixels do not exceed, and
 * half of that which 95 % do not. Both lie on the diagonal where standard errors hold.
 */
export function sigmaDiagram(cases: readonly SigmaCase[]): string {
  const shown = sigmaFormats.filter((format) => cases.some((c) => c.format === format));
  const rows = Math.ceil(shown.length / across);
  const [width, height] = [across * panel.width, rows * panel.height + 24];
  const panels = shown.map((format, k) => {
    const [x, y] = [(k % across) * panel.width + gap.left, Math.floor(k / across) * panel.height + gap.top];
    return `<g transform="translate(${x} ${y})">${panelOf(format, binned(cases.filter((c) => c.format === format)))}</g>`;
  });
  const legend =
    `<g transform="translate(${gap.left} ${height - 8})"><circle cx="4" cy="-4" r="3" fill="#1f5fa8"/><text x="12">68 % of the errors lie below</text>` +
    '<circle cx="214" cy="-4" r="3" fill="none" stroke="#c2571a"/><text x="222">half of what 95 % lie below</text></g>';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="sans-serif" font-size="11" fill="#222"><title>Standard errors against errors, by format</title><rect width="100%" height="100%" fill="#fff"/>\n${panels.join('\n')}\n${legend}\n</svg>\n`
  );
}

function binned(cases: readonly SigmaCase[]): Bin[] {
  const bins = Array.from({ length: (to - from) * binsPerDecade }, () => [] as number[]);
  for (const { errors, sigmas } of cases) {
    const stride = Math.max(1, Math.ceil(errors.length / mostOfPicture));
    for (let i = 0; i < errors.length; i += stride) {
      const k = Math.floor((Math.log10(sigmas[i]!) - from) * binsPerDecade);
      bins[k]?.push(Math.abs(errors[i]!));
    }
  }
  return bins.flatMap((inside, k) =>
    inside.length < leastPixels
      ? []
      : [
          {
            sigma: 10 ** (from + (k + 0.5) / binsPerDecade),
            one: percentile(inside, 0.683),
            two: percentile(inside, 0.954) / 2,
          },
        ],
  );
}

function panelOf(title: string, bins: readonly Bin[]): string {
  const at = (value: number): number =>
    (side * (Math.min(to, Math.max(from, Math.log10(value))) - from)) / (to - from);
  const [x, y] = [(v: number) => at(v).toFixed(1), (v: number) => (side - at(v)).toFixed(1)];
  const decades = Array.from({ length: to - from + 1 }, (_, k) => Number(`1e${from + k}`));
  const grid = decades.map(
    (d) =>
      `<path d="M${x(d)} 0V${side}M0 ${y(d)}H${side}" stroke="#ddd"/><text x="${x(d)}" y="${side + 14}" text-anchor="middle">${d}</text>` +
      `<text x="-5" y="${Number(y(d)) + 4}" text-anchor="end">${d}</text>`,
  );
  const line = (of: 'one' | 'two', colour: string): string =>
    `<path d="${bins.map((b, k) => `${k === 0 ? 'M' : 'L'}${x(b.sigma)} ${y(b[of])}`).join('')}" fill="none" stroke="${colour}"/>`;
  const points = bins.map(
    (b) =>
      `<circle cx="${x(b.sigma)}" cy="${y(b.one)}" r="3" fill="#1f5fa8"/><circle cx="${x(b.sigma)}" cy="${y(b.two)}" r="3" fill="#fff" stroke="#c2571a"/>`,
  );
  return (
    `<text x="${side / 2}" y="-10" text-anchor="middle" font-weight="bold">${title}</text>${grid.join('')}` +
    `<path d="M0 ${side}L${side} 0" stroke="#888" stroke-dasharray="4 3"/>${line('one', '#1f5fa8')}${line('two', '#c2571a')}${points.join('')}` +
    `<text x="${side / 2}" y="${side + 30}" text-anchor="middle">standard error told, share of the range</text>`
  );
}
