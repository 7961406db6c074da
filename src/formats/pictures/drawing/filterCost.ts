import type { DrawingElement } from './readDrawing.js';

/** Pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A box blur three times in each direction, each time with a running sum. */
const blurVisits = 6;
/** Perlin's noise looks at the four corners of a pixel's cell in four channels. */
const noiseVisits = 16;
/** Octaves, and sides of a kernel, unless a filter says others. */
const usualOctaves = 1;
const usualOrder = 3;
/** A filter's region beside the box of what is filtered: a tenth more on each side. */
const usualRegion = '120%';

/**
 * The operations of a filter: each primitive writes a picture, and reads for each pixel of its region those around.
 *
 * @param box of what is filtered; undefined where it is not known: then the region is the picture
 * @param canvas the picture
 * @param scale pixels of a unit of length
 */
export function filterCost(
  filter: DrawingElement,
  box: Extent | undefined,
  canvas: Extent,
  scale: number,
): number {
  const whole = canvas.width * canvas.height;
  const apart = filter.attributes.get('filterUnits') === 'userSpaceOnUse';
  const within = (side: 'width' | 'height'): number => (box ?? canvas)[side] * fraction(filter, side);
  // Sizes of nothing times without end come to nothing.
  const region =
    box === undefined || apart ? whole : Math.min(whole, within('width') * within('height')) || 0;
  const relative = filter.attributes.get('primitiveUnits') === 'objectBoundingBox';
  const units = relative ? (box ?? canvas) : { width: scale, height: scale };
  const primitives = filter.children.filter(({ name }) => name.startsWith('fe'));
  return primitives.reduce(
    (sum, primitive) => sum + whole + region * (Math.min(whole, visitsOf(primitive, units)) || 1),
    whole,
  );
}

/** How many pixels a primitive looks at for each that it writes. */
function visitsOf({ name, attributes }: DrawingElement, units: Extent): number {
  const numbers = (key: string, usual: number): [number, number] => {
    const [across = usual, down = across] = (attributes.get(key) ?? '')
      .split(/[\s,]+/)
      .filter((part) => part !== '')
      .map((part) => Math.max(0, Number(part)) || 0);
    return [across, down];
  };
  if (name === 'feMorphology') {
    const [across, down] = numbers('radius', 0);
    return (2 * across * units.width + 1) * (2 * down * units.height + 1);
  }
  if (name === 'feConvolveMatrix') {
    const [across, down] = numbers('order', usualOrder);
    return across * down;
  }
  if (name === 'feTurbulence') return noiseVisits * numbers('numOctaves', usualOctaves)[0];
  return name === 'feGaussianBlur' || name === 'feDropShadow' ? blurVisits : 1;
}

function fraction(filter: DrawingElement, side: 'width' | 'height'): number {
  const said = filter.attributes.get(side) ?? usualRegion;
  const value = Number.parseFloat(said) / (said.trim().endsWith('%') ? 100 : 1);
  return value >= 0 ? value : 1;
}

/** How often an element has the whole picture gone through: for what is drawn apart and laid over it, and by filters without a name. */
export function passesOf({ attributes }: DrawingElement): number {
  const said = (key: string, usual: string): boolean => (attributes.get(key) ?? usual).trim() !== usual;
  const layer =
    said('opacity', '1') ||
    said('mask', 'none') ||
    said('clip-path', 'none') ||
    said('mix-blend-mode', 'normal') ||
    said('isolation', 'auto');
  const functions = (attributes.get('filter') ?? '').match(/\b(?!url)[a-z-]+\(/gi)?.length ?? 0;
  return (layer ? 1 : 0) + (blurVisits + 1) * functions;
}
