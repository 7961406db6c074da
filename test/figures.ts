import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import type { Box, Raster, Scale } from '../src/model/types.js';

/** What is known of a truth figure (the json beside it). Boxes are `[left, top, right, bottom]`, the last two exclusive. */
export interface FigureDescription {
  readonly name: string;
  readonly image: string;
  readonly truth: string;
  readonly overlay: string | null;
  readonly family: string;
  readonly format: string;
  readonly cmap: string;
  /** The data values at the two ends of the colourmap. */
  readonly vmin: number;
  readonly vmax: number;
  readonly scale: Scale;
  readonly plot_box: readonly [number, number, number, number];
  readonly colourbar_box: readonly [number, number, number, number] | null;
  readonly colourbar_orientation?: 'vertical' | 'horizontal';
  /** Number of equal bands of a stepped colourmap. */
  readonly steps?: number | null;
  /** Band edges in data units, of a stepped colourmap with unequal bands. */
  readonly boundaries?: readonly number[] | null;
  /** Data coordinates of the plot area's left, right, bottom and top edges. */
  readonly extent?: readonly [number, number, number, number] | null;
  /** Rows and columns of a picture made of few large cells. */
  readonly cells?: readonly [number, number] | null;
  /** The colour table of a colourmap that no library holds, sRGB 0…1. */
  readonly lut?: readonly (readonly [number, number, number])[] | null;
  readonly truthEncoding?: 'linear' | 'log10';
  readonly truthMin?: number;
  readonly truthMax?: number;
}

/** A figure with the data it was drawn from. Arrays are row-major over the plot box, row 0 at the top. */
export interface TruthFigure {
  readonly name: string;
  readonly imagePath: string;
  readonly description: FigureDescription;
  /** width × height data values; NaN where there is no data. */
  readonly truth: Float64Array;
  readonly width: number;
  readonly height: number;
  /** width × height; 1 = something was drawn over the data there; null where nothing was. */
  readonly overlay: Uint8Array | null;
}

export type FigureFilter = string | RegExp | ((description: FigureDescription) => boolean);

/** Another folder of figures to run a bench on (json + image + truth, as npy or png); test/fixtures by default. */
export const figuresFolder = process.env.UNHUE_FIGURES ?? join(import.meta.dirname, 'fixtures');
/** Figures drawn by gnuplot, GMT, Octave and R, to be named as the folder of `loadFigures`. */
export const programFigures = join(import.meta.dirname, 'fixtures', 'programs');

/** The descriptions of the figures in a folder, in order of name, without loading their data. */
export function figureDescriptions(filter?: FigureFilter, folder = figuresFolder): FigureDescription[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as FigureDescription)
    .filter((description) => matches(description, filter));
}

/** How a picture is saved, at the end of its name. */
const saved = /-(?:png|jpeg\d+|palette\d+|dither\d+|scaled[\d.]+)$/;

/** One figure of each drawing in a folder: of those that differ in how they were saved alone, the first. */
export function drawings(folder = figuresFolder): FigureDescription[] {
  const seen = new Set<string>();
  return figureDescriptions(undefined, folder).filter(({ name }) => {
    const drawing = name.replace(saved, '');
    return !seen.has(drawing) && seen.add(drawing);
  });
}

/**
 * Loads figures with their truth. A string picks the figures whose name contains it (or is the whole family, such as
 * `bare`), a regular expression those whose name matches, a function those whose description it accepts.
 */
export function loadFigures(filter?: FigureFilter, folder = figuresFolder): TruthFigure[] {
  return figureDescriptions(filter, folder).map((description) => loadFigure(description, folder));
}

const named = new Map<string, TruthFigure>();

/** The figure of exactly this name, read once for all that ask for it: nobody may change its arrays. */
export function loadFigureNamed(name: string, folder = figuresFolder): TruthFigure {
  const key = join(folder, name);
  const kept = named.get(key);
  if (kept) return kept;
  const [description] = figureDescriptions((d) => d.name === name, folder);
  if (!description) throw new Error(`no figure is named ${name} in ${folder}`);
  const figure = loadFigure(description, folder);
  named.set(key, figure);
  return figure;
}

