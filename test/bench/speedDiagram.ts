import type { SpeedPair } from './speedPairs.js';

const plot = { left: 60, top: 24, width: 300, height: 220 };
/** Pixels and seconds shown, powers of ten. */
const across = [4.8, 7.6] as const;
const up = [-1, 1.2] as const;
const colours = { png: '#1f5fa8', jpg: '#c2571a' } as const;

const placed = ([from, to]: readonly [number, number], value: number): number =>
  (Math.log10(value) - from) / (to - from);
const x = (pixels: number): number => plot.left + plot.width * placed(across, pixels);
const y = (seconds: number): number => plot.top + plot.height * (1 - placed(up, seconds));

/** Processor time of whole processes over pixels, both on log axes, the map given: ours whole, the script's broken. As SVG. */
export function speedDiagram(pairs: readonly SpeedPair[]): string {
  const named = pairs.filter(({ given }) => given === 'map');
  const lines = (['png', 'jpg'] as const).flatMap((extension) => {
    const own = named.filter((pair) => pair.extension === extension);
    const line = (of: (pair: SpeedPair) => number, dash: string): string =>
      `<polyline points="${own.map((pair) => `${x(pair.pixels).toFixed(1)},${y(of(pair)).toFixed(1)}`).join(' ')}" fill="none" stroke="${colours[extension]}" stroke-width="2"${dash}/>`;
    return [
      line(({ ours }) => ours.cpuSeconds, ''),
      line(({ theirs, ours }) => (theirs ?? ours).cpuSeconds, ' stroke-dasharray="5 4"'),
    ];
  });
  const labels = [
    ...[1e5, 1e6, 1e7].map(
      (pixels) =>
        `<text x="${x(pixels)}" y="${plot.top + plot.height + 16}" text-anchor="middle">${pixels / 1e6} MP</text>`,
    ),
    ...[0.1, 0.3, 1, 3, 10].map(
      (seconds) => `<text x="${plot.left - 6}" y="${y(seconds) + 4}" text-anchor="end">${seconds} s</text>`,
    ),
  ];
  const grid = [0.1, 0.3, 1, 3, 10].map(
    (seconds) =>
      `<path d="M${plot.left} ${y(seconds).toFixed(1)}h${plot.width}" stroke="#ddd" stroke-width="1"/>`,
  );
  const [width, height] = [plot.left + plot.width + 20, plot.top + plot.height + 62];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11" fill="#222">` +
    `<title>Processor time over pixels, the map given</title><rect width="100%" height="100%" fill="#fff"/>\n${[...grid, ...lines, ...labels].join('\n')}\n` +
    `<text x="${plot.left}" y="${height - 24}">png blue, JPEG orange</text>` +
    `<text x="${plot.left}" y="${height - 8}">unhue whole lines, numpy and cKDTree broken</text></svg>\n`
  );
}
