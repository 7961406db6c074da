import type { Ground } from '../../../model/types.js';
import type { Warning } from '../../../model/warning.js';
import { type ReadBytes, tiffTags } from './tiffTags.js';

/** Where a file says that its pixels lie on the ground, and what there is to say of it. */
export interface GroundReading {
  readonly ground?: Ground;
  readonly warnings: readonly Warning[];
}

/** x = a·column + b·row + c and y = d·column + e·row + f, of the top left corner of a pixel. */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** What a transform comes to; one that turns or skews is not used, which is said. */
export function groundOf(
  [a, b, c, d, e, f]: Transform,
  { crs, isGeographic }: Omit<Tagged, 'transform'>,
): GroundReading {
  const isSkewed = b !== 0 || d !== 0;
  if (isSkewed || !(a !== 0 && e !== 0) || ![a, c, e, f].every(Number.isFinite)) {
    const how = isSkewed ? 'turned or skewed' : 'none';
    const message = `the picture’s georeference is ${how}, and not used`;
    return { warnings: [{ code: 'georeference-unused', message, remedy: ['x', 'y'] }] };
  }
  return {
    ground: {
      corner: [c, f],
      step: [a, e],
      ...(crs !== undefined && { crs }),
      ...(isGeographic && { isGeographic }),
    },
    warnings: [],
  };
}

interface Tagged {
  readonly transform: Transform;
  readonly crs?: number;
  readonly isGeographic?: boolean;
}

const PIXEL_SCALE = 33550;
const TIEPOINTS = 33922;
const TRANSFORMATION = 34264;
const GEO_KEYS = 34735;

/** The georeference in a GeoTIFF's tags (OGC 19-008r4); undefined where there is none. */
export function taggedGround(file: Uint8Array | ReadBytes): GroundReading | undefined {
  const tagged = taggedTransform(file);
  return tagged && groundOf(tagged.transform, tagged);
}

function taggedTransform(file: Uint8Array | ReadBytes): Tagged | undefined {
  const tags = tiffTags(file, [PIXEL_SCALE, TIEPOINTS, TRANSFORMATION, GEO_KEYS]);
  const keys = geoKeys(tags.get(GEO_KEYS) ?? []);
  // Coordinates of a pixel's middle rather than of its corner.
  const half = keys.get(1025) === 2 ? 0.5 : 0;
  const transform = transformOf(tags, half);
  if (!transform) return undefined;
  const isGeographic = keys.get(1024) === 2;
  const crs = keys.get(isGeographic ? 2048 : 3072);
  return { transform, isGeographic, ...(crs !== undefined && crs < 32767 && { crs }) };
}

function transformOf(tags: ReadonlyMap<number, readonly number[]>, half: number): Transform | undefined {
  const matrix = tags.get(TRANSFORMATION);
  if (matrix?.length === 16) {
    const [a, b, , c, d, e, , f] = matrix as [
      ...[number, number, number, number],
      ...[number, number, number, number],
    ];
    return [a, b, c - half * (a + b), d, e, f - half * (d + e)];
  }
  const [sx, sy] = tags.get(PIXEL_SCALE) ?? [];
  const [column, row, , x, y] = tags.get(TIEPOINTS) ?? [];
  if (sx === undefined || sy === undefined || y === undefined) return undefined;
  return [sx, 0, x! - (column! + half) * sx, 0, -sy, y + (row! + half) * sy];
}

/** The keys of a GeoTIFF that hold their value in place. */
function geoKeys(directory: readonly number[]): Map<number, number> {
  const keys = new Map<number, number>();
  for (let o = 4; o + 4 <= directory.length; o += 4)
    if (directory[o + 1] === 0) keys.set(directory[o]!, directory[o + 3]!);
  return keys;
}
