import { isEmpty } from './mask.js';

/** What a pixel of a plot area shows. One vocabulary for every stage: 0 is data, all else says why it is none. */
export const PixelKind = {
  data: 0,
  /** Something drawn over the data: a line, a letter, a frame; its colour is off the map, or its shape betrays it. */
  overlay: 1,
  /** Mixed with an overlay or with a region of no data beside it. */
  fringe: 2,
  /** The page shows through: a hole, a margin, a colour that stands for no data. */
  noData: 3,
  /** Beyond the low, and beyond the high end of the colourmap. */
  below: 4,
  above: 5,
  /** Named by the user: transparent, or in a colour given as missing. */
  given: 6,
} as const;

export type PixelKind = (typeof PixelKind)[keyof typeof PixelKind];

/** Whether all pixels are data. */
export const hasDataOnly: (kinds: Uint8Array) => boolean = isEmpty;

/** Pixels (1) of one kind. */
export function pixelsOfKind(kinds: Uint8Array, kind: PixelKind): Uint8Array {
  const pixels = new Uint8Array(kinds.length);
  // Most pictures have none of most kinds.
  for (let p = kinds.indexOf(kind); p >= 0 && p < kinds.length; p++) if (kinds[p] === kind) pixels[p] = 1;
  return pixels;
}

/** How many pixels are of each kind, by its name. */
export function countKinds(kinds: Uint8Array): Record<keyof typeof PixelKind, number> {
  const counts = new Uint32Array(8);
  if (hasDataOnly(kinds)) counts[PixelKind.data] = kinds.length;
  else for (let i = 0; i < kinds.length; i++) counts[kinds[i]!]!++;
  const { data, overlay, fringe, noData, below, above, given } = PixelKind;
  return {
    data: counts[data]!,
    overlay: counts[overlay]!,
    fringe: counts[fringe]!,
    noData: counts[noData]!,
    below: counts[below]!,
    above: counts[above]!,
    given: counts[given]!,
  };
}
