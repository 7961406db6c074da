import { open } from 'node:fs/promises';
import { isDrawing } from '../../../formats/pictures/drawing/isDrawing.js';
import type { FigureJob } from './figureJob.js';

/** A recovery's peak, bytes: what a process holds anyway (measured: 120 MB), and some thirty planes of doubles, those of a solve. */
const perProcess = 150e6;
const perPixel = 250;

/**
 * What recovering a figure takes at its peak, by its size. What cannot be read takes nothing and fails soon; a drawing is
 * not opened here, since that is for the process that draws it.
 */
export async function memoryOf({ figure }: FigureJob): Promise<number> {
  try {
    if (isDrawing(await headOf(figure))) return perProcess;
    const { default: sharp } = await import('sharp');
    const {
      width,
      height,
      pageHeight = height,
    } = await sharp(figure, { limitInputPixels: false }).metadata();
    return perProcess + perPixel * width * pageHeight;
  } catch {
    return perProcess;
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(256), 0, 256, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
