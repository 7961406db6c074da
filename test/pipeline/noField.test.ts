import { describe, expect, it } from 'vitest';
import { RecoveryError } from '../../src/model/errors.js';
import type { FigureInput } from '../../src/pipeline/plan/request.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { crop } from '../../src/raster/crop.js';
import { notFigure, notFigures, type Rendering } from './notFigures.js';

/** A part of a picture, by shares of its width and height. */
function partOf(input: FigureInput, left: number, top: number, right: number, bottom: number): FigureInput {
  const { width, height } = input.raster;
  const [from, to] = [Math.round(left * width), Math.round(right * width)];
  const box = { left: from, top: Math.round(top * height), right: to, bottom: Math.round(bottom * height) };
  return { ...input, raster: crop(input.raster, box) };
}

/** The middle of a photograph: one as well, and sooner refused. */
const middleOf = (input: FigureInput): FigureInput => partOf(input, 0.2, 0.2, 0.8, 0.8);

/** Some of the rows and columns of what repeats itself in rows and columns of boxes or words. */
const someOf = (input: FigureInput): FigureInput => partOf(input, 0, 0.3, 0.7, 1);

async function isRefused(name: string, rendering?: Rendering): Promise<void> {
  const whole = await notFigure(name, rendering);
  const isPhotograph = /photograph|portrait/.test(name);
  const isRepeated = ['a page of text', 'a box diagram', 'a form'].includes(name);
  const picture = isPhotograph ? middleOf(whole) : isRepeated ? someOf(whole) : whole;
  const refusal = await recoverFigure(picture).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(RecoveryError);
  expect(['no-field', 'no-plot-area']).toContain((refusal as RecoveryError).code);
}

describe('pictures that hold no field drawn with a colourmap', () => {
  it.each(notFigures.map(([name]) => name))('are refused: %s', (name) => isRefused(name));

  it.each([
    ['a bar chart', { scale: 1.4 }],
    ['a histogram', { scale: 0.75 }],
    ['a histogram', { quality: 85 }],
    ['a stacked bar chart', { quality: 85 }],
    ['a form', { scale: 0.75 }],
    ['a box diagram', { scale: 1.4 }],
    ['a scatter plot', { scale: 0.75 }],
  ] as const)('are refused with soft edges and in JPEGs, too: %s, %o', isRefused);

  it('are taken where a plot area or a colourmap is given', async () => {
    const photograph = middleOf(middleOf(await notFigure('a photograph of things')));
    for (const told of [{ plot: 'all' }, { colourmap: 'viridis' }] as const)
      expect(await recoverFigure(photograph, told)).toHaveLength(1);
  });
});

describe('a map in a few classes', () => {
  // Six colours that follow no rule but their order, from low to high, on a white sea.
  const classes = [
    [68, 1, 84],
    [59, 82, 139],
    [33, 145, 140],
    [94, 201, 98],
    [253, 231, 37],
    [200, 30, 30],
  ];

  it('is none of these: its classes follow each other', async () => {
    const [width, height] = [160, 120];
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let p = 0; p < width * height; p++) {
      const [x, y] = [p % width, Math.floor(p / width)];
      const height01 = 0.5 + 0.3 * Math.sin(x / 19) * Math.cos(y / 15) + 0.2 * Math.sin((x + 2 * y) / 40);
      const isSea = Math.hypot(x - 80, y - 60) > 50;
      if (!isSea) data.set(classes[Math.min(5, Math.floor(6 * height01))]!, 4 * p);
    }
    expect(await recoverFigure({ raster: { width, height, data } })).toHaveLength(1);
  });
});
