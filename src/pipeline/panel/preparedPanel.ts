import type { Library } from '../../colourmap/library/library.js';
import type { DecodeOptions } from '../../decode/picture/decoding.js';
import { isDrawnInLevels } from '../../decode/picture/isDrawnInLevels.js';
import { type PictureColours, pictureColours } from '../../locus/colours/pictureColours.js';
import { crop, cropPlane } from '../../raster/crop.js';
import { type FigureInput, isCompressed, type PanelRequest } from '../plan/request.js';
import { type PanelColourmap, panelColourmap } from './panelColourmap.js';

/** What the decoding of a panel starts from. */
export interface PreparedPanel {
  /** The plot area's colours taken apart. */
  readonly picture: PictureColours;
  readonly source: PanelColourmap;
  readonly decoding: DecodeOptions;
}

/**
 * Takes a plot area's colours apart and gets its colourmap.
 *
 * @param stage told the stage that begins, and the share of the panel's work that is done
 * @throws RecoveryError if the plot area holds no order of colours, or the colourbar no gradient
 */
export function preparedPanel(
  input: FigureInput,
  request: PanelRequest,
  library?: Library,
  stage: (name: string, fraction: number) => void = () => {},
): PreparedPanel {
  const { plotBox } = request;
  stage('colours', 0);
  const plot = crop(input.raster, plotBox);
  const ignore = input.ignore && cropPlane(input.ignore, 1, input.raster.width, plotBox);
  const seen = pictureColours(plot, ignore ? { ignore } : {});
  stage('colourmap', 0.2);
  const source = panelColourmap(input, plot, seen, request, library);
  const { colourmap } = source;
  const isLevelled = seen.dithered && colourmap.accuracy.endsKnown && isDrawnInLevels(plot, colourmap);
  const picture = isLevelled
    ? pictureColours(plot, { ...(ignore && { ignore }), isDrawnInLevels: true })
    : seen;
  const { jpeg } = input;
  return {
    picture,
    source,
    decoding: {
      ...request.decode,
      compressed: isCompressed(input),
      ...(ignore && { ignore }),
      ...(jpeg && { jpeg: { coefficients: jpeg, left: plotBox.left, top: plotBox.top } }),
    },
  };
}
