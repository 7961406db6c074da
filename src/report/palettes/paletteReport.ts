import type { PaletteRun } from '../../formats/palettes/runPalettes.js';
import { version } from '../../model/version.js';
import { wholeBox } from '../../raster/crop.js';
import { colourSpace } from '../drawing/colourSpace.js';
import { html, type Markup } from '../drawing/markup.js';
import { plotly } from '../drawing/means.js';
import { reportPage } from '../drawing/page.js';
import { pictureUri } from '../drawing/picture.js';
import { script } from '../drawing/script.js';
import { numberLabel } from '../drawing/ticks.js';
import { sampleColours } from '../shown/sampleColours.js';
import { distortionSection } from './distortionSection.js';
import { swatchesSection } from './swatchesSection.js';

/** Points of the cloud in 3-D, as the literature shows palettes of pictures. */
const SAMPLE = 2500;

/** One HTML page about the palettes of a picture: the picture in each of them, their colours in space, what they lose. */
export async function paletteReport(run: PaletteRun): Promise<string> {
  const { file, colours, swept, settings } = run;
  const { width, height } = file.raster;
  const sections = [
    await picturesSection(run),
    await spaceSection(run),
    distortionSection(run),
    swatchesSection(swept.palettes),
  ];
  return reportPage({
    title: file.name ?? 'standard input',
    about: 'Palettes of',
    keyFigures: [
      ['picture', `${width} × ${height}`],
      ['distinct colours', String(colours.counts.length)],
      ['sizes', swept.palettes.map(({ k }) => k).join(', ')],
      ['elbow', swept.elbow ? String(swept.elbow.k) : 'none'],
      ['compared in', settings.space === 'rgb' ? 'sRGB' : 'OKLab'],
    ],
    version,
    content: html`<main>${sections}</main>`,
    scripts: [await plotly(), script],
  });
}

async function picturesSection({ file, swept, drawn }: PaletteRun): Promise<Markup> {
  const shown = swept.palettes.map(({ k, distortion }, at) => {
    const png = drawn[at]!;
    return html`<figure><img src="data:image/png;base64,${Buffer.from(png).toString('base64')}" alt="The picture in ${k} colours"><figcaption>${k} colours: RMSE ${distortion.rmse.toFixed(2)}, ${kilobytes(png.length)}</figcaption></figure>`;
  });
  return html`<section class="card wide" id="pictures">
<h2>The picture in its palettes</h2>
<div class="pictures"><figure><img src="${await pictureUri(file.raster)}" alt="The picture itself"><figcaption>the picture: ${kilobytes(file.size)} (${file.format})</figcaption></figure>${shown}</div>
</section>`;
}

/** The colours of the elbow, or of the largest palette where there is none, among those of the picture. */
async function spaceSection({ file, swept }: PaletteRun): Promise<Markup> {
  const chosen = swept.palettes.find(({ k }) => k === swept.elbow?.k) ?? swept.palettes.at(-1)!;
  const sample = sampleColours(file.raster, wholeBox(file.raster), SAMPLE);
  return html`<section class="card wide" id="colours">
<h2>Colours in space</h2>
${await colourSpace({ sample, nodes: chosen.palette.colours, locus: [] })}
<ul class="legend"><li><i class="key dot"></i>${sample.length / 3} distinct colours of the picture</li><li><i class="key node"></i>the palette of ${chosen.k}</li></ul>
</section>`;
}

const kilobytes = (bytes: number): string => `${numberLabel(bytes / 1000)} kB`;
