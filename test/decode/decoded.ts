import type { Library } from '../../src/colourmap/library/library.js';
import { type Decoding, decode } from '../../src/decode/decode.js';
import type { DecodeOptions } from '../../src/decode/picture/decoding.js';
import { isDrawnInLevels } from '../../src/decode/picture/isDrawnInLevels.js';
import { pictureColours } from '../../src/locus/colours/pictureColours.js';
import type { Colourmap, Raster } from '../../src/model/types.js';
import { recoverPanel } from '../../src/pipeline/panel/recoverPanel.js';
import { overallConfidence, type PanelRecovery } from '../../src/pipeline/panel/recovery.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import type { FigureInput } from '../../src/pipeline/plan/request.js';

/** What the command line asks of the decoder where nothing is said. */
const usual: DecodeOptions = {
  smooth: 'auto',
  clip: false,
  fill: false,
  missing: [],
  shaded: 'auto',
  compressed: false,
};

/** A plot area decoded with a map that is given; a JPEG by its coefficients, where those are given. */
export function decoded(raster: Raster, map: Colourmap, options: Partial<DecodeOptions> = {}): Decoding {
  const { ignore, jpeg } = options;
  const seen = pictureColours(raster, { ...(ignore && { ignore }) });
  const isLevelled = seen.dithered && map.accuracy.endsKnown && isDrawnInLevels(raster, map);
  const picture = isLevelled
    ? pictureColours(raster, { ...(ignore && { ignore }), isDrawnInLevels: true })
    : seen;
  return decode(picture, map, { ...usual, compressed: jpeg !== undefined, ...options });
}

/** A picture that is all plot area and has no bar, recovered, with how much to trust its positions. */
export function recoveredBare(
  input: FigureInput | Raster,
  options: PlanOptions = {},
  library?: Library,
): PanelRecovery & { readonly confidence: number } {
  const figure = 'raster' in input ? input : { raster: input };
  const { width, height } = figure.raster;
  const [request] = plan(
    { width, height, panels: [], warnings: [] },
    { plot: 'all', colourbar: 'none', colourmap: 'blind', ...options },
  );
  const recovery = recoverPanel(figure, request!, library ? { library } : {});
  return { ...recovery, confidence: overallConfidence(recovery.confidences, recovery.values) };
}