export function loadFigure(description: FigureDescription, folder = figuresFolder): TruthFigure {
  const { width, height, values } = readTruth(description, folder);
  const box = boxOf(description.plot_box);
  if (width !== box.right - box.left || height !== box.bottom - box.top)
    throw new Error(`${description.name}: the truth is ${width} × ${height}, the plot box is not`);
  const overlay = description.overlay === null ? null : join(folder, description.overlay);
  return {
    name: description.name,
    imagePath: join(folder, description.image),
    description,
    truth: values,
    width,
    height,
    overlay: overlay !== null && existsSync(overlay) ? readOverlay(overlay) : null,
  };
}

/** A box of the json as the type that the stages take. */
export function boxOf([left, top, right, bottom]: readonly [number, number, number, number]): Box {
  return { left, top, right, bottom };
}

/** The upper left quarter of a box: a field like the whole, in a quarter of the time. */
export function quarterOf({ left, top, right, bottom }: Box): Box {
  return { left, top, right: (left + right) >> 1, bottom: (top + bottom) >> 1 };
}

/** The pixels of an image file as they are stored: no colour management, alpha kept. */
export async function readPixels(path: string): Promise<Raster> {
  const { data, info } = await sharp(path)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    height: info.height,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
  };
}

function matches(description: FigureDescription, filter: FigureFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === 'function') return filter(description);
  if (filter instanceof RegExp) return filter.test(description.name);
  return description.family === filter || description.name.includes(filter);
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

function readTruth(description: FigureDescription, folder: string): Plane {
  const bytes = readFileSync(join(folder, description.truth));
  return description.truth.endsWith('.npy') ? decodeNpy(bytes) : decodeTruthPng(bytes, description);
}

function decodeTruthPng(
  bytes: Buffer,
  { truthMin, truthMax, truthEncoding, name }: FigureDescription,
): Plane {
  if (truthMin === undefined || truthMax === undefined)
    throw new Error(`${name}: truthMin or truthMax is missing`);
  // pngjs expands grey to RGBA: the level is every fourth entry. Unscaled, so that 16 bits stay 16 bits.
  const { width, height, data } = PNG.sync.read(bytes, { skipRescale: true });
  const levels = data as unknown as Uint16Array;
  const values = new Float64Array(width * height);
  for (let i = 0; i < values.length; i++) {
    const level = levels[4 * i]!;
    const value = truthMin + ((level - 1) / 65534) * (truthMax - truthMin);
    values[i] = level === 0 ? Number.NaN : truthEncoding === 'log10' ? 10 ** value : value;
  }
  return { width, height, values };
}

/** Reads a two-dimensional little-endian float npy file in C order (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
function decodeNpy(bytes: Buffer): Plane {
  const start = bytes[6] === 1 ? 10 + bytes.readUInt16LE(8) : 12 + bytes.readUInt32LE(8);
  const header = bytes.toString('latin1', 0, start);
  const shape = /'shape': \((\d+), (\d+)\)/.exec(header);
  const type = /'descr': '<f([48])'/.exec(header);
  if (!shape || !type || /'fortran_order': True/.test(header))
    throw new Error(`cannot read an npy file with ${header}`);
  const [height, width] = [Number(shape[1]), Number(shape[2])];
  const values = new Float64Array(width * height);
  const size = Number(type[1]);
  for (let i = 0; i < values.length; i++)
    values[i] = size === 8 ? bytes.readDoubleLE(start + 8 * i) : bytes.readFloatLE(start + 4 * i);
  return { width, height, values };
}

function readOverlay(path: string): Uint8Array {
  const { width, height, data } = PNG.sync.read(readFileSync(path));
  return Uint8Array.from({ length: width * height }, (_, i) => (data[4 * i]! > 0 ? 1 : 0));
}
