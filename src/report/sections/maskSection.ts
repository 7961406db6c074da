import { countKinds, PixelKind } from '../../model/pixelKind.js';
import type { Decoded, Raster } from '../../model/types.js';
import { luma } from '../../raster/colours/colourSpace.js';
import { drawing, HALF_PAGE, pictureIn } from '../drawing/chart.js';
import { html, type Markup } from '../drawing/markup.js';
import { pictureUri, reduction } from '../drawing/picture.js';
import type { ReportInput } from '../shown/input.js';
import { pictureBox } from './gridSection.js';

type KindName = keyof typeof PixelKind;

/** The kinds in words, in the colours of Okabe and Ito: told apart, and from grey, with every kind of colour vision. */
const looks: Readonly<
  Record<Exclude<KindName, 'data'>, { colour: readonly [number, number, number]; text: string }>
> = {
  overlay: { colour: [213, 94, 0], text: 'overlay: something drawn over the data' },
  fringe: { colour: [230, 159, 0], text: 'fringe: mixed with an overlay or a hole beside it' },
  noData: { colour: [0, 114, 178], text: 'no data: the page shows through' },
  below: { colour: [86, 180, 233], text: 'below the range' },
  above: { colour: [204, 121, 167], text: 'above the range' },
  given: { colour: [0, 158, 115], text: 'given as no data' },
};
const maskedKinds = Object.keys(looks) as (keyof typeof looks)[];

export const wholeNumber = (count: number): string => count.toLocaleString('en-GB');

/** What each pixel of the plot area shows: data in faded grey, all else in the colour of its kind. */
export async function maskSection({ figure, plotBox, decoded, coverage }: ReportInput): Promise<Markup> {
  const { width, height, kind, mask } = decoded;
  const counts = countKinds(kind);
  const box = pictureBox(width, height);
  const chart = drawing(
    HALF_PAGE,
    box.top + box.height + 16,
    'What each pixel of the plot area shows',
    pictureIn(box, await pictureUri(maskPicture(figure, plotBox.left, plotBox.top, decoded))),
    html`<rect class="axis" x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}"/>`,
  );
  let kept = 0;
  for (let p = 0; p < mask.length; p++) if (mask[p] === 1 && kind[p] !== PixelKind.data) kept++;
  const rows = maskedKinds
    .filter((name) => counts[name] > 0)
    .map((name) => {
      const { colour, text } = looks[name];
      return html`<li><i class="key" style="background:rgb(${colour.join(' ')})"></i>${text} <span class="number">${wholeNumber(counts[name])}</span></li>`;
    });
  return html`<section class="card" id="mask">
<h2>Mask by kind of pixel</h2>
${chart}
<ul class="legend"><li><i class="key data"></i>data <span class="number">${wholeNumber(counts.data)}</span> of <span class="number">${wholeNumber(width * height)}</span> pixels</li>${rows}</ul>
<p class="note">Coverage ${(100 * coverage).toFixed(1)} %.${kept > 0 && ` ${wholeNumber(kept)} of the pixels that are no data hold a value all the same: filled from around, or clipped to the range.`}</p>
</section>`;
}

/** The plot area faded to grey, its pixels that are no data in the colours of their kinds; a thin line stays visible. */
function maskPicture(figure: Raster, left: number, top: number, decoded: Decoded): Raster {
  const factor = reduction(decoded.width, decoded.height);
  const width = Math.ceil(decoded.width / factor);
  const height = Math.ceil(decoded.height / factor);
  const colourOf = new Map<number, readonly [number, number, number]>(
    maskedKinds.map((name) => [PixelKind[name], looks[name].colour]),
  );
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let row = 0, o = 0; row < height; row++)
    for (let column = 0; column < width; column++, o++) {
      const p = 4 * ((top + row * factor) * figure.width + left + column * factor);
      const grey = luma(figure.data[p]!, figure.data[p + 1]!, figure.data[p + 2]!);
      const colour = colourOf.get(kindIn(decoded, row * factor, column * factor, factor));
      // Faded to the upper half of grey: the field stays recognisable beneath the marks.
      if (colour === undefined) data.fill(150 + grey * 0.4, 4 * o, 4 * o + 3);
      else data.set(colour, 4 * o);
    }
  return { width, height, data };
}

/** The kind that a square of pixels is shown as: the first that is no data, else data. */
function kindIn({ width, height, kind }: Decoded, top: number, left: number, size: number): number {
  for (let y = top; y < Math.min(height, top + size); y++)
    for (let x = left; x < Math.min(width, left + size); x++) {
      const at = kind[y * width + x]!;
      if (at !== PixelKind.data) return at;
    }
  return PixelKind.data;
}
