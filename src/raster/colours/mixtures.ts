import type { Colourmap } from '../../model/types.js';
import { fittedHomothety, type Homothety, type HomothetyFit } from '../../numeric/curves/homothety.js';
import { pointsAt } from '../../numeric/curves/polyline.js';

/** Distances beyond this are those of marks and of other colours beneath, and count as so much. */
const farthest = 12;
/** Above this opacity a mixture is no farther from its map than copies of one map are from each other. */
const nearlyOpaque = 0.97;
/** So many points are asked from every start, all of them from so many of the best. */
const firstPoints = 100;
const kept = 4;

/**
 * The mixtures of a curve of colours with one colour, opacity · curve + (1 − opacity) · colour, that come near to points: fitted from
 * all starts to some of the points, and the best of them to all; best first, none where there is no such colour.
 *
 * @param points 3m sRGB colours
 * @param reach distance within which points belong to the curve
 */
export function mixtures(
  points: Float64Array,
  map: Pick<Colourmap, 'colours' | 'positions'>,
  reach: number,
): HomothetyFit[] {
  // Chords of so many stretches stay within rounding of smooth maps.
  const positions = Float64Array.from({ length: 129 }, (_, i) => i / 128);
  const vertices = pointsAt(map.colours, map.positions, positions);
  const stride = Math.max(1, Math.floor(points.length / 3 / firstPoints));
  const some = points.filter((_, i) => Math.floor(i / 3) % stride === 0);
  const ranked = (fits: HomothetyFit[]): HomothetyFit[] =>
    fits.filter(isMixture).sort((a, b) => meanSquare(a.distance) - meanSquare(b.distance));
  const first = ranked(starts().map((start) => fittedHomothety(vertices, positions, some, start, reach)));
  return ranked(
    first.slice(0, kept).map((start) => fittedHomothety(vertices, positions, points, start, reach)),
  );
}

/** Opacities from a faint to a nearly opaque map, over white, grey and black: the fit goes on from the nearest. */
function starts(): Homothety[] {
  return [0.3, 0.5, 0.7, 0.9].flatMap((scale) =>
    [255, 128, 0].map((beneath): Homothety => {
      const shift = (1 - scale) * beneath;
      return { scale, shift: [shift, shift, shift] };
    }),
  );
}

/** Whether a homothety mixes with a colour that there is. */
function isMixture({ scale, shift }: Homothety): boolean {
  if (scale > nearlyOpaque) return false;
  const slack = farthest / 2;
  return shift.every((v) => v >= -slack && v <= 255 * (1 - scale) + slack);
}

/** Mean square of distances from a mixture. */
export const meanSquare = (distance: Float64Array): number =>
  distance.reduce((sum, d) => sum + Math.min(d, farthest) ** 2, 0) / distance.length;
