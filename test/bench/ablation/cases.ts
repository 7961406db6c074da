import { join } from 'node:path';
import { loadLibrary } from '../../../src/colourmap/library/library.js';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { colourmapOf, resolveName } from '../../../src/colourmap/names.js';
import { RecoveryError } from '../../../src/model/errors.js';
import type { Colourmap } from '../../../src/model/types.js';
import { type FigureFile, readRaster } from '../../../src/node.js';
import { type PreparedPanel, preparedPanel } from '../../../src/pipeline/panel/preparedPanel.js';
import { plan } from '../../../src/pipeline/plan/plan.js';
import {
  boxOf,
  type FigureDescription,
  figureDescriptions,
  figuresFolder,
  loadFigure,
  type TruthFigure,
} from '../../figures.js';
import { freshFigure } from '../fresh/figures.js';
import { freshPicture } from '../fresh/pictures.js';
import { type RareKind, rarePicture } from '../fresh/rare.js';

/** Where the colourmap of a case comes from. */
export type Source = 'bar' | 'named' | 'blind';

/** What was done to a picture: what makes it hard counts before the file format. */
export type Kind = 'exact' | 'jpeg' | 'resampled' | 'drawn over' | RareKind;

/** A picture with its truth, taken to where its decoding begins. */
export interface AblationCase {
  readonly figure: Figure;
  readonly source: Source;
  readonly kind: Kind;
  readonly prepared: PreparedPanel;
}

type Figure = Omit<TruthFigure, 'imagePath'>;
type LowEnd = 'bottom' | 'left' | 'top' | 'right';

/** The figures of test/fixtures with a bar by their bar, the bare ones by their map and by their pixels alone. */
export async function* fixtureCases(): AsyncGenerator<AblationCase> {
  for (const folder of ['.', 'programs', 'shaded'].map((name) => join(figuresFolder, name)))
    for (const description of figureDescriptions(undefined, folder)) {
      const figure = loadFigure(description, folder);
      yield* casesOf(figure, await readRaster(figure.imagePath));
    }
}

/** As many figures with a bar and as many bare ones, drawn by a seed. */
export async function* freshCases(seed: number, count: number): AsyncGenerator<AblationCase> {
  for (const drawn of [freshFigure, freshPicture])
    for (let index = 0; index < count; index++) {
      const figure = await drawn(seed, index);
      yield* casesOf(figure, await readRaster(figure.bytes));
    }
}

/** As many pictures of what the others show too seldom. */
export async function* rareCases(seed: number, count: number): AsyncGenerator<AblationCase> {
  for (let index = 0; index < count; index++) {
    const figure = await rarePicture(seed, index);
    yield* casesOf(figure, await readRaster(figure.bytes), figure.rare);
  }
}

async function* casesOf(
  figure: Figure,
  file: FigureFile,
  kind: Kind = kindOf(figure),
): AsyncGenerator<AblationCase> {
  const { description } = figure;
  if (description.colourbar_box === null) {
    const map = await mapOf(description);
    if (map) yield* prepared(figure, file, 'named', kind, map);
    yield* prepared(figure, file, 'blind', kind, 'blind');
  } else yield* prepared(figure, file, 'bar', kind, 'auto');
}

/** Nothing where the colourmap cannot be had: there is nothing to decode. */
async function* prepared(
  figure: Figure,
  { raster, format, readJpeg, transparent }: FigureFile,
  source: Source,
  kind: Kind,
  colourmap: Colourmap | 'auto' | 'blind',
): AsyncGenerator<AblationCase> {
  const { description } = figure;
  const { colourbar_low_end: lowEnd } = description as { readonly colourbar_low_end?: LowEnd };
  const bar = description.colourbar_box;
  const [request] = plan(
    { width: raster.width, height: raster.height, panels: [], warnings: [] },
    {
      plot: boxOf(description.plot_box),
      colourbar: bar ? boxOf(bar) : 'none',
      colourmap,
      reverse: lowEnd === 'top' || lowEnd === 'right',
    },
  );
  const jpeg = readJpeg?.();
  const input = {
    raster,
    compressed: format === 'jpeg',
    ...(transparent && { ignore: transparent }),
    ...(jpeg && { jpeg }),
  };
  try {
    yield { figure, source, kind, prepared: preparedPanel(input, request!, await loadLibrary()) };
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
  }
}

function kindOf({ description, truth, overlay }: Figure): Kind {
  if (overlay?.includes(1) || truth.some(Number.isNaN)) return 'drawn over';
  if (/^(palette|dither|scaled)/.test(description.format)) return 'resampled';
  return /^(jpeg|webp)/.test(description.format) ? 'jpeg' : 'exact';
}

/** The map that a bare picture was drawn with. */
async function mapOf({ lut, cmap }: FigureDescription): Promise<Colourmap | undefined> {
  if (lut) return colourmapFromTable(lut.flat().map((v) => 255 * v));
  return colourmapOf(resolveName(await loadLibrary(), cmap));
}
