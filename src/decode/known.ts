import { UsageError } from '../errors.js';
import { distinctColours, unpackColours } from '../raster/distinct.js';
import type { Colourmap, Decoded, Raster, Rgb } from '../types.js';
import { type CellGrid, repeatedCells } from './cells.js';
import { harmonicFill } from './fill.js';
import { frameLines } from './frameLines.js';
import { marksAmong } from './holes.js';
import { colourPositions } from './lossless.js';
import { fringeOf } from './overlayMask.js';
import { outOfRange } from './pixelKind.js';
import { smoothCells } from './smoothCells.js';

export interface DecodeKnownOptions {
  /** `auto`: the smoothest field within the levels or the noise, where the field is smooth enough to gain. */
  readonly smooth?: 'auto' | 'on' | 'off';
  /** Values beyond the range (drawn in the colours of a bar's extensions) become 0 or 1 instead of being masked. */
  readonly clip?: boolean;
  /** Colours that stand for no data. */
  readonly missing?: readonly Rgb[];
  /** Pixels (1) to leave out from the start: transparent ones, known overlays; width × height. */
  readonly ignore?: Uint8Array;
  /** Fill masked pixels that data surround. */
  readonly fill?: boolean;
}

export interface DecodedKnown extends Decoded {
  /** Pixels in the colour of values below and above the range. */
  readonly below: number;
  readonly above: number;
  /** Pixels in one of the colours given as missing. */
  readonly missing: number;
  /** Share of the valid pixels that the smooth field replaced; 0 where the field is too rough or smoothing is off. */
  readonly smoothed: number;
  /** Levels or bands that the picture was drawn in, if it was. */
  readonly levels?: number;
  /** Native cells, if the picture shows them. */
  readonly cells?: CellGrid;
  /** 1 where `fill` put a value that no pixel showed. */
  readonly filled?: Uint8Array;
  /** Scatter of the colours about the map, one standard deviation, RGB units. */
  readonly noise: number;
  readonly lossy: boolean;
}

/** Residual above which a colour of a lossless picture is no colour of the map: two roundings of three channels. */
const losslessResidual = 2;
/** How far anti-aliased blends reach from a mark, and the departure in t that is never called one. */
const losslessFringe = { reach: 2, floor: 0.012 };
/**
 * Standard error of a value spread evenly over an interval of width 1 is 1/√12 = .289; .3 makes an error below one
 * sigma as frequent (60 %) as sigma means.
 */
const evenSigma = 0.3;

/** Typical error of the harmonic interpolation under marks (measured .013–.03 of the range). */
const filledSigma = 0.03;

/**
 * Decodes the pixels of a plot area with a known colourmap.
 *
 * @param raster the plot area alone
 * @returns positions with their standard errors, and the mask (1 = valid); masked pixels are NaN
 * @throws UsageError if `ignore` has another size, or a missing colour is not three numbers in 0…255
 */
export function decodeKnown(
  raster: Raster,
  colourmap: Colourmap,
  options: DecodeKnownOptions = {},
): DecodedKnown {
  const { width, height } = raster;
  const pixels = width * height;
  validate(options, pixels);
  const distinct = distinctColours(raster);
  const colours = unpackColours(distinct.packed);
  const positions = colourPositions(colours, distinct.counts, colourmap);
  const kinds = outOfRange(colours, colourmap, positions, options.missing ?? [], losslessResidual);

  const t = new Float32Array(pixels);
  const residual = new Float32Array(pixels);
  const off = new Uint8Array(pixels);
  const counts = { below: 0, above: 0, missing: 0 };
  for (let i = 0; i < pixels; i++) {
    const k = distinct.indices[i]!;
    t[i] = positions.t[k]!;
    residual[i] = positions.residual[k]!;
    const kind = kinds[k]!;
    if (options.ignore?.[i] === 1) off[i] = 2;
    else if (kind === 0) off[i] = positions.residual[k]! > losslessResidual ? 1 : 0;
    else {
      counts[kind === 1 ? 'below' : kind === 2 ? 'above' : 'missing']++;
      if (kind === 3 || options.clip !== true) off[i] = 2;
      else t[i] = kind === 1 ? 0 : 1;
    }
  }
  coverFrame(raster, off);
  const fringe = colourmap.stepped
    ? undefined
    : fringeOf(t, off, width, height, losslessFringe.reach, losslessFringe.floor);
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++)
    mask[i] = off[i] === 0 && (fringe === undefined || fringe[i] === 0) ? 1 : 0;

  const lower = new Float32Array(pixels);
  const upper = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const k = distinct.indices[i]!;
    lower[i] = mask[i] === 1 ? positions.lower[k]! : Number.NaN;
    upper[i] = mask[i] === 1 ? positions.upper[k]! : Number.NaN;
    if (mask[i] !== 1) t[i] = Number.NaN;
  }
  const sigma = new Float32Array(pixels);
  for (let i = 0; i < pixels; i++) sigma[i] = evenSigma * (upper[i]! - lower[i]!);

  const cells = colourmap.stepped ? undefined : repeatedCells(distinct.indices, mask, width, height);
  let smoothed = 0;
  if ((options.smooth ?? 'auto') !== 'off' && !colourmap.stepped)
    smoothed = smoothCells(t, sigma, lower, upper, width, height, cells);

  let filled: Uint8Array | undefined;
  if (options.fill === true) {
    const noData = off.map((o) => (o === 2 ? 1 : 0));
    filled = harmonicFill(t, marksAmong(mask, noData, distinct.indices, width, height), width, height);
    for (let i = 0; i < pixels; i++) if (filled[i] === 1) sigma[i] = filledSigma;
  }
  return {
    width,
    height,
    t,
    residual,
    sigma,
    mask,
    ...counts,
    smoothed,
    ...(positions.levels !== undefined && { levels: positions.levels }),
    ...(cells && { cells }),
    ...(filled && { filled }),
    noise: 0,
    lossy: false,
  };
}

/** Marks the pixels under the plot area's own frame as seeds. */
function coverFrame(raster: Raster, off: Uint8Array): void {
  const { width, height } = raster;
  const { left, top, right, bottom } = frameLines(raster, off);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (y >= top && y < height - bottom && x >= left && x < width - right) {
        x = width - right - 1;
        continue;
      }
      if (off[y * width + x] === 0) off[y * width + x] = 1;
    }
}

function validate(options: DecodeKnownOptions, pixels: number): void {
  if (options.ignore !== undefined && options.ignore.length !== pixels)
    throw new UsageError(
      `ignore expects one entry per pixel (${pixels}), but received ${options.ignore.length}`,
      'ignore',
    );
  for (const colour of options.missing ?? [])
    if (colour.length !== 3 || !colour.every((c) => c >= 0 && c <= 255))
      throw new UsageError(
        `--missing expects colours of three numbers from 0 to 255, but received ${colour.join(',')}`,
        '--missing',
      );
}
