import { type FigureFile, readRaster } from '../formats/pictures/readRaster.js';
import { type Exemplar, exemplarOf } from '../pipeline/exemplar.js';
import type { Panel } from '../pipeline/panel.js';
import type { PanelRequest } from '../pipeline/plan/request.js';
import { recoverLike } from '../pipeline/recoverLike.js';
import { onceEach } from './onceEach.js';
import { inputOf, type RecoverFileOptions, recoverFigure } from './recoverFigure.js';

/** Recovers a figure with the layout and the colourmap of another, which is recovered once. */
export async function recoverLikeFile(
  file: FigureFile,
  like: string,
  { onProgress, ...settings }: RecoverFileOptions & { readonly onProgress: (stage: string) => void },
): Promise<Panel[]> {
  const jpeg = file.readJpeg?.();
  return recoverLike(
    { ...inputOf(file), ...(jpeg && { jpeg }) },
    await patternOf(like, settings),
    onProgress,
  );
}

const patternOf = onceEach(async (like, settings): Promise<Exemplar> => {
  const file = await readRaster(like, settings);
  let requests: readonly PanelRequest[] = [];
  const panels = await recoverFigure(file, {
    ...settings,
    onPlan: (planned) => {
      requests = planned;
    },
  });
  return exemplarOf(inputOf(file), requests, panels);
});
