import { coloursIn } from '../locus/colours/coloursIn.js';
import type { PictureColours } from '../locus/colours/pictureColours.js';
import { isEmpty } from '../model/mask.js';
import { PixelKind } from '../model/pixelKind.js';
import type { Colourmap } from '../model/types.js';
import { arcLengths, projectOnto } from '../numeric/curves/polyline.js';
import { once } from '../numeric/once.js';
import { toWorkingSpace } from '../raster/colours/colourSpace.js';
import { explainedPixels } from './explained.js';
import { inkOverField } from './inkOverField.js';
import { jointField } from './joint/jointField.js';
import { maskPixels } from './mask/maskPixels.js';
import { hasSuspects } from './mask/offMap.js';
import { colourKinds } from './mask/outOfRange.js';
import { regionColours } from './mask/regionColours.js';
import type { MaskFacts } from './picture/block.js';
import type { ColourPositions } from './picture/colourPositions.js';
import type { FieldOptions } from './picture/decoding.js';
import type { NoiseModel } from './picture/noiseModel.js';
import { bandPixels } from './positions/bandPixels.js';
import { type DecodingCurve, decodingCurve } from './positions/decodingCurve.js';
import { exactPositions } from './positions/levels/exactPositions.js';
import { type PixelArcs, pixelArcs } from './positions/pixelArcs.js';
import type { SmoothedField } from './smooth/smoothField.js';

/** A picture's field pixel by pixel, masked: what smoothing begins from. Arrays hold width × height entries. */
export interface UnsmoothedField {
  /** Its colours taken apart, with the ink that came to light. */
  readonly picture: PictureColours;
  readonly map: Colourmap;
  readonly model: NoiseModel;
  readonly curve: DecodingCurve;
  /** What the distinct colours say, where they are exact. */
  readonly exact: ColourPositions | undefined;
  /** Of scattered bands. */
  readonly banded: ReturnType<typeof bandPixels> | undefined;
  /** Arcs on the curve; NaN where masked. */
  readonly arcs: Float32Array;
  readonly residual: Float32Array;
  readonly kinds: Uint8Array;
  /** The places on the map that its colours may stand for, where they scatter about a continuous one. */
  readonly strands?: PixelArcs['strands'];
  /** What masking asked of the picture as a whole. */
  readonly facts: MaskFacts;
  /**
   * What the coefficients of its JPEG make of it, where they are known: the same arrays each time. Undefined where only fields with
   * jumps are wanted and this one has none.
   */
  readonly joint?: (onlyJumps: boolean) => SmoothedField | undefined;
}

/** The field of a picture whose colours are the map's, without light on them. */
export function unsmoothedField(
  given: PictureColours,
  map: Colourmap,
  model: NoiseModel,
  options: FieldOptions,
): UnsmoothedField {
  const { jpeg, without = [], block } = options;
  const exact =
    block?.whole.exact ??
    (model.kind === 'scattered' ? undefined : exactPositions(given, map, model, options.without));
  const curve = exact?.drawn ? drawnCurve(exact.drawn) : decodingCurve(map, model);
  const ofColour = exact ?? scatteredPlaces(given, map, model);
  const regions = block?.whole.regions ?? regionColours(given, map, model, ofColour);
  const kinds = pixelKinds(
    given,
    regions,
    colourKinds(given.rgb, ofColour, map, model, options.missing),
    options,
  );
  const { endsKnown } = map.accuracy;
  const banded = map.bands && !exact ? bandPixels(given, map, model, curve, kinds) : undefined;
  const field: PixelArcs = banded ?? pixelArcs(given, model, curve, kinds, exact, endsKnown, options.without);
  const { arcs, residual } = field;
  const explained =
    endsKnown && !banded && hasSuspects(model, residual)
      ? explainedPixels(given, map, curve, arcs, options)
      : undefined;
  const seen = { picture: given, model, curve, arcs, residual, ...(explained && { explained }) };
  const mayBlur = options.compressed && model.kind === 'scattered' && !banded;
  const { picture, inked } = inkOverField(seen, kinds, endsKnown, mayBlur);
  const facts = maskPixels(
    {
      ...{ picture, model, map, curve, arcs, residual, explained },
      ...{ farthest: farthestOf(exact), isLevel: exact?.isLevel, mixed: inked, block },
    },
    kinds,
    options.without,
  );
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data) arcs[p] = Number.NaN;
    // Nothing around it says what it shows.
    else if (Number.isNaN(arcs[p]!)) kinds[p] = PixelKind.fringe;
  }
  const jointOf = (onlyJumps: boolean) =>
    once(() => {
      const onCells = !without.includes('joint cells');
      return jpeg && jointField(picture, map, curve, arcs, jpeg, { onCells, onlyJumps });
    });
  const [anyField, jumpsOnly] = [jointOf(false), jointOf(true)];
  const mayBeJoint = jpeg && !exact && !banded && !without.includes('joint');
  const joint = (onlyJumps: boolean) => (onlyJumps ? jumpsOnly() : anyField());
  const { strands } = field;
  return {
    ...{ picture, map, model, curve, exact, banded, arcs, residual, kinds, facts },
    ...(strands && { strands }),
    ...(mayBeJoint && { joint }),
  };
}

/** No colour is farther from the curve. */
const farthestOf = (exact: ColourPositions | undefined): number =>
  exact?.residual.reduce((most, distance) => Math.max(most, distance), 0) ?? Number.POSITIVE_INFINITY;

/** The map in the colours that the picture draws it in. */
function drawnCurve({ colours, positions }: NonNullable<ColourPositions['drawn']>): DecodingCurve {
  return { vertices: colours, arcs: arcLengths(colours), positions };
}

/** Where the distinct colours of a scattered picture lie, one by one: enough to tell those of no data. */
function scatteredPlaces(picture: PictureColours, map: Colourmap, model: NoiseModel) {
  const points = coloursIn(picture, model.space);
  const { parameter, distance } = projectOnto(
    toWorkingSpace(map.colours, model.space),
    map.positions,
    points,
  );
  return { lower: parameter, upper: parameter, residual: distance };
}

/** What is known of the pixels before their neighbours are asked: given, beyond the range, without data. */
function pixelKinds(
  { distinct, noData }: PictureColours,
  regions: Uint8Array,
  byColour: Uint8Array,
  options: FieldOptions,
): Uint8Array {
  const kinds = new Uint8Array(distinct.indices.length);
  const isAllData =
    !options.ignore && isEmpty(noData.mask) && byColour.every((kind) => kind === PixelKind.data);
  if (isAllData) return kinds;
  for (let p = 0; p < kinds.length; p++) {
    const k = distinct.indices[p]!;
    if (options.ignore?.[p] === 1) kinds[p] = PixelKind.given;
    else if (byColour[k] !== PixelKind.data) kinds[p] = byColour[k]!;
    else kinds[p] = noData.mask[p] === 1 && regions[k] === 1 ? PixelKind.noData : PixelKind.data;
  }
  return kinds;
}
