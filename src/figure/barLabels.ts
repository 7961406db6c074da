import type { Raster } from '../model/types.js';
import type { AxisReading } from './axes/axis.js';
import type { Lettering } from './axes/axisLabels.js';
import { barMarks } from './axes/barTicks.js';
import { lessSureOfOpenEnds } from './axes/classes/openEnds.js';
import { readColourbar } from './axes/lettering.js';
import { lessSure } from './labels/law.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import type { Page } from './layout/ink/page.js';
import { movedReading } from './moved.js';

/**
 * The labels of a colourbar, and the law at the places that they mark: a renderer that snaps the frame's lines to pixels snaps tick
 * marks alike, so both are taken as far back.
 */
export async function readBarLabels(lettering: Lettering, bar: ColourbarLayout): Promise<AxisReading | null> {
  const reading = await readColourbar(lettering, bar);
  if (reading === null) return null;
  const moved = movedReading(reading, -bar.reading.snap);
  // Classes that are written out say themselves which of them are open.
  if (moved.law === null || moved.ticks.length === 0) return moved;
  // What its other labels say to be classes, or the half of one that could be read, is no scale.
  const law = moved.law.dropped.some(({ text }) => isClassLike(text)) ? lessSure(moved.law, 0.5) : moved.law;
  return { ...moved, law: lessSureOfOpenEnds(law, bar, lettering.page.noisy) };
}

/** Whether a text has a dash between two numbers: a power of ten loses what raises its exponent, but begins with ten. */
const isClassLike = (text: string): boolean => /\d-\d/.test(text) && !/^-?(\d[.,\d]*)?10-\d+$/.test(text);

/** The places that a colourbar's tick marks stand for, pixels along it. */
export const markedPlaces = (raster: Raster, page: Page | null, bar: ColourbarLayout): number[] =>
  barMarks(raster, page, bar).map((at) => at - bar.reading.snap);
