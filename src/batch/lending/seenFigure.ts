import { loadLibrary } from '../../colourmap/library/library.js';
import { readRaster } from '../../formats/pictures/readRaster.js';
import type { ValueScale } from '../../grid/coordinates/scale.js';
import { UnhueError } from '../../model/errors.js';
import type { Colourmap } from '../../model/types.js';
import { type RecoverFileOptions, recoverFigure } from '../../node/recoverFigure.js';
import { type FigureLocus, locusOf } from '../../palette/loci/figureLocus.js';
import { preparedPanel } from '../../pipeline/panel/preparedPanel.js';
import type { FigureInput, PanelRequest } from '../../pipeline/plan/request.js';

/** What figures of a batch are compared by before any is recovered: plain data. */
export interface SeenFigure {
  readonly figure: string;
  readonly sha256: string;
  /** Width and height of the picture and of its plot area, pixels. */
  readonly page: readonly [number, number];
  readonly plot: readonly [number, number];
  readonly colourmap: Colourmap;
  readonly locus: FigureLocus;
  /** What its own labels say; null where they say nothing. */
  readonly values: ValueScale | null;
  readonly units: string | null;
  /** Its own bar has tick marks, at which labels stand, read or not. */
  readonly hasMarks: boolean;
  /** How sure layout and range are, 0…1. */
  readonly confidence: number;
}

/**
 * Looks at a figure: layout, labels, colourmap. Undefined for one that is not seen as a single panel with a colourmap, or
 * cannot be read: its recovery tells why.
 */
export async function seenFigure(
  figure: string,
  settings: RecoverFileOptions,
): Promise<SeenFigure | undefined> {
  let hasMarks = false;
  let seen: { readonly requests: readonly PanelRequest[]; readonly input: FigureInput } | undefined;
  try {
    const file = await readRaster(figure, settings);
    const library = await loadLibrary();
    await recoverFigure(file, {
      ...settings,
      amend: (requests, input) => {
        seen = { requests, input };
        return [];
      },
      onPlan: (_, findings) => {
        hasMarks = (findings?.panels[0]?.colourbar?.marks.length ?? 0) > 0;
      },
    });
    if (seen?.requests.length !== 1) return undefined;
    const [request] = seen.requests as readonly [PanelRequest];
    const { colourmap } = preparedPanel(seen.input, request, library).source;
    const { left, top, right, bottom } = request.plotBox;
    const { width, height } = seen.input.raster;
    return {
      ...{ figure, sha256: file.sha256, page: [width, height], plot: [right - left, bottom - top] },
      ...{ colourmap, locus: locusOf(colourmap), values: request.values, units: request.units },
      hasMarks,
      confidence: Math.min(request.found.layout, request.found.range),
    };
  } catch (error) {
    if (error instanceof UnhueError) return undefined;
    throw error;
  }
}
