import type { DrawingElement } from './readDrawing.js';

/** Pixels of 1/96 inch that a unit of length has; what is relative to something else has none. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
};

/** Pixels; NaN for what is no length, or is relative. */
export function lengthOf(length: string | undefined): number {
  const [, value, unit] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '') ?? [];
  return Number(value) * (units[unit?.toLowerCase() ?? ''] ?? Number.NaN);
}

/** A length in pixels; NaN for what is none. What is relative to the font is of the size that is given. */
export function lengthIn(text: string | undefined, size: number): number {
  const [, value, unit] =
    /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(em|ex|%)\s*$/i.exec(text ?? '') ?? [];
  if (value !== undefined) return Number(value) * size * (unit === '%' ? 0.01 : unit === 'ex' ? 0.5 : 1);
  const [, sign = '', plain] = /^\s*([-+]?)(.*)$/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * lengthOf(plain);
}

/** The size that a drawing says it has, in pixels; undefined where it says none in lengths. */
export function sizeOf({ attributes }: DrawingElement): { width: number; height: number } | undefined {
  const [, , across, down] = (attributes.get('viewBox') ?? '').split(/[\s,]+/);
  const width = lengthOf(attributes.get('width') ?? across);
  const height = lengthOf(attributes.get('height') ?? down);
  return width > 0 && height > 0 ? { width, height } : undefined;
}
