import type { Library } from '../../../src/index.js';
import { encoded } from './encode.js';
import { type FieldKind, fieldKinds } from './fields.js';
import { type FreshPicture, lutOf, nameOf } from './model.js';
import { drawMapAndEmpty, drawPlot } from './plot.js';
import { drawsOf } from './random.js';

/** Streams of a seed: none that other pictures are drawn from. */
const firstStream = 50_000;
const mostOfAKind = 1000;

/**
 * A small bare picture of a kind of field, as a JPEG with chroma at half the resolution; the same picture at every
 * quality.
 */
export async function roughPicture(
  library: Library,
  seed: number,
  kind: FieldKind,
  index: number,
  quality: number,
): Promise<FreshPicture> {
  const draw = drawsOf(seed, firstStream + mostOfAKind * fieldKinds.indexOf(kind) + index);
  const [width, height] = [draw.integer(260, 340), draw.integer(180, 260)];
  const { map, empty } = drawMapAndEmpty(library, null, kind === 'radar', draw);
  const plan = { kind, width, height, map, lookUp: 'levels', empty, hole: null, marks: [] } as const;
  const { canvas, shares } = drawPlot(plan, draw);
  const compression = { format: 'jpeg', quality, chroma: '4:2:0' } as const;
  const name = `${nameOf('rough', seed, index, kind, map)}-jpeg${quality}`;
  return {
    name,
    bytes: await encoded(canvas.rgb, width, height, compression),
    truth: shares,
    width,
    height,
    overlay: null,
    description: {
      name,
      image: `${name}.jpg`,
      truth: `${name}.truth.npy`,
      overlay: null,
      family: 'bare',
      format: `jpeg${quality}`,
      cmap: map.name,
      cmapKind: map.kind,
      lut: lutOf(map),
      kind,
      vmin: 0,
      vmax: 1,
      scale: 'linear',
      plot_box: [0, 0, width, height],
      colourbar_box: null,
    },
  };
}
