import { chained, identity, type Matrix } from '../../../documents/geometry/matrix.js';

const degree = Math.PI / 180;

/** The maps that a `transform` names, the outermost first; what is none is passed over. */
export function transformOf(text: string | undefined): Matrix {
  let matrix: Matrix = identity;
  for (const [, name, list] of (text ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const numbers = (list!.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
    const own = one(name!, numbers);
    if (own) matrix = chained(own, matrix);
  }
  return matrix;
}

function one(name: string, numbers: readonly number[]): Matrix | undefined {
  const [a = 0, b, c] = numbers;
  switch (name) {
    case 'matrix':
      return numbers.length === 6 ? (numbers as unknown as Matrix) : undefined;
    case 'translate':
      return [1, 0, 0, 1, a, b ?? 0];
    case 'scale':
      return [a, 0, 0, b ?? a, 0, 0];
    case 'rotate': {
      const [cos, sin] = [Math.cos(a * degree), Math.sin(a * degree)];
      const [x, y] = [b ?? 0, c ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    case 'skewX':
      return [1, 0, Math.tan(a * degree), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan(a * degree), 0, 1, 0, 0];
    default:
      return undefined;
  }
}

/** The map of a `viewBox` into a box of some size, in its middle and with its proportions unless told otherwise. */
export function viewBoxInto(
  attributes: Readonly<Record<string, string | undefined>>,
  width: number,
  height: number,
): Matrix | undefined {
  const { viewBox, preserveAspectRatio = '' } = attributes;
  const [x, y, across, down] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (!(across! > 0 && down! > 0) || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const [sx, sy] = [width / across!, height / down!];
  if (/none/.test(preserveAspectRatio)) return [sx, 0, 0, sy, -sx * x!, -sy * y!];
  const s = /slice/.test(preserveAspectRatio) ? Math.max(sx, sy) : Math.min(sx, sy);
  const place = (axis: string, room: number): number =>
    room *
    (new RegExp(`${axis}Min`).test(preserveAspectRatio)
      ? 0
      : new RegExp(`${axis}Max`).test(preserveAspectRatio)
        ? 1
        : 0.5);
  return [s, 0, 0, s, place('x', width - s * across!) - s * x!, place('Y', height - s * down!) - s * y!];
}
