import { lengthIn } from '../drawing/lengths.js';
import type { Declared } from '../drawing/placement.js';

export type Point = readonly [x: number, y: number];

/** Longer outlines are neither rectangles nor tick marks. */
const longest = 2000;
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * The corners of each part of an element's outline, in its own coordinates; none where it has other parts than straight lines.
 * The first corner comes again where a part is closed.
 */
export function outlineOf(name: string, own: Declared): Point[][] {
  const at = (key: string): number => lengthIn(own[key] ?? '0', 0);
  switch (name) {
    case 'rect': {
      const [x, y, width, height] = [at('x'), at('y'), at('width'), at('height')];
      return [
        [
          [x, y],
          [x + width, y],
          [x + width, y + height],
          [x, y + height],
          [x, y],
        ],
      ];
    }
    case 'line':
      return [
        [
          [at('x1'), at('y1')],
          [at('x2'), at('y2')],
        ],
      ];
    case 'polyline':
      return parts(`M${own.points ?? ''}`);
    case 'polygon':
      return parts(`M${own.points ?? ''}z`);
    case 'path':
      return parts(own.d ?? '');
    default:
      return [];
  }
}

function parts(outline: string): Point[][] {
  if (outline.length > longest || /[^\sMLHVZ\d.,eE+-]/i.test(outline)) return [];
  const found: Point[][] = [];
  let part: Point[] = [];
  let [x, y] = [0, 0];
  for (const command of outline.match(/[MLHVZ][^MLHVZ]*/gi) ?? []) {
    const letter = command[0]!.toUpperCase();
    const isRelative = command[0] !== letter;
    const values = (command.match(number) ?? []).map(Number);
    if (letter === 'M') {
      part = [];
      found.push(part);
    } else if (letter === 'Z' && part[0]) {
      [x, y] = part[0];
      part.push(part[0]);
    }
    for (const [px, py] of pairsOf(letter, values, isRelative ? [0, 0] : [x, y])) {
      [x, y] = isRelative ? [x + px, y + py] : [px, py];
      part.push([x, y]);
    }
  }
  return found.filter((corners) => corners.length > 1);
}

/** Pairs of coordinates; those of level and upright lines have the other one filled in. */
function pairsOf(letter: string, values: readonly number[], [x, y]: Point): Point[] {
  if (letter === 'H') return values.map((at) => [at, y]);
  if (letter === 'V') return values.map((at) => [x, at]);
  return Array.from({ length: values.length >> 1 }, (_, k) => [values[2 * k]!, values[2 * k + 1]!]);
}
