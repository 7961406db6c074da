import type { Colourmap } from '../../model/types.js';
import { projectOnto } from '../../numeric/curves/polyline.js';
import { filled } from '../../numeric/filled.js';
import { type CellGrid, repeatedCells } from '../cells/cells.js';
import type { PlotColours } from '../picture/decoding.js';
import { commonLevels } from '../positions/levels/colourPositions.js';
import { overlaid, type ShadingBlend, softLit } from './light/blend.js';
import type { ShadedScene } from './light/linearised.js';
import { type FieldFound, fieldUnder, type LampFound, searchLamp } from './light/shadedField.js';
import { shadingSurface } from './light/surface.js';

/** A field whose own hillshade explains a picture, on the picture's pixels. */
export interface SelfShaded {
  readonly blend: ShadingBlend;
  /** Positions; NaN where off. */
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** Cost of the field beside that under a light without direction: how much the direction of light explains. */
  readonly ratio: number;
  /** Mean cost per cell, squared RGB units: what the field and its light leave unexplained, and its bends. */
  readonly cost: number;
}

/** How far a field's own hillshade is looked for. */
export interface LightSearch {
  /** Ratio of costs up to which the light is believed. */
  readonly mostRatio: number;
  /** Cells on a side of the part of the picture in which the lamp is sought. */
  readonly side: number;
  /** In larger fields it is only told whether there is a lamp: about a tenth of a millisecond a cell is saved. */
  readonly mostCells: number;
}

/** What looking for a field's own hillshade came to. */
export interface SelfShadingVerdict {
  /** The field, where the light on it is certain enough for what was asked. */
  readonly found?: SelfShaded;
  /** Least ratio of costs over the blends; 1 where no direction of light explains anything. */
  readonly ratio: number;
  /** There were more cells than to look at. */
  readonly tooLarge?: true;
  /** Native cells, if the picture shows them. */
  readonly cells?: CellGrid;
}

/** Blends that leave saturated colours saturated: light moves them along the map. */
const alongBlends: readonly ShadingBlend[] = [overlaid, softLit];
/** Colours this near to the map are on it: two roundings, and an interpolation between neighbours. */
export const onMap = 4;
/** Share of a picture's pixels whose colour light would move along the map, in a picture to which this matters. */
const saturatedShare = 0.85;
/**
 * Bars and plots are rounded (¼ unit between rounding of either kind and cutting off); what is between is not told by
 * saturated colours.
 */
const truncation = 0.25;
/** Share of the pixels that the commonest colours, as many as there are levels, take in an unshaded picture. */
const levelledShare = 0.9;
/** A ratio above this says that no direction of light explains anything. */
export const noLight = 0.8;
/** Unshaded pictures have ratios of .84 and more, those with a certain lamp .2–.4. */
export const certainLight = 0.5;
/** Standard error from the disagreement of two ways to the field. */
const doubtPart = 0.7;
/** Error of a shaded level, as a share of a level: its colour is moved, rounded and fitted. */
const levelSigma = 0.6;

/**
 * Whether the colours of a picture are so saturated that shading would move them along the map, where no colour tells
 * it: neither half-light nor half-shadow takes them off the map.
 */
export function hidesShading(picture: PlotColours, map: Colourmap): boolean {
  if (map.bands !== undefined) return false;
  const { positions, width, points } = shadingSurface(map, overlaid);
  const last = positions.length - 1;
  const half = new Float64Array(6 * positions.length);
  for (let k = 0; k <= last; k++)
    for (let c = 0; c < 3; c++) {
      const dark = points[3 * k * width + c]!;
      const light = points[3 * ((k + 1) * width - 1) + c]!;
      half[6 * k + c] = 0.75 * dark + 0.25 * light;
      half[6 * k + 3 + c] = 0.25 * dark + 0.75 * light;
    }
  const { distance } = projectOnto(map.colours, map.positions, half);
  const own = projectOnto(map.colours, map.positions, picture.colours);
  const { counts } = picture.distinct;
  let saturated = 0;
  let all = 0;
  for (let k = 0; k < counts.length; k++) {
    all += counts[k]!;
    const at = Math.round(own.parameter[k]! * last);
    if (own.distance[k]! <= onMap && distance[2 * at]! <= onMap && distance[2 * at + 1]! <= onMap)
      saturated += counts[k]!;
  }
  return saturated >= saturatedShare * all;
}

/** Whether the colours on the map are too many to be its levels: something was blended or interpolated. */
export function betweenLevels({ distinct, colours }: PlotColours, map: Colourmap): boolean {
  const { distance } = projectOnto(map.colours, map.positions, colours);
  const counts = [...distinct.counts].filter((_, k) => distance[k]! <= onMap).sort((a, b) => b - a);
  const all = counts.reduce((sum, n) => sum + n, 0);
  const common = counts.slice(0, map.levels ?? commonLevels).reduce((sum, n) => sum + n, 0);
  return common < levelledShare * all;
}

