import { viridis } from '../../src/formats/pictures/colours/viridis.js';
import { pdfOf } from './pdfOf.js';

/** A figure of 200 × 170 points with a bar 120 points tall, whose ends are no round numbers and lie between pixels. */
export const barRange = [1.37, 6.41] as const;
const [low, high] = barRange;
const plot = { left: 20.3, top: 15.2, cell: 10, columns: 12, rows: 12 };
const bar = { left: 160.4, top: 15.35, width: 9.3, height: 119.7 };
/** What its cells show, row 0 at the top. */
export const barField = Array.from({ length: plot.rows * plot.columns }, (_, k) => {
  const [x, y] = [k % plot.columns, Math.floor(k / plot.columns)];
  return low + (high - low) * (0.5 + 0.5 * Math.sin(x / 2.3 + 0.4) * Math.cos(y / 3.1));
});

type Colour = readonly [number, number, number];
interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

const entry = (level: number): Colour => {
  const k = 3 * Math.min(255, Math.max(0, level));
  return [viridis[k]!, viridis[k + 1]!, viridis[k + 2]!];
};

const cells = barField.map((value, k): Rectangle => {
  const [column, row] = [k % plot.columns, Math.floor(k / plot.columns)];
  const colour = entry(Math.floor((256 * (value - low)) / (high - low)));
  return {
    x: plot.left + column * plot.cell,
    y: plot.top + row * plot.cell,
    width: plot.cell,
    height: plot.cell,
    colour,
  };
});

/** The bar as 256 little rectangles. */
const pieces = Array.from({ length: 256 }, (_, k): Rectangle => {
  const height = bar.height / 256;
  return {
    x: bar.left,
    y: bar.top + bar.height - (k + 1) * height,
    width: bar.width,
    height,
    colour: entry(k),
  };
});

/** The bar's colours as stops of a gradient, equally far apart. */
const stopColours = Array.from({ length: 52 }, (_, k) => entry(5 * k));

const ticks = [2, 3, 4, 5, 6].map((value) => ({
  text: String(value),
  y: bar.top + bar.height * (1 - (value - low) / (high - low)),
}));

const frames = [
  [plot.left, plot.top, plot.columns * plot.cell, plot.rows * plot.cell],
  [bar.left, bar.top, bar.width, bar.height],
] as const;

/**
 * The figure as svg.
 *
 * @param kind its bar as little rectangles, or as one that is filled with a gradient
 * @param scale points of its coordinates in a pixel: its letters are so much smaller
 */
export function barSvg(kind: 'pieces' | 'gradient', { scale = 1, size = 9 } = {}): Uint8Array {
  const rect = ({ x, y, width, height, colour }: Rectangle): string =>
    `<path d="M${x} ${y}L${x + width} ${y} ${x + width} ${y + height}H${x}z" style="fill:rgb(${colour.join()})"/>`;
  const stops = stopColours.map(
    (colour, k) => `<stop offset="${k / 51}" stop-color="rgb(${colour.join()})"/>`,
  );
  const drawn =
    kind === 'pieces'
      ? pieces.map(rect).join('')
      : `<defs><linearGradient id="stops">${stops.join('')}</linearGradient><linearGradient id="map" href="#stops" x1="0" y1="1" x2="0" y2="0"/></defs><rect x="${bar.left}" y="${bar.top}" width="${bar.width}" height="${bar.height}" fill="url(#map)"/>`;
  const lines = frames.map(
    ([x, y, width, height]) => `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`,
  );
  const right = bar.left + bar.width;
  const marks = ticks.map(({ y }) => `<use href="#tick" x="${right}" y="${y}"/>`);
  const labels = ticks.map(({ text, y }) => `<text x="${right + 6}" y="${y + 0.35 * size}">${text}</text>`);
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${200 / scale}" height="170" viewBox="0 0 200 ${170 * scale}"><path d="M0 0H200V${170 * scale}H0z" fill="#fff"/>${cells.map(rect).join('')}${drawn}<g fill="none" stroke="#000" stroke-width=".8"><defs><path id="tick" d="M0 0h3.5"/></defs>${lines.join('')}${marks.join('')}</g><g font-family="sans-serif" font-size="${size}">${labels.join('')}</g></svg>`,
  );
}

/** How a PDF's bar is drawn: as little rectangles, as a shading within a clip, or as a rectangle filled with one. */
export type PdfBar = 'pieces' | 'shading' | 'pattern';

/**
 * The figure as a PDF of one page.
 *
 * @param isDown whether a shading's axis runs from the map's high end to its low one
 * @param isExtended whether it goes on beyond its ends
 */
export function barPdf({
  size = 9,
  kind = 'pieces' as PdfBar,
  isDown = false,
  isExtended = true,
} = {}): Uint8Array {
  const up = (y: number): string => (170 - y).toFixed(4);
  const rect = ({ x, y, width, height, colour }: Rectangle): string =>
    `${colour.map((v) => v / 255).join(' ')} rg ${x} ${up(y + height)} ${width} ${height} re f`;
  const right = bar.left + bar.width;
  const bottom = bar.top + bar.height;
  const outline = `${bar.left} ${up(bottom)} ${bar.width} ${bar.height} re`;
  const drawn = {
    pieces: pieces.map(rect),
    shading: [`q ${outline} W n /S sh Q`],
    pattern: [`/Pattern cs /P scn ${outline} f`],
  };
  const content = [
    ...cells.map(rect),
    ...drawn[kind],
    '0 G 0 g .8 w',
    ...frames.map(([x, y, width, height]) => `${x} ${up(y + height)} ${width} ${height} re S`),
    ...ticks.map(({ y }) => `${right} ${up(y)} m ${right + 3.5} ${up(y)} l S`),
    ...ticks.map(({ text, y }) => `BT /F ${size} Tf ${right + 6} ${up(y + 0.35 * size)} Td (${text}) Tj ET`),
  ].join('\n');
  const [from, to] = isDown ? [bar.top, bottom] : [bottom, bar.top];
  const shown = (isDown ? [...stopColours].reverse() : stopColours).map((colour) =>
    colour.map((v) => (v / 255).toFixed(6)).join(' '),
  );
  const parts = shown
    .slice(1)
    .map((colour, k) => `<</FunctionType 2/Domain[0 1]/C0[${shown[k]}]/C1[${colour}]/N 1>>`);
  const inner = parts.slice(1).map((_, k) => ((k + 1) / parts.length).toFixed(6));
  const map = `<</FunctionType 3/Domain[0 1]/Bounds[${inner.join(' ')}]/Encode[${parts.map(() => '0 1').join(' ')}]/Functions[${parts.join('')}]>>`;
  return pdfOf([
    '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Shading<</S 6 0 R>>/Pattern<</P 7 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    `<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 ${up(from)} 0 ${up(to)}]/Extend[${isExtended} ${isExtended}]/Function ${map}>>`,
    '<</Type/Pattern/PatternType 2/Shading 6 0 R>>',
  ]);
}
