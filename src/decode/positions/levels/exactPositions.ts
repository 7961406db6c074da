import type { PictureColours } from '../../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../../model/types.js';
import { projectOnto } from '../../../numeric/curves/polyline.js';
import { filled } from '../../../numeric/filled.js';
import type { ColourPositions } from '../../picture/colourPositions.js';
import type { DecodeStage } from '../../picture/decoding.js';
import type { NoiseModel } from '../../picture/noiseModel.js';
import { colourPositions } from './colourPositions.js';

/** Colours this many deviations off the map (and four units: two roundings and a corner cut) need no further proof. */
const ownDeviations = 4;
const ownLeast = 4;
/** A colour of the map that was found in these very pixels lies on it but for the rounding of numbers. */
const onVertex = 0.01;
/** Unlike neighbours this near on the map belong to one field; of a colour of it, most neighbours are so near. */
const fieldStep = 0.15;
const fieldShare = 0.6;
/** Of unlike neighbouring pixels, the share that are the next or next but one of the picture's colours in a smooth field. */
const smoothShare = 0.75;
const smoothSteps = 2;

/** What the distinct colours of an exactly drawn picture say of their positions on a map. */
export function exactPositions(
  picture: PictureColours,
  map: Colourmap,
  { sigma }: NoiseModel,
  without: readonly DecodeStage[] = [],
): ColourPositions {
  const { rgb, distinct, plain, levels } = picture;
  if (levels === undefined) return colourPositions(rgb, distinct.counts, map, undefined);
  const { parameter, distance } = projectOnto(map.colours, map.positions, rgb);
  const near = Math.max(ownLeast, ownDeviations * sigma);
  const own = filled(new Uint8Array(levels.length), (i) => {
    const isLevel = levels[i];
    if (!map.accuracy.endsKnown) return isLevel === 1 || distance[i]! <= onVertex ? 1 : 0;
    return isLevel === 1 && plain[i]! > 0 && distance[i]! <= near ? 1 : 0;
  });
  if (map.accuracy.endsKnown && !without.includes('merged colours'))
    addMergedColours(own, picture, parameter);
  return colourPositions(rgb, distinct.counts, map, own, {
    levels,
    isSmooth: isSmooth(picture, own, parameter),
  });
}

/** Whether the colours of a picture that has many are the levels of a map that has as many, one by one. */
export function showsLevels({ rgb, distinct }: PictureColours, map: Colourmap): boolean {
  return (
    map.levels !== undefined && colourPositions(rgb, distinct.counts, map, undefined).levels !== undefined
  );
}

/**
 * A reduced palette merges colours from either side of the map's corners: such a one is far off the map, but the pixels
 * around it lie where it is nearest. Colours of land, ink and pages have neighbours from anywhere. In place.
 */
function addMergedColours(own: Uint8Array, picture: PictureColours, along: Float64Array): void {
  const { levels, distinct, width, calm, plain } = picture;
  if (!own.some((is, i) => is === 0 && levels![i] === 1 && plain[i]! > 0)) return;
  const near = new Uint32Array(own.length);
  const unlike = new Uint32Array(own.length);
  eachUnlikePair(distinct.indices, width, calm, (a, b) => {
    // One of them is the picture's own, the other to be told.
    if (own[a] === own[b]) return;
    const [colour, other] = own[a] === 1 ? [b, a] : [a, b];
    if (levels![colour] !== 1) return;
    unlike[colour]!++;
    if (Math.abs(along[colour]! - along[other]!) <= fieldStep) near[colour]!++;
  });
  for (let i = 0; i < own.length; i++)
    if (own[i] === 0 && plain[i]! > 0 && unlike[i]! > 0 && near[i]! >= fieldShare * unlike[i]!) own[i] = 1;
}

/** Whether neighbouring pixels of unlike colour show neighbouring ones of the picture's own colours. */
function isSmooth({ distinct, width, calm }: PictureColours, own: Uint8Array, along: Float64Array): boolean {
  const order = [...own.keys()].filter((i) => own[i] === 1).sort((a, b) => along[a]! - along[b]!);
  const rank = new Int32Array(own.length).fill(-1);
  order.forEach((i, k) => {
    rank[i] = k;
  });
  let next = 0;
  let unlike = 0;
  eachUnlikePair(distinct.indices, width, calm, (a, b) => {
    if (rank[a]! < 0 || rank[b]! < 0) return;
    unlike++;
    if (Math.abs(rank[a]! - rank[b]!) <= smoothSteps) next++;
  });
  return next >= smoothShare * unlike;
}

/** Visits the pairs of calm pixels side by side that have unlike colours. */
function eachUnlikePair(
  indices: Uint32Array,
  width: number,
  calm: Uint8Array,
  visit: (a: number, b: number) => void,
): void {
  for (let start = 0; start < indices.length; start += width) {
    let a = indices[start]!;
    for (let p = start + 1; p < start + width; p++) {
      const b = indices[p]!;
      if (a !== b && calm[p - 1] === 1 && calm[p] === 1) visit(a, b);
      a = b;
    }
  }
}
