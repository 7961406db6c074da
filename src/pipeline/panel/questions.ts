import type { Box } from '../../model/types.js';
import type { FigureInput, PanelRequest } from '../plan/request.js';

/** All that a plot area's colours taken apart depend on besides the picture, as `Keep` wants it. */
export const coloursAsked = (input: FigureInput, { plotBox, outline, covered }: PanelRequest): string =>
  JSON.stringify([plotBox, outline, covered, shapeWithin(input.ignore, input.raster.width, plotBox)]);

/** All that its field depends on before it is smoothed. */
export function fieldAsked(input: FigureInput, request: PanelRequest): string {
  const { colourmap, barReading, decode } = request;
  const { smooth: _, clip: __, fill: ___, cutoff: ____, ...how } = decode;
  const restored = shapeWithin(input.restore, input.raster.width, request.plotBox);
  return JSON.stringify([coloursAsked(input, request), restored, colourmap, barReading, how]);
}

/** All that its decoding depends on. */
export const decodingAsked = (input: FigureInput, request: PanelRequest): string =>
  JSON.stringify([fieldAsked(input, request), request.decode]);

/** What a mask (1, 0) of a picture shows in a box: the places where it changes, row by row. Empty for none, and where it has none. */
function shapeWithin(
  mask: Uint8Array | undefined,
  width: number,
  { left, top, right, bottom }: Box,
): readonly number[] {
  const places: number[] = [];
  if (!mask) return places;
  let before = 0;
  for (let y = top, k = 0; y < bottom; y++)
    for (let p = y * width + left; p < y * width + right; p++, k++)
      if (mask[p] !== before) {
        places.push(k);
        before = mask[p]!;
      }
  return places;
}
