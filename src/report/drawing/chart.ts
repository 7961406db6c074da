import { viridis } from '../../formats/pictures/colours/viridis.js';
import { html, type Markup, type MarkupValue } from './markup.js';
import { pngUri } from './means.js';
import type { AxisTick } from './ticks.js';

/** Width of the viewBox of a chart that takes half a page: about its size on a screen, so that text keeps its size. */
export const HALF_PAGE = 540;

/** Where the data of a chart are drawn, in the units of its viewBox. */
export interface ChartBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Axis {
  readonly title?: string | undefined;
  readonly ticks: readonly AxisTick[];
  /** Where a value lies, as a share of the axis from the left or from the bottom. */
  readonly at: (value: number) => number;
}

/** A drawing with a name for those who cannot see it. */
export function drawing(width: number, height: number, label: string, ...content: MarkupValue[]): Markup {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${content}</svg>`;
}

/** An axis below and an axis to the left of a box, with a thin frame around it. */
export function axes(box: ChartBox, x: Axis, y: Axis): Markup {
  const { left, top, width, height } = box;
  const bottom = top + height;
  const below = x.ticks.map(({ value, label }) => {
    const at = left + x.at(value) * width;
    return html`<path class="axis" d="M${at} ${bottom}v4"/><text x="${at}" y="${bottom + 16}" text-anchor="middle">${label}</text>`;
  });
  const beside = y.ticks.map(({ value, label }) => {
    const at = bottom - y.at(value) * height;
    return html`<path class="axis" d="M${left} ${at}h-4"/><text x="${left - 7}" y="${at + 4}" text-anchor="end">${label}</text>`;
  });
  return html`<g><rect class="axis" x="${left}" y="${top}" width="${width}" height="${height}"/>${below}${beside}${
    x.title &&
    html`<text class="title" x="${left + width / 2}" y="${bottom + 32}" text-anchor="middle">${x.title}</text>`
  }${
    y.title &&
    html`<text class="title" transform="translate(${left - 44} ${top + height / 2}) rotate(-90)" text-anchor="middle">${y.title}</text>`
  }</g>`;
}

/** A picture that fills a box; each of its pixels stays a square, however much it is enlarged. */
export function pictureIn({ left, top, width, height }: ChartBox, uri: string): Markup {
  return html`<image class="pixels" x="${left}" y="${top}" width="${width}" height="${height}" preserveAspectRatio="none" href="${uri}"/>`;
}

/** Room that a colourbar takes at the right of a chart. */
export const COLOURBAR_WIDTH = 74;

/** The viridis colourbar of a picture, at the right of its box. */
export async function colourbar(box: ChartBox, { title, ticks, at }: Axis): Promise<Markup> {
  const left = box.left + box.width + 14;
  const width = 12;
  const bottom = box.top + box.height;
  const bar = { left, top: box.top, width, height: box.height };
  return html`<g>${pictureIn(bar, await viridisStrip())}<rect class="axis" x="${left}" y="${box.top}" width="${width}" height="${box.height}"/>${ticks.map(
    ({ value, label }) => {
      const y = bottom - at(value) * box.height;
      return html`<path class="axis" d="M${left + width} ${y}h4"/><text x="${left + width + 7}" y="${y + 4}">${label}</text>`;
    },
  )}${title && html`<text class="title" x="${left + width}" y="${box.top - 12}" text-anchor="middle">${title}</text>`}</g>`;
}

async function viridisStrip(): Promise<string> {
  const height = viridis.length / 3;
  const data = new Uint8ClampedArray(4 * height).fill(255);
  for (let row = 0; row < height; row++)
    data.set(viridis.subarray(3 * (height - 1 - row), 3 * (height - row)), 4 * row);
  return pngUri({ width: 1, height, data });
}

/** Where on lo…hi a value lies, 0…1; a range without extent puts everything in its middle. */
export function linear(lo: number, hi: number): (value: number) => number {
  return hi > lo ? (value) => (value - lo) / (hi - lo) : () => 0.5;
}

/** The same on a logarithmic axis; lo and hi must be positive. */
export function logarithmic(lo: number, hi: number): (value: number) => number {
  const along = linear(Math.log(lo), Math.log(hi));
  return (value) => along(Math.log(value));
}
