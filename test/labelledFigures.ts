import { freshFigure } from './bench/fresh/figures.js';
import type { FreshPicture } from './bench/fresh/model.js';

const kept = new Map<string, Promise<FreshPicture>>();

function drawn(seed: number, index: number): Promise<FreshPicture> {
  const key = `${seed} ${index}`;
  const figure = kept.get(key) ?? freshFigure(seed, index, { family: 'plain', format: 'png' });
  kept.set(key, figure);
  return figure;
}

/** 438 × 250 pixels with a bar from 200 to 3400: a third of the pixels of the fixtures whose labels are read. Nobody may change its arrays. */
export const linearFigure = (): Promise<FreshPicture> => drawn(9, 1001);

/** The same of a bar from 0.01 to 1 whose scale is logarithmic: 330 × 262 pixels. */
export const logFigure = (): Promise<FreshPicture> => drawn(6, 1250);
