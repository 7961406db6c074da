import { viridis } from '../../formats/pictures/colours/viridis.js';
import type { Handlers } from './engine.js';

/**
 * Pixels of the figures' width, one figure after the other, each in both of the commonest formats. Small, so that whoever comes with a
 * figure waits for little of a rehearsal; larger ones run the loops that few pixels leave uncompiled.
 */
const widths = [200, 200, 200, 200, 300, 300, 300, 300];
const formats = ['image/png', 'image/jpeg'] as const;
const run = { onProgress() {}, onFound() {} };

/**
 * Recovers figures that nobody sees, so that the browser has compiled, and the engine has loaded, what the first figure of a person
 * needs. Nothing is left of them.
 *
 * @param handlers of an engine of its own
 * @param signal ends it between two stages, for whoever needs the thread
 * @throws the signal's reason once it is aborted
 */
export async function rehearse(handlers: Handlers, signal: AbortSignal): Promise<void> {
  for (const width of widths) {
    const drawn = drawnFigure(width, Math.round(0.7 * width));
    for (const type of formats) {
      const file = await drawn.convertToBlob({ type, quality: 0.9 });
      signal.throwIfAborted();
      const figure = { name: 'rehearsal', sha256: null };
      await handlers.open({ file, figure, options: {} }, { ...run, signal });
      signal.throwIfAborted();
      await handlers.recover({ options: {}, mask: [], colourmap: null }, { ...run, signal });
      const { bitmap } = await handlers.draw(
        { panel: 1, look: 'values', colourmap: 'viridis' },
        { ...run, signal },
      );
      bitmap.close();
      signal.throwIfAborted();
    }
  }
}

/** A figure as plotting programs draw it: a smooth field with a line over it, axes and a colourbar with labels. */
function drawnFigure(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  const [left, top, bottom] = [40, 16, height - 32];
  const [right, barLeft, barRight] = [width - 72, width - 58, width - 44];
  paint(context, [left, top, right, bottom], fieldAt);
  paint(context, [barLeft, top, barRight, bottom], (_, v) => 1 - v);
  context.fillStyle = context.strokeStyle = '#000';
  context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
  context.strokeRect(barLeft - 0.5, top - 0.5, barRight - barLeft + 1, bottom - top + 1);
  context.beginPath();
  context.ellipse((left + right) / 2, (top + bottom) / 2, width / 8, height / 6, 0, 0, 2 * Math.PI);
  context.stroke();
  context.font = '12px sans-serif';
  for (let k = 0; k <= 4; k++) {
    const x = Math.round(left + (k / 4) * (right - left - 1));
    const y = Math.round(bottom - 1 - (k / 4) * (bottom - top - 1));
    context.fillRect(x, bottom + 1, 1, 4);
    context.fillRect(left - 5, y, 4, 1);
    context.fillRect(barRight + 1, y, 4, 1);
    context.textAlign = 'center';
    context.fillText(String(10 * k), x, bottom + 18);
    context.textAlign = 'right';
    context.fillText(String(5 * k), left - 8, y + 4);
    context.textAlign = 'left';
    context.fillText((k / 4).toFixed(2), barRight + 8, y + 4);
  }
  return canvas;
}

const fieldAt = (u: number, v: number): number =>
  0.5 + 0.3 * Math.sin(5 * u + 2 * v) * Math.cos(4 * v) + 0.15 * Math.sin(9 * u * v + 1);

/** Fills a box with the colours of shares, 0…1, at places 0…1 across and down. */
function paint(
  context: OffscreenCanvasRenderingContext2D,
  [left, top, right, bottom]: readonly [number, number, number, number],
  shareAt: (u: number, v: number) => number,
): void {
  const image = new ImageData(right - left, bottom - top);
  const { width, height, data } = image;
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      const c = 3 * Math.round(255 * shareAt((x + 0.5) / width, (y + 0.5) / height));
      data.set([viridis[c]!, viridis[c + 1]!, viridis[c + 2]!, 255], o);
    }
  context.putImageData(image, left, top);
}
