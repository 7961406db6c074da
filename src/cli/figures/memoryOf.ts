import sharp from 'sharp';
import type { FigureJob } from './figureJob.js';

/** A recovery's peak, bytes: what a thread holds anyway (measured: 110 MB), and some thirty planes of doubles, those of a solve. */
const perThread = 150e6;
const perPixel = 250;

/** What recovering a figure takes at its peak, by its size; what cannot be read takes nothing and fails soon. */
export async function memoryOf({ figure }: FigureJob): Promise<number> {
  try {
    const {
      width,
      height,
      pageHeight = height,
    } = await sharp(figure, { limitInputPixels: false }).metadata();
    return perThread + perPixel * width * pageHeight;
  } catch {
    return perThread;
  }
}
