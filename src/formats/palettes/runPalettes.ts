import { once } from '../../numeric/once.js';
import { type WeightedColours, weightedColours } from '../../palette/colours/space.js';
import type { ColourPalette, PaletteOptions } from '../../palette/palette.js';
import { type Sweep, sweep } from '../../palette/sweep.js';
import { writeIndexedPng } from '../pictures/png/writeIndexedPng.js';
import type { FigureFile } from '../pictures/readRaster.js';

export type PaletteSettings = Required<Omit<PaletteOptions, 'k'>>;

/** Palettes of a picture with all that is told of them. */
export interface PaletteRun {
  readonly file: FigureFile;
  readonly settings: PaletteSettings;
  readonly colours: WeightedColours;
  readonly swept: Sweep;
  /** The picture in each palette of the sweep, as an indexed PNG; drawn when it is asked for. */
  readonly drawn: readonly Uint8Array[];
}

/** Finds the palettes of a picture, to be measured and drawn. */
export function runPalettes(
  file: FigureFile,
  sizes: readonly number[],
  settings: PaletteSettings,
): PaletteRun {
  const colours = weightedColours(file.raster);
  const swept = sweep(colours, sizes, settings);
  const drawn = once(() =>
    swept.palettes.map(({ palette }) =>
      writeIndexedPng(file.raster, palette.colours, pixelLabels(colours, palette)),
    ),
  );
  return {
    ...{ file, settings, colours, swept },
    get drawn() {
      return drawn();
    },
  };
}

function pixelLabels({ indices }: WeightedColours, { labels }: ColourPalette): Uint8Array {
  const pixels = new Uint8Array(indices.length);
  for (let p = 0; p < pixels.length; p++) pixels[p] = labels[indices[p]!]!;
  return pixels;
}
