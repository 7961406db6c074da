import { type FigureFile, readRaster } from '../formats/pictures/readRaster.js';
import { type Exemplar, exemplarOf, recoverLike } from '../pipeline/exemplar.js';
import type { Panel } from '../pipeline/panel.js';
import type { PanelRequest } from '../pipeline/plan/request.js';
import { inputOf, type RecoverFileOptions, recoverFigure } from './recoverFigure.js';

/** Patterns that were recovered already: a batch asks for the same one again and again. */
const patterns = new Map<string, Promise<Exemplar>>();

/** Recovers a figure with the layout and the colourmap of another, which is recovered once. */
export async function recoverLikeFile(
  file: FigureFile,
  like: string,
  { onProgress, ...settings }: RecoverFileOptions & { readonly onProgress: (stage: string) => void },
): Promise<Panel[]> {
  const key = JSON.stringify([like, settings]);
  const pattern = patterns.get(key) ?? patternOf(like, settings);
  patterns.set(key, pattern);
  const jpeg = file.readJpeg?.();
  return recoverLike({ ...inputOf(file), ...(jpeg && { jpeg }) }, await pattern, onProgress);
}

async function patternOf(like: string, settings: RecoverFileOptions): Promise<Exemplar> {
  const file = await readRaster(like, settings);
  let requests: readonly PanelRequest[] = [];
  const panels = await recoverFigure(file, {
    ...settings,
    onPlan: (planned) => {
      requests = planned;
    },
  });
  return exemplarOf(file.raster, requests, panels);
}
