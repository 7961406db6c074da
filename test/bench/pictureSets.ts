import { type FigureFile, readRaster } from '../../src/node.js';
import { figureDescriptions, loadFigure } from '../figures.js';
import type { BenchArguments } from './arguments.js';
import type { Picture } from './blindScore.js';
import { freshPicture } from './fresh/pictures.js';

/** Bare pictures, each with its file, read or drawn one at a time. */
export interface PictureSet {
  readonly name: string;
  pictures(): AsyncGenerator<readonly [Picture, FigureFile]>;
}

const fixtures: PictureSet = {
  name: 'fixtures',
  async *pictures() {
    for (const description of figureDescriptions('bare')) {
      const figure = loadFigure(description);
      yield [figure, await readRaster(figure.imagePath)];
    }
  },
};

function freshSet({ seed, count }: BenchArguments): PictureSet {
  return {
    name: `fresh, seed ${seed}`,
    async *pictures() {
      for (let index = 0; index < count; index++) {
        const picture = await freshPicture(seed, index);
        yield [picture, await readRaster(picture.bytes)];
      }
    },
  };
}

/** The fixtures, and as many pictures as are asked for, drawn fresh by the seed. */
export const pictureSets = (options: BenchArguments): readonly PictureSet[] =>
  options.count > 0 ? [fixtures, freshSet(options)] : [fixtures];
