import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';
import type { DistinctColours } from '../../raster/colours/distinct.js';
import { principalCurve } from '../refine/principalCurve.js';
import { lengthOf } from '../refine/refineToEnds.js';
import { closeRing, cutRing, findCut } from './closed.js';

/** A cut that costs this little, against a cut at a median place, parts nothing. */
const mostCoincidence = 0.02;

/** The polyline closed to a ring and cut where the field shows that it was, unless that is where it is open. */
export function ringCut(
  open: Float64Array,
  sample: Float64Array | undefined,
  colours: Float64Array,
  distinct: DistinctColours,
  calm: Uint8Array,
  noData: Uint8Array,
  strokes: Uint8Array,
  width: number,
  height: number,
): { vertices: Float64Array; doubt: number } | undefined {
  let ring = closeRing(open);
  const closure = 1 - lengthOf(open) / lengthOf(ring);
  if (sample) ring = principalCurve(sample, ring, { closed: true }).vertices;
  const cut = findCut(
    placesOn(ring, colours, distinct, calm, noData, width, strokes),
    width,
    height,
    closure,
  );
  // Where the open ends already part the field, the ring is a coincidence of its end colours.
  if (cut.costAtClosure <= cut.cost + mostCoincidence * cut.typical) return undefined;
  // Half the ring is the error of a cut gone quite wrong; the costs say how likely another one was.
  const doubt = 0.5 * Math.min(1, cut.cost / (cut.typical || 1));
  return { vertices: cutRing(ring, cut.at, sample === undefined), doubt };
}

/** How far apart the two sides of a stroke may lie for the field to go on beneath it. */
const strokeWidth = 16;

/** Places on the ring, 0…1; under strokes those of the nearest calm pixels, so that a contour parts no patch. */
function placesOn(
  ring: Float64Array,
  colours: Float64Array,
  distinct: DistinctColours,
  calm: Uint8Array,
  noData: Uint8Array,
  width: number,
  strokes: Uint8Array,
): Float32Array {
  const arcs = arcLengths(ring);
  const length = arcs[arcs.length - 1]!;
  const { parameter } = projectOnto(ring, arcs, colours);
  const places = new Float32Array(calm.length).fill(Number.NaN);
  for (let p = 0; p < places.length; p++) if (calm[p]) places[p] = parameter[distinct.indices[p]!]! / length;
  if (!strokes.includes(1)) return places;
  for (let round = 0; round < strokeWidth / 2; round++) {
    const before = places.slice();
    for (let p = 0; p < places.length; p++) {
      if (!Number.isNaN(before[p]!) || noData[p]) continue;
      for (const q of [p - 1, p + 1, p - width, p + width])
        if (q >= 0 && q < places.length && !Number.isNaN(before[q]!)) places[p] = before[q]!;
    }
  }
  return places;
}
