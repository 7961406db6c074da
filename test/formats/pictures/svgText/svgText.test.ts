import { describe, expect, it } from 'vitest';
import { viridis } from '../../../../src/formats/pictures/colours/viridis.js';
import { transformOf } from '../../../../src/formats/pictures/drawing/transform.js';
import { readRaster } from '../../../../src/formats/pictures/readRaster.js';
import { svgText } from '../../../../src/formats/pictures/svgText/svgText.js';
import type { Glyph, Raster } from '../../../../src/model/types.js';
import { recoverFigure } from '../../../../src/node/recoverFigure.js';

/** A heat map of 30 × 24 cells with a bar of 90 steps, labelled in print of 8 pixels. */
function labelledFigure(): string {
  const rect = (x: number, y: number, w: number, h: number, t: number): string => {
    const k = 3 * Math.min(255, Math.floor(256 * t));
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="rgb(${viridis.subarray(k, k + 3).join()})"/>`;
  };
  const cells = Array.from({ length: 720 }, (_, i) => {
    const [x, y] = [i % 30, Math.floor(i / 30)];
    return rect(30 + 8 * x, 20 + 8 * y, 8, 8, 0.5 + 0.49 * Math.sin(x / 7) * Math.cos(y / 5));
  });
  const steps = Array.from({ length: 90 }, (_, i) => rect(300, 20 + 2 * i, 14, 2, 1 - (i + 0.5) / 90));
  const ticks = ['6.25', '5.5', '4.75', '4'].map(
    (label, k) =>
      `<path d="M314 ${20 + 60 * k}h4" stroke="#000"/><text x="321" y="${20 + 60 * k}" dy="0.32em">${label}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="240" shape-rendering="crispEdges"><rect width="360" height="240" fill="#fff"/>${cells.join('')}${steps.join('')}<rect x="29.5" y="19.5" width="241" height="193" fill="none" stroke="#000"/><rect x="299.5" y="19.5" width="15" height="181" fill="none" stroke="#000"/><g font-size="8">${ticks.join('')}</g></svg>`;
}

const svg = (content: string, head = 'width="200" height="100"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${head}><rect width="100%" height="100%" fill="#fff"/>${content}</svg>`;

const glyphsOf = async (drawing: string): Promise<readonly Glyph[]> =>
  (await readRaster(new TextEncoder().encode(drawing))).raster.text ?? [];

const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ text }) => text).join('');
const ends = (glyphs: readonly Glyph[]): readonly number[] => [
  Math.min(...glyphs.map(({ box }) => box.left)),
  Math.max(...glyphs.map(({ box }) => box.right)),
];

/** Columns in which anything can be seen: thin strokes are faint. */
const inkColumns = ({ width, height, data }: Raster): readonly number[] =>
  Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => data[4 * (y * width + x)]!).some((red) => red < 215),
  );

describe('the text of a drawing', () => {
  it('is what it says, where its ink is, whichever end it is placed by', async () => {
    for (const anchor of ['start', 'middle', 'end']) {
      const { raster } = await readRaster(
        new TextEncoder().encode(
          svg(`<text x="100" y="50" font-size="12" text-anchor="${anchor}">−0.25</text>`),
        ),
      );
      const glyphs = raster.text ?? [];
      expect(textOf(glyphs)).toBe('-0.25');
      expect(glyphs.every(({ isSure, quarterTurns }) => isSure && quarterTurns === 0)).toBe(true);
      // Whichever font the machine has: characters are given room beside their ink, and widths of common fonts differ.
      const columns = inkColumns(raster);
      const [left, right] = ends(glyphs);
      expect(Math.abs(left! - columns[0]!)).toBeLessThan(4);
      expect(Math.abs(right! - columns.at(-1)!)).toBeLessThan(4);
      for (const { box } of glyphs) expect(box.top > 36 && box.bottom < 54).toBe(true);
    }
  });

  it('goes through groups, styles, tspans and turns, as programs write them', async () => {
    const glyphs = await glyphsOf(
      svg(
        `<g transform="translate(20,20)" font-size="10" text-anchor="middle">
           <g transform="translate(10,0)"><text fill="#000" y="9" dy="0.71em">40</text></g>
         </g>
         <text style="font: 14px sans-serif; text-anchor: start" x="80" y="30">10<tspan dy="-5" style="font-size:9px">−3</tspan></text>
         <text transform="translate(180,60) rotate(-90)" text-anchor="middle" font-size="12">Kelvin</text>
         <text x="10" y="90" font-size="10" visibility="hidden">99</text><defs><text>77</text></defs>`,
      ),
    );
    expect(textOf(glyphs)).toBe('4010⁻³Kelvin');
    expect(glyphs.filter(({ quarterTurns }) => quarterTurns === 3).map(({ text }) => text)).toEqual([
      ...'Kelvin',
    ]);
    const [first, last] = [glyphs.at(-6)!, glyphs.at(-1)!];
    expect(first.box.top).toBeGreaterThan(last.box.bottom);
  });

  it('is scaled as its drawing is', async () => {
    const head = 'width="400" height="100" viewBox="0 0 100 50"';
    const [left, right] = ends(await glyphsOf(svg('<text x="10" y="25" font-size="6">8</text>', head)));
    // The view box stands in the middle, twice as large.
    expect(left).toBeGreaterThan(118);
    expect(right).toBeLessThan(130);
  });

  it('is left out where nothing is drawn, and left to the reader where a stylesheet places it', async () => {
    expect(await glyphsOf(svg('<text x="50" y="50" fill="#fff">12</text>'))).toEqual([]);
    const styled = svg('<style>text { text-anchor: end }</style><text x="100" y="50">12</text>');
    for (const { isSure } of await glyphsOf(styled)) expect(isSure).toBe(false);
  });

  it('is what a figure’s labels are read from: small print', async () => {
    const [panel] = await recoverFigure(new TextEncoder().encode(labelledFigure()));
    expect(panel!.ticks.map(({ text }) => text)).toEqual(['6.25', '5.5', '4.75', '4']);
    const [low, high] = panel!.sidecar.range!;
    expect(low).toBeCloseTo(4, 1);
    expect(high).toBeCloseTo(6.25, 1);
  });

  it('is no more work than the picture has pixels', () => {
    const raster = { width: 500, height: 500, data: new Uint8ClampedArray(1e6).fill(255) };
    const text = '<text x="0" y="400" font-size="500">8888</text>';
    const head = '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500">';
    expect(svgText(`${head}${text.repeat(2000)}</svg>`, raster)).toEqual([]);
  });

  it('survives what is no drawing', () => {
    const raster = { width: 4, height: 4, data: new Uint8ClampedArray(64) };
    for (const text of [
      '<text',
      '<svg><text>1',
      '<text x="a">1</text>',
      '<svg viewBox="a b"><text>1</text></svg>',
    ])
      expect(svgText(text, raster)).toEqual([]);
  });
});

it('maps by a list of transformations, the last one first', () => {
  expect(transformOf('translate(10 20) scale(2)')).toEqual([2, 0, 0, 2, 10, 20]);
  expect(transformOf('scale(2), translate(10,20)')).toEqual([2, 0, 0, 2, 20, 40]);
  expect(transformOf('rotate(90 1 1)').map((value) => Math.round(value) + 0)).toEqual([0, 1, -1, 0, 2, 0]);
  expect(transformOf('nothing(1)')).toEqual([1, 0, 0, 1, 0, 0]);
});
