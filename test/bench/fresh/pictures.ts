import { loadLibrary } from '../../../src/index.js';
import { type Compression, drawCompression, encoded, fileExtension, formatName } from './encode.js';
import { type FieldKind, fieldKinds } from './fields.js';
import { holeKinds } from './holes.js';
import { markKinds } from './marks.js';
import { type FreshPicture, lutOf, nameOf } from './model.js';
import { type DrawnPlot, drawMapAndEmpty, drawPlot } from './plot.js';
import { type Draws, dealt, drawsOf } from './random.js';
import { type KernelName, kernels, resampled } from './resample.js';

/** What is done to pictures, and how often in twenty. */
const familyShares = { png: 4, jpeg: 5, palette: 2, scaled: 3, holes: 3, marked: 3 };
type PictureFamily = keyof typeof familyShares;
const families = (Object.keys(familyShares) as PictureFamily[]).flatMap((family) =>
  Array.from({ length: familyShares[family] }, () => family),
);

/**
 * Bare pictures, the plot area alone, as nothing in unhue was set on them. The same seed gives the same bytes, and
 * picture i is the same however many are asked for.
 */
export async function freshPictures(seed: number, count: number): Promise<FreshPicture[]> {
  const pictures: FreshPicture[] = [];
  for (let index = 0; index < count; index++) pictures.push(await freshPicture(seed, index));
  return pictures;
}

/** What a picture is drawn as, where that is not left to chance. */
export interface PictureWishes {
  readonly family?: PictureFamily;
  readonly kind?: FieldKind;
  readonly compression?: Compression;
}

/** Picture `index` of a seed. */
export async function freshPicture(
  seed: number,
  index: number,
  wishes: PictureWishes = {},
): Promise<FreshPicture> {
  const draw = drawsOf(seed, 100 + index);
  const family = wishes.family ?? dealt(families, seed, 1, index);
  const kind = wishes.kind ?? dealt(fieldKinds, seed, 2, index);
  const [width, height] = [draw.integer(120, 520), draw.integer(120, 520)];
  const scaling = family === 'scaled' ? drawScaling(width, height, draw) : undefined;
  const hole = family === 'holes' ? dealt(holeKinds, seed, 3, index) : null;
  const { map, empty } = drawMapAndEmpty(await loadLibrary(), hole, hole !== null || kind === 'radar', draw);
  const marks =
    family === 'marked'
      ? [dealt(markKinds, seed, 4, index), ...(draw.chance(0.5) ? [draw.pick(markKinds)] : [])]
      : [];
  const drawn = drawPlot(
    {
      kind,
      width: scaling?.width ?? width,
      height: scaling?.height ?? height,
      map,
      lookUp: draw.chance(0.2) ? 'interpolated' : 'levels',
      empty,
      hole,
      marks,
    },
    draw,
  );
  const { rgb, shares, overlay } = scaling ? scaled(drawn, width, height, scaling.kernel) : unscaled(drawn);
  const compression = wishes.compression ?? compressionOf(family, draw);
  const did = [marks.length > 0 && 'marked', hole, scaling && `scaled${scaling.factor.toFixed(2)}`];
  const name = [
    nameOf('fresh', seed, index, kind, map),
    ...did.filter((word) => word),
    formatName(compression),
  ].join('-');
  const low = draw.uniform(-20, 20);
  const high = low + 10 ** draw.uniform(-1, 2);
  return {
    name,
    bytes: await encoded(rgb, width, height, compression),
    truth: shares.map((share) => low + share * (high - low)),
    width,
    height,
    overlay,
    description: {
      name,
      image: `${name}.${fileExtension(compression)}`,
      truth: `${name}.truth.npy`,
      overlay: overlay && `${name}.overlay.png`,
      family: 'bare',
      format: scaling ? `scaled-${formatName(compression)}` : formatName(compression),
      cmap: map.name,
      cmapKind: map.kind,
      lut: lutOf(map),
      kind,
      vmin: low,
      vmax: high,
      scale: 'linear',
      plot_box: [0, 0, width, height],
      colourbar_box: null,
    },
  };
}

/** Whole pictures are as a browser shows them, and holes and marks come losslessly as often as not. */
function compressionOf(family: PictureFamily, draw: Draws): Compression {
  if (family === 'png' || family === 'jpeg' || family === 'palette') return drawCompression(family, draw);
  return drawCompression(draw.chance(0.5) ? 'png' : 'jpeg', draw);
}

/** The size at which a picture was drawn before it was resampled to the one it has. */
function drawScaling(width: number, height: number, draw: Draws) {
  // Either way by a twentieth at least: a picture of the same size is no test of resampling.
  const factor = draw.chance(0.4) ? draw.uniform(0.6, 0.95) : draw.uniform(1.05, 1.8);
  return {
    factor,
    width: Math.round(width / factor),
    height: Math.round(height / factor),
    kernel: draw.pick(Object.keys(kernels) as KernelName[]),
  };
}

type Finished = Pick<FreshPicture, 'overlay'> & { rgb: Float64Array; shares: Float64Array };

function unscaled({ canvas, shares }: DrawnPlot): Finished {
  const overlay = Uint8Array.from(canvas.ink, (ink) => (ink > 0 ? 1 : 0));
  return { rgb: canvas.rgb, shares, overlay: overlay.includes(1) ? overlay : null };
}

/** A blend with less than this of something else keeps its byte. */
const trace = 1 / 128;

/**
 * The picture resampled, and its truth by the same kernel: what the middle of the new pixel would show, had every value
 * its own colour. A pixel is a hole if that is most of it; a blend of data and hole counts as drawn over.
 */
function scaled({ canvas, shares }: DrawnPlot, width: number, height: number, kernel: KernelName): Finished {
  const size = { width: canvas.width, height: canvas.height };
  const holes = Float64Array.from(shares, (share) => (Number.isNaN(share) ? 1 : 0));
  const resize = (values: ArrayLike<number>, channels = 1) =>
    resampled({ ...size, channels, values }, width, height, kernel);
  const value = resize(shares.map((share) => (Number.isNaN(share) ? 0 : share)));
  const empty = resize(holes);
  const ink = resize(canvas.ink);
  const overlay = Uint8Array.from(ink, (share, i) =>
    Math.abs(share) > trace || (Math.abs(empty[i]!) > trace && empty[i]! <= 0.5) ? 1 : 0,
  );
  return {
    rgb: resize(canvas.rgb, 3),
    shares: value.map((v, i) =>
      empty[i]! > 0.5 ? Number.NaN : Math.min(1, Math.max(0, v / (1 - empty[i]!))),
    ),
    overlay: overlay.includes(1) ? overlay : null,
  };
}
