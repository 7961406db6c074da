import { type Library, loadLibrary } from '../../../src/index.js';
import type { Compression } from './encode.js';
import type { FieldKind } from './fields.js';
import { type FigureWishes, freshFigure } from './figures.js';
import { distanceFromMap, drawMap, type FreshMap, tellsValues } from './maps.js';
import type { FreshPicture } from './model.js';
import { type Draws, dealt, drawsOf } from './random.js';

/** What is hard about few colours: bands, palettes without an order, dither, and holes in colours near the map's. */
export const bandedKinds = [
  'bands, png',
  'bands, JPEG 60–77',
  'bands, JPEG 78–95',
  'palette, png',
  'palette, JPEG 60–95',
  'few colours',
  'error diffusion',
  'ordered dither',
  'near holes, png',
  'near holes, JPEG 60–95',
] as const;

export type BandedKind = (typeof bandedKinds)[number];

/** Fields whose bands are wider than compression smears, and some that are rougher. */
const bandedFields: readonly FieldKind[] = [
  'gaussians',
  'eddies',
  'plateaus',
  'bands',
  'cells',
  'terrain',
  'waves',
  'tissue',
];

/** Figure `index` of a seed, with its bar, and what it is. */
export async function bandedFigure(
  seed: number,
  index: number,
): Promise<FreshPicture & { readonly banded: BandedKind }> {
  const banded = dealt(bandedKinds, seed, 31, index);
  const draw = drawsOf(seed, 300_000 + index);
  const wishes = wishesOf(banded, await loadLibrary(), draw);
  const kind = draw.pick(bandedFields);
  return { ...(await freshFigure(seed, 700 + index, { kind, ...wishes })), banded };
}

function wishesOf(banded: BandedKind, library: Library, draw: Draws): FigureWishes {
  switch (banded) {
    case 'bands, png':
      return { ...bands(library, draw), compression: { format: 'png' } };
    case 'bands, JPEG 60–77':
      return { ...bands(library, draw), compression: jpeg(60, 77, draw) };
    case 'bands, JPEG 78–95':
      return { ...bands(library, draw), compression: jpeg(78, 95, draw) };
    case 'palette, png':
      return { ...classes(library, draw), compression: { format: 'png' } };
    case 'palette, JPEG 60–95':
      return { ...classes(library, draw), compression: jpeg(60, 95, draw) };
    case 'few colours':
      return { family: 'plain', compression: { format: 'palette', colours: draw.pick([16, 24, 32, 64]) } };
    case 'error diffusion':
      return { family: 'plain', compression: { format: 'dither', colours: draw.pick([16, 24, 32, 64]) } };
    case 'ordered dither': {
      const side = draw.pick([4, 8] as const);
      return {
        family: 'plain',
        compression: { format: 'dither-ordered', levels: draw.integer(6, 16), side },
      };
    }
    case 'near holes, png':
      return { ...nearHoles(library, draw), compression: { format: 'png' } };
    case 'near holes, JPEG 60–95':
      return { ...nearHoles(library, draw), compression: jpeg(60, 95, draw) };
  }
}

function jpeg(low: number, high: number, draw: Draws): Compression {
  return { format: 'jpeg', quality: draw.integer(low, high), chroma: draw.pick(['4:2:0', '4:2:0', '4:4:4']) };
}

function bands(library: Library, draw: Draws): FigureWishes {
  return { family: 'steps', steps: draw.integer(3, 30), drawn: { map: drawMap(library, draw), empty: 255 } };
}

/** A table of classes whose colours have nothing to do with each other's order, or one shuffled. */
function classes(library: Library, draw: Draws): FigureWishes {
  for (;;) {
    const { source, name, kind, n, rgb } = draw.pick(library.tables);
    if (kind !== 'qualitative' || n < 3 || n > 30) continue;
    const map: FreshMap = { name: `${source}:${name}`, kind, rgb: Uint8Array.from(rgb) };
    if (!tellsValues(map)) continue;
    return { family: 'steps', steps: n, drawn: { map, empty: 255 } };
  }
}

/** A hole is so near to some colour of its map, and to others is not. */
const near = 30;

/** White, grey or black for what holds no data, near to colours of the map or among them. */
function nearHoles(library: Library, draw: Draws): FigureWishes {
  for (;;) {
    const map = drawMap(library, draw);
    const empty = draw.pick([255, 255, 0, 128, 204]);
    if (distanceFromMap(map, empty) < near) return { family: 'holes', drawn: { map, empty } };
  }
}