/**
 * Looks for the field whose own hillshade makes the picture's colours.
 *
 * @param off pixels other than 0 take no part
 * @param decoded the blend and the field that the colours tell roughly, where they do
 */
export function selfShading(
  { raster, distinct, colours }: PlotColours,
  map: Colourmap,
  off: Uint8Array,
  search: LightSearch,
  decoded?: { readonly t: Float32Array; readonly blend: ShadingBlend },
): SelfShadingVerdict {
  const { width, height } = raster;
  const mask = off.map((o) => (o === 0 ? 1 : 0));
  const cells = repeatedCells(distinct.indices, mask, width, height);
  const columns = cells?.columns ?? width;
  const rows = cells?.rows ?? height;
  const cellOf = (i: number): number =>
    cells === undefined ? i : cells.rowOf[Math.floor(i / width)]! * columns + cells.columnOf[i % width]!;

  // Where colours tell that there is light, and the field roughly, the lamp alone is of no use.
  if (decoded && columns * rows > search.mostCells)
    return { ratio: 1, tooLarge: true, ...(cells && { cells }) };
  const shown = commonest(distinct.indices, off, columns * rows, cellOf);
  const { parameter } = projectOnto(map.colours, map.positions, colours);
  const told = decoded && cellValues(decoded.t, shown.length, cellOf);
  const cellColours = new Float32Array(3 * shown.length);
  const cellOff = new Uint8Array(shown.length);
  const start = new Float64Array(shown.length);
  let before = 0.5;
  for (let c = 0; c < shown.length; c++) {
    const k = shown[c]!;
    if (k < 0) cellOff[c] = 1;
    else {
      before = told && !Number.isNaN(told[c]!) ? told[c]! : parameter[k]!;
      for (let e = 0; e < 3; e++) cellColours[3 * c + e] = colours[3 * k + e]! + truncation;
    }
    start[c] = before;
  }

  let best: { lamp: LampFound; scene: ShadedScene; blend: ShadingBlend } | undefined;
  for (const blend of decoded ? [decoded.blend] : alongBlends) {
    const scene = {
      surface: shadingSurface(map, blend),
      colours: cellColours,
      off: cellOff,
      width: columns,
    };
    const lamp = searchLamp(scene, start, search.side, decoded !== undefined);
    if (lamp !== undefined && (best === undefined || lamp.cost < best.lamp.cost))
      best = { lamp, scene, blend };
    // Overlay is what is used; where it explains everything, or nothing, there is no need to look further.
    if (lamp !== undefined && (lamp.ratio < certainLight || lamp.ratio > noLight)) break;
  }
  if (best === undefined) return { ratio: 1, ...(cells && { cells }) };
  const { lamp, scene, blend } = best;
  const { ratio } = lamp;
  if (ratio > search.mostRatio || shown.length > search.mostCells) return { ratio, ...(cells && { cells }) };

  const field = fieldUnder(scene, start, lamp, decoded !== undefined);
  const cellSigma = sigmaOf(field, scene, 1 / (map.levels ?? commonLevels));
  const t = new Float32Array(off.length).fill(Number.NaN);
  const sigma = new Float32Array(off.length).fill(Number.NaN);
  for (let i = 0; i < off.length; i++) {
    if (off[i] !== 0) continue;
    const c = cellOf(i);
    t[i] = field.t[c]!;
    sigma[i] = cellSigma[c]!;
  }
  return { found: { blend, t, sigma, ratio, cost: field.cost }, ratio, ...(cells && { cells }) };
}

/** The distinct colour that most pixels of a cell show (Boyer and Moore's vote), −1 where all are off. */
function commonest(
  indices: Uint32Array,
  off: Uint8Array,
  cells: number,
  cellOf: (i: number) => number,
): Int32Array {
  const shown = new Int32Array(cells).fill(-1);
  const votes = new Int32Array(cells);
  for (let i = 0; i < off.length; i++) {
    if (off[i] !== 0) continue;
    const c = cellOf(i);
    if (votes[c] === 0) shown[c] = indices[i]!;
    votes[c]! += shown[c] === indices[i] ? 1 : -1;
  }
  return shown;
}

/** One value of each cell, NaN where none of its pixels has any. */
function cellValues(t: Float32Array, cells: number, cellOf: (i: number) => number): Float64Array {
  const values = new Float64Array(cells).fill(Number.NaN);
  for (let i = 0; i < t.length; i++) if (!Number.isNaN(t[i]!)) values[cellOf(i)] = t[i]!;
  return values;
}

/** Standard errors: a level's, and the disagreement of two ways to the field in the 3 × 3 cells around. */
function sigmaOf({ doubt }: FieldFound, { off, width }: ShadedScene, level: number): Float32Array {
  const height = off.length / width;
  return filled(new Float32Array(off.length), (i) => {
    const x = i % width;
    const y = (i - x) / width;
    let sum = 0;
    let n = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        sum += doubt[v * width + u]! ** 2;
        n++;
      }
    return Math.hypot((levelSigma * level) / 2, doubtPart * Math.sqrt(sum / n));
  });
}
