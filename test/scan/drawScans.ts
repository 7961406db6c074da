import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import type { Panel } from '../../src/pipeline/panel.js';
import { type Scan, type ScanKind, scanFile, scanOf } from './scans.js';

/**
 * `npx tsx test/scan/drawScans.ts` draws docs/pictures/scans.png: scans with what was found in them, each above its values
 * in greys.
 */
const shown: readonly (readonly [ScanKind, number])[] = [
  ['halftone', 1],
  ['display', 4],
  ['uneven', 2],
];
const seed = 7;
const side = 300;
const gap = 12;

const corners = (points: readonly (readonly [number, number])[]): string =>
  points.map((point) => point.join()).join(' ');

/** The scan with the plot area's outline and the bar's box, within a square. */
async function outlined({ raster }: Scan, { sidecar }: Panel): Promise<Buffer> {
  const { width, height, data } = raster;
  const pen = `fill="none" stroke="red" stroke-width="${Math.max(width, height) / 150}"`;
  const [left, top, right, bottom] = sidecar.colourbarBox ?? [0, 0, 0, 0];
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <polygon points="${corners(sidecar.corners ?? [])}" ${pen}/>
    <rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" ${pen}/></svg>`;
  const marked = await sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(drawing) }])
    .png()
    .toBuffer();
  return sharp(marked).resize(side, side, { fit: 'inside' }).png().toBuffer();
}

/** The values from black to white, pale red where there is none, within a square. */
function drawnValues({ grid, range }: Panel): Promise<Buffer> {
  const { width, height, values, mask } = grid;
  const [low, high] = range ?? [0, 1];
  const rgb = Uint8ClampedArray.from({ length: 3 * width * height }, (_, k) => {
    const i = Math.floor(k / 3);
    if (mask[i] === 0) return [255, 190, 190][k % 3]!;
    return (255 * (values[i]! - low)) / (high - low);
  });
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(side, side, { fit: 'inside' })
    .png()
    .toBuffer();
}

const parts: OverlayOptions[] = [];
for (const [column, [kind, index]] of shown.entries()) {
  const scan = await scanOf(kind, seed, index);
  const panel = (await recoverFigure(await scanFile(scan, index)))[0]!;
  const left = column * (side + gap);
  parts.push({ input: await outlined(scan, panel), left, top: 0 });
  parts.push({ input: await drawnValues(panel), left, top: side + gap });
}
await sharp({
  create: {
    width: shown.length * (side + gap) - gap,
    height: 2 * side + gap,
    channels: 3,
    background: 'white',
  },
})
  .composite(parts)
  .png({ palette: true, colours: 128 })
  .toFile(join(import.meta.dirname, '..', '..', 'docs', 'pictures', 'scans.png'));
