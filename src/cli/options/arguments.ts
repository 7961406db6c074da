import type { Shard } from '../../batch/inputs/shard.js';
import { cssColour } from '../../colourmap/files/text/cssColour.js';
import { UsageError } from '../../model/errors.js';
import type { Box, Rgb } from '../../model/types.js';
import type { GivenTick } from '../../pipeline/plan/options.js';
import type { Quadrilateral } from '../../scan/projective.js';

/** Parsers of option values. Each throws UsageError that names the option, what it expects and what came. */

function expected(option: string, what: string, received: string): UsageError {
  return new UsageError(`${option} expects ${what}, but received “${received}”`);
}

/** A finite decimal number; unlike Number(), not '' and not hexadecimal. */
function parseNumber(text: string): number {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
}

export function numberArgument(
  option: string,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = {},
) {
  const kind = whole ? 'a whole number' : 'a number';
  const bounds =
    min > Number.NEGATIVE_INFINITY
      ? max < Number.POSITIVE_INFINITY
        ? ` from ${min} to ${max}`
        : ` of at least ${min}`
      : '';
  return (text: string): number => {
    const value = parseNumber(text);
    if (!Number.isFinite(value) || value < min || value > max || (whole && !Number.isInteger(value)))
      throw expected(option, kind + bounds, text);
    return value;
  };
}

/** `n1,n2,…`: whole numbers, each once. */
export function numbersArgument(
  option: string,
  { min, max }: { readonly min: number; readonly max: number },
) {
  return (text: string): readonly number[] => {
    const values = text.split(',').map(parseNumber);
    if (!values.every((value) => Number.isInteger(value) && value >= min && value <= max))
      throw expected(option, `whole numbers from ${min} to ${max} such as 8 or 4,8,16`, text);
    return [...new Set(values)].sort((a, b) => a - b);
  };
}

/** `a,b`: two different finite numbers. */
export function pairArgument(option: string, names: string) {
  return (text: string): readonly [number, number] => {
    const parts = text.split(',').map(parseNumber);
    const [a, b] = parts;
    if (parts.length !== 2 || !Number.isFinite(a) || !Number.isFinite(b))
      throw expected(option, `two numbers ${names}`, text);
    if (a === b) throw expected(option, `two different numbers ${names}`, text);
    return [a!, b!];
  };
}

/** Columns × rows as in `200x100`. */
export function resampleArgument(option: string) {
  return (text: string): { columns: number; rows: number } => {
    const match = /^([1-9]\d{0,4})[x×]([1-9]\d{0,4})$/i.exec(text);
    if (!match) throw expected(option, 'columns x rows such as 200x100', text);
    return { columns: Number(match[1]), rows: Number(match[2]) };
  };
}

/** `dx,dy`: two positive numbers. */
export function stepArgument(option: string) {
  return (text: string): readonly [number, number] => {
    const [dx, dy, ...more] = text.split(',').map(parseNumber);
    if (more.length > 0 || !(dx! > 0 && dy! > 0) || !Number.isFinite(dx! + dy!))
      throw expected(option, 'two positive steps dx,dy along x and y', text);
    return [dx!, dy!];
  };
}

/** `EPSG:n`, or the number alone; a GeoTIFF has 16 bits for it, of which 32767 stands for a system of one's own. */
export function crsArgument(option: string) {
  return (text: string): number => {
    const code = Number(/^(?:epsg:)?([1-9]\d{3,4})$/i.exec(text)?.[1]);
    if (!(code < 32767)) throw expected(option, 'an EPSG code such as EPSG:4326', text);
    return code;
  };
}

/** `a,b,…`: one or more numbers, in ascending order. */
export function levelsArgument(option: string) {
  return (text: string): readonly number[] => {
    const levels = text.split(',').map(parseNumber);
    if (!levels.every((level, k) => Number.isFinite(level) && (k === 0 || level > levels[k - 1]!)))
      throw expected(option, 'ascending numbers such as 10,20,30', text);
    return levels;
  };
}

/** `left,top,right,bottom` in whole pixels, or one of the given words. */
export function boxArgument<W extends string>(option: string, words: readonly W[]) {
  return (text: string): Box | W => {
    const word = words.find((w) => w === text);
    if (word !== undefined) return word;
    const parts = text.split(',').map(parseNumber);
    if (parts.length !== 4 || !parts.every(Number.isInteger))
      throw expected(option, ['left,top,right,bottom in whole pixels', ...words].join(', or '), text);
    const [left, top, right, bottom] = parts as [number, number, number, number];
    return { left, top, right, bottom };
  };
}

/** `x1,y1,x2,y2,x3,y3,x4,y4`: four points. */
export function cornersArgument(option: string) {
  return (text: string): Quadrilateral => {
    const [x1, y1, x2, y2, x3, y3, x4, y4, ...more] = text.split(',').map(parseNumber) as [
      ...[number, number, number, number, number, number, number, number],
    ];
    if (more.length > 0 || ![x1, y1, x2, y2, x3, y3, x4, y4].every(Number.isFinite))
      throw expected(option, 'four corners x1,y1,x2,y2,x3,y3,x4,y4, clockwise from the top left', text);
    return [
      [x1, y1],
      [x2, y2],
      [x3, y3],
      [x4, y4],
    ];
  };
}

/** Any CSS colour, or hexadecimal digits without their #. */
export function colourArgument(option: string) {
  return (text: string): Rgb => {
    const digits = /^([0-9a-f]{3}){1,2}$/i.test(text);
    const colour = cssColour(digits ? `#${text}` : text.trim());
    if (colour === undefined) throw expected(option, 'a colour such as #ff8000, white or steelblue', text);
    const [red, green, blue] = colour.map(Math.round);
    return [red!, green!, blue!];
  };
}

export function choiceArgument<W extends string>(option: string, words: readonly W[]) {
  return (text: string): W => {
    const word = words.find((w) => w === text);
    if (word === undefined) throw expected(option, words.join(', ').replace(/, ([^,]*)$/, ' or $1'), text);
    return word;
  };
}

/** `auto`, `none`, or rows × columns as in `9x12`. */
export function cellsArgument(option: string) {
  return (text: string): 'auto' | 'none' | { rows: number; columns: number } => {
    if (text === 'auto' || text === 'none') return text;
    const match = /^([1-9]\d{0,4})[x×]([1-9]\d{0,4})$/i.exec(text);
    if (!match) throw expected(option, 'auto, none, or rows x columns such as 9x12', text);
    return { rows: Number(match[1]), columns: Number(match[2]) };
  };
}

/** `v1,v2,…`, or with the place of each, `v1@p1,v2@p2,…`. */
export function ticksArgument(option: string) {
  return (text: string): readonly number[] | readonly GivenTick[] => {
    const parts = text.split(',').map((part) => part.split('@').map(parseNumber));
    const [{ length } = []] = parts;
    const even = parts.every((part) => part.length === length && part.every(Number.isFinite));
    if (parts.length < 2 || !even || length! > 2)
      throw expected(
        option,
        'two or more values such as 0,10,20, or each with its place as in 0@427,20@58',
        text,
      );
    return length === 1
      ? parts.map(([value]) => value!)
      : parts.map(([value, at]) => ({ value: value!, at: at! }));
  };
}

/** `i/n`, the i-th of n parts, from 1. */
export function shardArgument(option: string) {
  return (text: string): Shard => {
    const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
    if (!index || !count || index > count) throw expected(option, 'the i-th of n parts such as 1/8', text);
    return { index, count };
  };
}
