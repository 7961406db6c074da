import { loadLibrary } from '../colourmap/library/library.js';
import { UsageError } from '../model/errors.js';
import type { Warning } from '../model/warning.js';
import type { Exemplar } from './exemplar.js';
import { recoverPanel } from './panel/recoverPanel.js';
import { type Panel, panelOf } from './panel.js';
import type { FigureInput, PanelRequest } from './plan/request.js';

/**
 * Recovers a figure as another was: nothing is searched for. Where it shows something else around its plot areas, it is
 * told, and its values are doubted.
 *
 * @throws UsageError if it has another size
 */
export async function recoverLike(
  input: FigureInput,
  exemplar: Exemplar,
  onProgress: (stage: string) => void = () => {},
): Promise<Panel[]> {
  const { raster, requests } = exemplar;
  const { width, height } = input.raster;
  if (width !== raster.width || height !== raster.height)
    throw new UsageError(
      `expected a figure of ${raster.width} × ${raster.height} pixels like its pattern, but this one has ${width} × ${height}`,
      [],
      { code: 'pattern-of-another-size' },
    );
  const isOther = await exemplar.isUnlike(input);
  return recoverAs(input, isOther ? requests.map(doubted) : requests, onProgress);
}

/** Carries out settled requests on a figure for which they hold. */
export async function recoverAs(
  input: FigureInput,
  requests: readonly PanelRequest[],
  onProgress: (stage: string) => void = () => {},
): Promise<Panel[]> {
  const library = await loadLibrary();
  return requests.map((request) =>
    panelOf(input, request, recoverPanel(input, request, { library, onProgress })),
  );
}

const changed: Warning = {
  code: 'unlike-pattern',
  message:
    'the figure differs from its pattern around the plot area: its colourbar or its axes may say something else',
  advice: 'recover it without the pattern',
};

/** What was read from another figure, where this one shows something else there: as good as a guess. */
const doubtedConfidence = 0.3;

function doubted({ found, ...request }: PanelRequest): PanelRequest {
  return {
    ...request,
    warnings: [...request.warnings, changed],
    found: {
      layout: Math.min(found.layout, doubtedConfidence),
      range: Math.min(found.range, doubtedConfidence),
      axes: Math.min(found.axes, doubtedConfidence),
    },
  };
}
