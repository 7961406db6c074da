import { reversedColourmap } from '../../colourmap/maps/reversed.js';
import type { Decoding } from '../../decode/decode.js';
import { PixelKind } from '../../model/pixelKind.js';
import type { FigureInput, PanelRequest } from '../plan/request.js';
import { givenColourmap, type PanelColourmap, readingOf } from './panelColourmap.js';

/** A panel's decoding, and the colourmap that it is by. */
interface DecodedPanel {
  readonly source: PanelColourmap;
  readonly decoding: Decoding;
}

/**
 * The same request with the colourmap as it stands in its bar, table or file, where it asks for that map turned round: each pixel lies
 * on the same colour either way. The request itself where it does not; an order found in the pixels is sought from its end.
 */
export function unturned(request: PanelRequest): PanelRequest {
  const { colourmap } = request;
  if (colourmap.from === 'colourbar' && colourmap.flipped)
    return { ...request, colourmap: { ...colourmap, flipped: false } };
  if (colourmap.from === 'given' && colourmap.reverse)
    return { ...request, colourmap: { ...colourmap, reverse: false } };
  return request;
}

/** What was decoded as `unturned` says, with positions counted from the other end of the colourmap. */
export function turnedRound(
  { source, decoding }: DecodedPanel,
  input: FigureInput,
  { colourmap: wanted, barReading }: PanelRequest,
): DecodedPanel {
  const turned =
    wanted.from === 'given'
      ? givenColourmap(wanted, wanted.bar && readingOf(input, wanted.bar, barReading))
      : { ...source, colourmap: reversedColourmap(source.colourmap) };
  const { below, above } = PixelKind;
  return {
    source: turned,
    decoding: {
      ...decoding,
      t: decoding.t.map((t) => 1 - t),
      kind: decoding.kind.map((kind) => (kind === below ? above : kind === above ? below : kind)),
    },
  };
}
