import { loadLibrary } from '../../../src/index.js';
import { blankCanvas } from './canvas.js';
import { type Compression, encoded, fileExtension, formatName } from './encode.js';
import { shareField } from './fields.js';
import { freshFigure } from './figures.js';
import { holeKinds, holeMask } from './holes.js';
import { colourAt, drawMap, type FreshMap } from './maps.js';
import { type FreshPicture, lutOf, nameOf } from './model.js';
import { type Draws, dealt, drawsOf } from './random.js';

/**
 * What the other pictures show too seldom to say anything of the stages that were made for it: fields so smooth that
 * their levels are all that hides them, maps that return to where they began, holes in the colour of the map's own end
 * (a page's own white or black: of other colours no page shows through), plots whose colours are cut off where the bar's are
 * rounded, as matplotlib has it, and palettes of so few colours that one stands for stretches of the map which lie apart.
 */
export const rareKinds = ['smooth', 'ring', 'end hole', 'cut off', 'few colours'] as const;
export type RareKind = (typeof rareKinds)[number];

/** Rare picture `index` of a seed, and what it is. */
export async function rarePicture(seed: number, index: number): Promise<FreshPicture & { rare: RareKind }> {
  const rare = dealt(rareKinds, seed, 21, index);
  if (rare === 'cut off') {
    const wishes = { plotColours: cutOff, family: 'plain', kind: 'gaussians', format: 'jpeg' } as const;
    return { ...(await freshFigure(seed, 500 + index, wishes)), rare };
  }
  const draw = drawsOf(seed, 200_000 + index);
  // Half of the smooth ones are larger than what is solved at one scale.
  const side = () => draw.integer(rare === 'smooth' ? 200 : 120, rare === 'smooth' ? 560 : 360);
  const [width, height] = [side(), side()];
  const map = await drawnMap(rare, draw);
  const shares =
    rare === 'smooth' || rare === 'ring' ? smoothField(width, height, draw) : blocky(width, height, draw);
  const empty = map.rgb.slice(-3);
  if (rare === 'end hole') {
    const mask = holeMask(draw.pick(holeKinds), width, height, draw);
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1) shares[i] = Number.NaN;
  }
  const { rgb } = blankCanvas(width, height, [empty[0]!, empty[1]!, empty[2]!]);
  for (let i = 0; i < shares.length; i++)
    if (!Number.isNaN(shares[i]!)) colourAt(map.rgb, shares[i]!, 'levels', rgb, 3 * i);
  const compression = drawnCompression(rare, draw);
  const name = `${nameOf('rare', seed, index, 'gaussians', map)}-${rare.replace(' ', '-')}-${formatName(compression)}`;
  return {
    name,
    rare,
    bytes: await encoded(rgb, width, height, compression),
    truth: shares,
    width,
    height,
    overlay: null,
    description: {
      name,
      image: `${name}.${fileExtension(compression)}`,
      truth: `${name}.truth.npy`,
      overlay: null,
      family: 'bare',
      format: formatName(compression),
      cmap: map.name,
      cmapKind: map.kind,
      lut: lutOf(map),
      kind: 'gaussians',
      vmin: 0,
      vmax: 1,
      scale: 'linear',
      plot_box: [0, 0, width, height],
      colourbar_box: null,
    },
  };
}

function drawnCompression(rare: RareKind, draw: Draws): Compression {
  if (rare === 'few colours') return { format: 'palette', colours: draw.integer(8, 16) };
  return rare === 'ring' && draw.chance(0.5)
    ? { format: 'jpeg', quality: draw.integer(70, 95), chroma: '4:2:0' }
    : { format: 'png' };
}

/** A page's white, or black, at the end that holes will have; ends that meet; or any map. */
async function drawnMap(rare: RareKind, draw: Draws): Promise<FreshMap> {
  const library = await loadLibrary();
  for (;;) {
    const map = drawMap(library, draw);
    if (rare === 'ring' && map.kind !== 'cyclic') continue;
    if (rare === 'end hole' && !isPageColour(map.rgb.slice(-3))) continue;
    return map;
  }
}

const isPageColour = (colour: Uint8Array): boolean =>
  colour.every((v) => v === 255) || colour.every((v) => v === 0);

/** A few broad waves: second differences far below a level, and all of the range. */
function smoothField(width: number, height: number, draw: Draws): Float64Array {
  const waves = Array.from({ length: 4 }, () => {
    const [angle, turns, phase] = [draw.uniform(0, Math.PI), draw.uniform(0.4, 1.6), draw.uniform(0, 6.28)];
    return { x: Math.cos(angle) * turns, y: Math.sin(angle) * turns, phase };
  });
  const field = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const wave of waves)
        field[y * width + x]! += Math.sin(
          (2 * Math.PI * (wave.x * x + wave.y * y)) / Math.max(width, height) + wave.phase,
        );
  const low = field.reduce((a, b) => Math.min(a, b));
  const high = field.reduce((a, b) => Math.max(a, b));
  return field.map((v) => (v - low) / (high - low));
}

const blocky = (width: number, height: number, draw: Draws): Float64Array =>
  shareField(draw.pick(['gaussians', 'eddies', 'terrain'] as const), width, height, draw).map((v) =>
    Number.isNaN(v) ? 0.5 : v,
  );

/** The colours cut off to whole numbers where the bar's are rounded: one less in half of all cases. */
function cutOff(map: FreshMap, draw: Draws): FreshMap {
  return { ...map, rgb: map.rgb.map((v) => (v > 0 && v < 255 && draw.chance(0.5) ? v - 1 : v)) };
}
