import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadLibrary } from '../../src/colourmap/library/library.js';
import { sampledLevels } from '../../src/colourmap/maps/coloursAt.js';
import { colourmapOf, type Panel, resolveName } from '../../src/index.js';
import { recoverFigure } from '../../src/node.js';
import { median } from '../bench/score.js';
import { boxOf, figureDescriptions, loadFigure, type TruthFigure } from '../figures.js';

/**
 * Draws docs/gallery.md: figures of many kinds beside what is recovered from them, nothing given, and beside the difference
 * to the data that they were drawn from. `npm run gallery`; the same figures give the same bytes.
 */

/** The figures: folder (in test/fixtures), name, and what it is. */
const figures = JSON.parse(readFileSync(join(import.meta.dirname, 'figures.json'), 'utf8')) as {
  readonly folder: string;
  readonly name: string;
  readonly what: string;
}[];

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const docs = join(import.meta.dirname, '..', '..', 'docs');
const pictures = join(docs, 'pictures', 'gallery');
/** Height of the pictures, pixels, and the difference (of the range) at which its colours are full. */
const height = 200;
const full = 0.05;

mkdirSync(pictures, { recursive: true });
const viridis = sampledLevels(colourmapOf(resolveName(await loadLibrary(), 'viridis')), 256);
const rows: string[] = [];
for (const { folder, name, what } of figures) {
  const own = join(fixtures, folder);
  const [description] = figureDescriptions((d) => d.name === name, own);
  const figure = loadFigure(description!, own);
  const [panel] = await recoverFigure(figure.imagePath);
  const difference = differences(figure, panel!);
  const strip = await sideBySide(figure.imagePath, panel!, difference.shares);
  await sharp(strip.data, { raw: { width: strip.width, height, channels: 3 } })
    .png({ palette: true, quality: 90 })
    .toFile(join(pictures, `${name}.png`));
  const { range, coverage, confidence } = panel!.sidecar;
  rows.push(
    `| ${what} | ![${name}](pictures/gallery/${name}.png) | ${range ? range.map((v) => Number(v.toPrecision(4))).join(' … ') : 'none'}` +
      ` | ${difference.median.toFixed(4)} | ${difference.rms.toFixed(4)} | ${(100 * coverage).toFixed(1)} % | ${confidence.toFixed(2)} |`,
  );
}
writeFileSync(
  join(docs, 'gallery.md'),
  `# Gallery

Figures of many kinds, programs, scales, marks and pages; beside each the numbers that unhue recovers from it with nothing given
(drawn in viridis over the range that it reads, what is masked in white), and their difference to the data that the
figure was drawn from: white is none, red and blue are ${100 * full} % of the range above and below. Errors are shares of the range,
of the pixels recovered.

\`npx tsx test/gallery/draw.ts\` draws this page; the figures with their data are in \`test/fixtures\`.

| figure | figure, recovered, difference | range read | median error | rms error | recovered | confidence |
|---|---|---|---:|---:|---:|---:|
${rows.join('\n')}
`,
);

/** Recovered less true value, as shares of the true range, on the recovered grid; NaN where either is missing. */
function differences({ description, truth, width, height }: TruthFigure, { grid, plotBox, sidecar }: Panel) {
  const { vmin, vmax, scale, plot_box } = description;
  const box = boxOf(plot_box);
  const law = scale === 'log' ? Math.log10 : (v: number) => v;
  const span = law(vmax) - law(vmin);
  const [low, high] = [Math.min(law(vmin), law(vmax)), Math.max(law(vmin), law(vmax))];
  const shares = new Float64Array(grid.width * grid.height);
  for (let y = 0, i = 0; y < grid.height; y++)
    for (let x = 0; x < grid.width; x++, i++) {
      // Boxes may differ by a pixel: values are compared where they stand in the picture.
      const tx = Math.min(width - 1, Math.max(0, x + plotBox.left - box.left));
      const ty = Math.min(height - 1, Math.max(0, y + plotBox.top - box.top));
      const wanted = Math.min(high, Math.max(low, law(truth[ty * width + tx]!)));
      // Without a range the values are positions: shares of it.
      shares[i] = sidecar.range
        ? (law(grid.values[i]!) - wanted) / span
        : grid.values[i]! - (wanted - law(vmin)) / span;
    }
  const known = Array.from(shares).filter((v) => !Number.isNaN(v));
  const rms = Math.sqrt(known.reduce((sum, v) => sum + v * v, 0) / known.length);
  return { shares, median: median(known.map(Math.abs)), rms };
}

async function sideBySide(path: string, { grid, sidecar }: Panel, shares: Float64Array) {
  const law = sidecar.scale === 'log' ? Math.log10 : (v: number) => v;
  const [low, high] = (sidecar.range ?? [0, 1]).map(law) as [number, number];
  const recovered = paint(grid.values, (v) => {
    const k = Math.min(255, Math.max(0, Math.round((255 * (law(v) - low)) / (high - low))));
    return viridis.subarray(3 * k, 3 * k + 3);
  });
  const difference = paint(shares, (v) => {
    const f = Math.min(1, Math.abs(v) / full);
    return v > 0 ? [255 - 75 * f, 255 * (1 - f), 255 * (1 - f)] : [255 * (1 - f), 255 - 155 * f, 255];
  });
  const size = { width: grid.width, height: grid.height };
  const parts = [
    await resized(
      await sharp(path)
        .flatten({ background: '#fff' })
        .removeAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
        .then(({ data, info }) => ({ data, width: info.width, height: info.height })),
    ),
    await resized({ ...size, data: recovered }),
    await resized({ ...size, data: difference }),
  ];
  const gap = 8;
  const width = parts.reduce((sum, p) => sum + p.width, 0) + gap * (parts.length - 1);
  const data = Buffer.alloc(3 * width * height, 255);
  let left = 0;
  for (const part of parts) {
    for (let y = 0; y < height; y++)
      part.data.copy(data, 3 * (y * width + left), 3 * y * part.width, 3 * (y + 1) * part.width);
    left += part.width + gap;
  }
  return { data, width };
}

function paint(values: Float64Array, colourOf: (value: number) => ArrayLike<number>): Buffer {
  const data = Buffer.alloc(3 * values.length, 255);
  values.forEach((v, i) => {
    if (!Number.isNaN(v)) data.set(Array.from(colourOf(v), Math.round), 3 * i);
  });
  return data;
}

async function resized(picture: { data: Buffer; width: number; height: number }) {
  const { data, info } = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize({ height, kernel: picture.height < height ? 'nearest' : 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width };
}
