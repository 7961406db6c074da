import type { FigureDescription, TruthFigure } from '../../figures.js';
import type { FieldKind } from './fields.js';
import type { FreshMap } from './maps.js';

/** What is known of a picture drawn fresh: as of a fixture, and what it was drawn as. */
export interface FreshDescription extends FigureDescription {
  readonly kind: FieldKind;
  readonly cmapKind: FreshMap['kind'];
  /** The table that it was drawn with, sRGB 0…1; of named maps too. */
  readonly lut: readonly (readonly [number, number, number])[];
}

/** A picture with the data that it was drawn from; `bytes` are the file as it would lie on disk. */
export interface FreshPicture extends Omit<TruthFigure, 'imagePath' | 'description'> {
  readonly bytes: Buffer;
  readonly description: FreshDescription;
}

/** A table of bytes as descriptions hold it. */
export function lutOf({ rgb }: FreshMap): FreshDescription['lut'] {
  return Array.from({ length: rgb.length / 3 }, (_, i) => [
    rgb[3 * i]! / 255,
    rgb[3 * i + 1]! / 255,
    rgb[3 * i + 2]! / 255,
  ]);
}

/** The middle part of a name: which one of which seed, its field and its map. */
export function nameOf(
  prefix: string,
  seed: number,
  index: number,
  kind: FieldKind,
  { name }: FreshMap,
): string {
  const map = name.slice(name.indexOf(':') + 1).replace(/[^\w.]+/g, '_');
  return `${prefix}-${seed}.${String(index).padStart(2, '0')}-${kind}-${map}`;
}
