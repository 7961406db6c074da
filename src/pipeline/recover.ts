import { colourmapFromColourbar, type FromColourbar } from '../colourmap/bar/fromColourbar.js';
import { identify } from '../colourmap/identify/identify.js';
import type { Library } from '../colourmap/library/library.js';
import { reversedColourmap } from '../colourmap/maps/reversed.js';
import { validColourmap } from '../colourmap/maps/validColourmap.js';
import { colourmapOf, resolveName } from '../colourmap/names.js';
import { type BlindOptions, recoverBlind } from '../decode/blind.js';
import { type GreedyOptions, recoverGreedy } from '../decode/greedy.js';
import { decodeKnown } from '../decode/known.js';
import type { DecodeKnownOptions } from '../decode/picture/decoding.js';
import type { Calibration } from '../figure/labels/calibration.js';
import { endValue } from '../figure/labels/endValue.js';
import { type CellBorders, cellGrid, equalCells } from '../grid/cellGrid.js';
import { type AxisEdges, pixelCentres } from '../grid/coordinates.js';
import { positionScale, scaleValues, type ValueScale, validateScale } from '../grid/scale.js';
import type { JpegCoefficients } from '../jpeg/coefficients.js';
import type { Box, Colourmap, Decoded, Grid, Provenance, Raster, Scale } from '../model/types.js';
import { version } from '../model/version.js';
import type { Warning } from '../model/warning.js';
import { crop, cropPlane, validateBox, wholeBox } from '../raster/crop.js';

