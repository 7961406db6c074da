type Place = readonly [x: number, y: number];

/** A bar drawn in the figure that says how long something is, as on micrographs and maps. */
export interface ScaleBar {
  /** Its ends, pixels of the figure. */
  readonly ends: readonly [Place, Place];
  /** How long it says it is; null: nobody has typed it yet. */
  readonly length: number | null;
  /** What its length is counted in; may be empty. */
  readonly unit: string;
}

/** A length or an area by the scale bar. */
export interface Extent {
  readonly value: number;
  /** With a raised 2 of areas. */
  readonly unit: string;
}

/** A length as people write it: “50 µm”, “1,5 km”, “20”; null where it says none, or one that is not positive. */
export function parsedLength(text: string): Pick<ScaleBar, 'length' | 'unit'> | null {
  const found = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)(e[+-]?\d+)?\s*(.*?)\s*$/i.exec(text);
  if (!found) return null;
  const length = Number(found[1]!.replace(',', '.') + (found[2] ?? ''));
  return length > 0 && Number.isFinite(length) ? { length, unit: found[3]! } : null;
}

/**
 * So many pixels along (power 1) or of area (power 2) by a scale bar.
 *
 * @returns null where the bar has no length, in pixels or in words
 */
export function extentOf({ ends, length, unit }: ScaleBar, pixels: number, power: 1 | 2): Extent | null {
  const [[ax, ay], [bx, by]] = ends;
  const along = Math.hypot(bx - ax, by - ay);
  if (length === null || along === 0) return null;
  return { value: pixels * (length / along) ** power, unit: power === 2 && unit !== '' ? `${unit}²` : unit };
}