/** What is known of a figure, and what is wanted of it. Everything is optional. */
export interface RecoverRequest {
  /** The data's pixels; the whole picture unless given. */
  readonly plotBox?: Box;
  readonly colourbarBox?: Box | null;
  /** The colourbar's low end is at the top or the right. */
  readonly colourbarFlipped?: boolean;
  /** The map the data were drawn with; it counts more than the colourbar. */
  readonly colourmap?: Colourmap;
  /**
   * Named maps. A lossless colourbar that shows one of them is placed by it; without a colourmap and a colourbar the
   * one is taken that explains the picture, if one decisively does.
   */
  readonly library?: Library;
  /** Values at the low and high end of the colourmap; without them values are positions 0…1. */
  readonly values?: ValueScale;
  /**
   * What the colourbar's labels say along it, and the ends (pixels) at which they were read for `values`; read again
   * where the bar's ends become known to a fraction of a pixel. Leave it out where `values` come from elsewhere.
   */
  readonly colourbarTicks?: { readonly law: Calibration; readonly ends: readonly [number, number] };
  /** Coordinates of the plot area's left and right, and of its top and bottom edge; pixels from its corner otherwise. */
  readonly x?: AxisEdges;
  readonly y?: AxisEdges;
  readonly units?: string;
  /** Give one value to each data cell: their borders, or how many rows and columns of equal ones there are. */
  readonly cells?: CellBorders | { readonly rows: number; readonly columns: number };
  /** The notebook's walk with these settings, instead of the ordering that unhue would choose. */
  readonly walk?: GreedyOptions;
  /** How a colourmap is found from the pixels alone. */
  readonly blind?: Omit<BlindOptions, 'ignore' | 'progress' | 'reverse' | 'colourmap'>;
  /** Give position 0 to the other end of a map that no colourbar shows. */
  readonly reverse?: boolean;
  /** How pixels are decoded with a colourmap that is known. */
  readonly known?: Omit<DecodeKnownOptions, 'ignore' | 'jpeg'>;
  /** Mask pixels whose colour is farther than this from the colourmap, whatever else speaks for them. */
  readonly cutoff?: number;
  /** Reads the coefficients of the JPEG file that the raster came from; asked only when they are of use. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
  /** 1 for pixels of the whole picture that cannot be data (transparent ones). */
  readonly ignore?: Uint8Array;
  /** How sure the findings are on which the request is built, and what to note of them in the sidecar. */
  readonly found?: {
    readonly confidence: number;
    readonly details: Readonly<Record<string, unknown>>;
    readonly warnings?: readonly Warning[];
    /** Labelled ticks of the colourbar: row (upright bars) or column of the figure, and what they say. */
    readonly ticks?: readonly { readonly at: number; readonly text: string }[];
  };
  readonly provenance?: Partial<Provenance>;
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface Recovery {
  readonly grid: Grid;
  readonly decoded: Decoded;
  readonly colourmap: Colourmap;
  /** What a blind ordering started from: the unordered colours, and the order it gave them. */
  readonly palette?: { readonly colours: Float64Array; readonly order: ArrayLike<number> };
  readonly plotBox: Box;
  readonly colourbarBox: Box | null;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Null where values are positions 0…1. */
  readonly range: readonly [number, number] | null;
  readonly scale: Scale;
  readonly values: ValueScale | null;
  /** Share of the plot area's pixels that are unmasked. */
  readonly coverage: number;
  /** How much to trust the values, 0…1. */
  readonly confidence: number;
  readonly warnings: readonly Warning[];
  /** Further findings for the sidecar: counts, levels, noise. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What decoding a plot area gives, whichever way it was done. */
interface Reading {
  /** The scale, where the colourbar's true ends moved the range. */
  readonly values?: ValueScale;
  readonly colourmap: Colourmap;
  readonly decoded: Decoded;
  readonly confidence: number;
  readonly warnings: readonly Warning[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly palette?: { readonly colours: Float64Array; readonly order: ArrayLike<number> };
}

/**
 * The pipeline: raster → plot area → colourmap → positions → values on a grid.
 *
 * @throws UsageError for boxes, ranges and coordinates that cannot be
 * @throws InputError if the colourmap that is asked for is none
 * @throws RecoveryError if the plot area holds no order of colours
 */
export function recover(raster: Raster, request: RecoverRequest = {}): Recovery {
  const plotBox = request.plotBox ?? wholeBox(raster);
  validateBox(plotBox, raster.width, raster.height, 'plot');
  validateScale(request.values ?? positionScale);
  if (request.colourmap !== undefined) validColourmap(request.colourmap);

  const reading = read(raster, plotBox, request);
  const values = reading.values ?? request.values;
  const scale = values ?? positionScale;
  const decoded = withinCutoff(reading.decoded, request.cutoff);
  const { width, height, mask } = decoded;
  const coverage = shareOf(mask);
  const pixels: Grid = {
    width,
    height,
    ...scaleValues(decoded, scale),
    mask,
    x: pixelCentres(width, request.x ?? { range: [0, width] }, 'x'),
    y: pixelCentres(height, request.y ?? { range: [0, height] }, 'y'),
    ...(request.units !== undefined && { units: request.units }),
    provenance: { version, options: {}, ...request.provenance },
  };
  return {
    ...reading,
    values: values ?? null,
    decoded,
    grid: request.cells ? cellGrid(pixels, bordersOf(request.cells, pixels)) : pixels,
    plotBox,
    colourbarBox: request.colourbarBox ?? null,
    ticks: request.found?.ticks ?? [],
    range: values?.range ?? null,
    scale: scale.scale,
    coverage,
    confidence: Math.min(reading.confidence, request.found?.confidence ?? 1),
    warnings: [
      ...(request.found?.warnings ?? []),
      ...reading.warnings,
      ...coverageWarnings(coverage, reading.colourmap),
    ],
    details: { ...request.found?.details, ...reading.details },
  };
}

function bordersOf(cells: NonNullable<RecoverRequest['cells']>, { width, height }: Grid): CellBorders {
  return 'rows' in cells ? equalCells(width, height, cells.rows, cells.columns) : cells;
}

/** Finds the colourmap by the best means there is, and each pixel's position on it. */
function read(raster: Raster, plotBox: Box, request: RecoverRequest): Reading {
  const plot = crop(raster, plotBox);
  const ignore = request.ignore && { ignore: cropPlane(request.ignore, 1, raster.width, plotBox) };
  if (request.walk) {
    const { palette, order, ...walked } = recoverGreedy(plot, request.walk);
    return {
      ...walked,
      confidence: walked.colourmap.confidence,
      palette: { colours: palette.colours, order },
      warnings: [],
      details: {},
    };
  }
  const bar = request.colourmap ? undefined : barOf(raster, request);
  const identified = identifiedColourmap(plot, request);
  const standing = request.colourmap ?? identified?.colourmap;
  const colourmap = bar?.colourmap ?? (standing && request.reverse ? reversedColourmap(standing) : standing);
  if (colourmap === undefined || colourmap.blind) {
    const progress = request.progress && { progress: request.progress };
    const given = colourmap && { colourmap };
    const reverse = !given && request.reverse ? { reverse: true } : {};
    const blind = recoverBlind(plot, { ...request.blind, ...ignore, ...progress, ...given, ...reverse });
    const { directionConfidence, noise, closed, smoothed, diagnostics } = blind;
    return {
      colourmap: blind.colourmap,
      decoded: blind.decoded,
      confidence: blind.confidence,
      palette: { colours: diagnostics.nodes, order: diagnostics.order },
      warnings: blind.doubts.map(({ stage, message, advice }) => ({
        code: `doubt-${stage}`,
        message,
        advice,
      })),
      details: { ...identified?.details, directionConfidence, noise, closed, smoothed },
    };
  }
  const coefficients = request.readJpeg?.();
  const jpeg = coefficients && { coefficients, left: plotBox.left, top: plotBox.top };
  const known = decodeKnown(plot, colourmap, { ...request.known, ...ignore, ...(jpeg && { jpeg }) });
  const { below, above, missing, smoothed, levels, filled, lossy, noise, shading, shadingDoubt } = known;
  const covered = Math.min(1, shareOf(known.mask) / believableCoverage);
  const values = bar && valuesAtTrueEnds(bar, request);
  return {
    ...(values && { values }),
    colourmap,
    decoded: filled ? { ...known, mask: known.mask.map((m, i) => m | filled[i]!) } : known,
    confidence: colourmap.confidence * covered * (shadingDoubt?.confidence ?? 1),
    warnings: [
      ...(shadingDoubt
        ? [{ code: 'doubt-shading', message: shadingDoubt.message, advice: shadingDoubt.advice }]
        : []),
      ...(identified?.colourmap ? [directionByCustom(colourmap)] : []),
    ],
    details: {
      ...identified?.details,
      below,
      above,
      missing,
      smoothed,
      ...(levels !== undefined && { levels }),
      ...(filled && { filled: countOf(filled) }),
      lossy,
      noise,
      ...(shading && { shading }),
    },
  };
}

function barOf(
  raster: Raster,
  { colourbarBox, colourbarFlipped, library, readJpeg }: RecoverRequest,
): FromColourbar | undefined {
  if (!colourbarBox) return undefined;
  return colourmapFromColourbar(raster, colourbarBox, {
    flipped: colourbarFlipped ?? false,
    lossy: readJpeg !== undefined,
    ...(library && { library }),
  });
}

/**
 * Tick marks lie up to this far (pixels) down or to the right of their places: renderers round a line to the pixel whose
 * upper or left edge is nearest, and draw it through that pixel's middle.
 */
const tickShifts = [0.25, 0, 0.5];

/**
 * The range read again at the ends of a bar that its own named table placed: of what the labels allow there, the
 * shortest number, for ends are rarely odd ones.
 */
function valuesAtTrueEnds(
  { colourmap, lowAt, highAt }: FromColourbar,
  { values, colourbarTicks, colourbarFlipped }: RecoverRequest,
): ValueScale | undefined {
  if (colourmap.name === undefined || !values || !colourbarTicks || colourbarFlipped) return undefined;
  const { law, ends } = colourbarTicks;
  const valueNear = (trueEnd: number, seenEnd: number): number => {
    const places = tickShifts.map((shift) => trueEnd + shift);
    if (Math.abs(seenEnd - trueEnd) <= 1) places.push(seenEnd);
    const allowed = places.map((at) => endValue(law, at));
    return allowed.reduce((best, value) => (digitsOf(value) < digitsOf(best) ? value : best));
  };
  const range = [valueNear(lowAt, ends[0]), valueNear(highAt, ends[1])] as const;
  return range[0] === range[1] ? undefined : { ...values, range };
}

/** Significant digits of the shortest decimal. */
const digitsOf = (value: number): number =>
  value
    .toExponential()
    .replace(/e.*/, '')
    .replace(/[^0-9]/g, '').length;

/** The named map that a plot without colourbar was drawn with, if the evidence leaves no other. */
function identifiedColourmap(plot: Raster, request: RecoverRequest) {
  const { library } = request;
  if (request.colourmap || request.colourbarBox || !library) return undefined;
  const { matches, decisive, reason } = identify(plot, library, { limit: 3 });
  const details = { identified: { decisive, reason, matches } };
  const best = matches[0];
  return decisive && best
    ? { colourmap: colourmapOf(resolveName(library, best.name)), details }
    : { details };
}

/** Holes and overlays take their share of a plot area, but where most of it is off the map the map is in doubt. */
const believableCoverage = 0.5;

const directionByCustom = ({ name }: Colourmap): Warning => ({
  code: 'direction-by-custom',
  message: `which end of ${name} is low follows custom, nothing in the figure tells`,
  remedy: ['reverse'],
});

function coverageWarnings(coverage: number, { origin }: Colourmap): Warning[] {
  if (coverage >= believableCoverage) return [];
  const percent = Math.round(100 * coverage);
  return [
    {
      code: 'low-coverage',
      message:
        origin === 'blind'
          ? `only ${percent} % of the plot area could be decoded`
          : `only ${percent} % of the plot area has colours of the colourmap`,
      remedy: ['plot', 'colourbar', 'colourmap'],
    },
  ];
}

function withinCutoff(decoded: Decoded, cutoff = Number.POSITIVE_INFINITY): Decoded {
  if (cutoff === Number.POSITIVE_INFINITY) return decoded;
  const { residual } = decoded;
  const near = residual.map((distance) => (distance <= cutoff ? 1 : 0));
  const kept = (values: Float32Array) => values.map((value, i) => (near[i] === 1 ? value : Number.NaN));
  return {
    ...decoded,
    t: kept(decoded.t),
    sigma: kept(decoded.sigma),
    mask: decoded.mask.map((m, i) => m * near[i]!),
  };
}

function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
}

const shareOf = (mask: Uint8Array): number => countOf(mask) / mask.length;
