import { type Extent, filterCost, passesOf } from './filterCost.js';
import { lengthOf } from './lengths.js';
import type { DrawingElement } from './readDrawing.js';

/** Operations that an element takes for itself, however small it is: 6 microseconds. */
const perElement = 3000;
/** Elements within elements, and references to references: no drawing program writes a hundredth of it. */
const mostLevels = 1000;

/** What is drawn only where something refers to it. */
const apart = new Set([
  ...['defs', 'symbol', 'filter', 'pattern', 'mask', 'clipPath', 'marker', 'linearGradient'],
  ...['radialGradient', 'metadata', 'style', 'title', 'desc', 'script'],
]);

/**
 * How much work a drawing asks for, in operations: one reads and writes one pixel once, which takes about 2 nanoseconds
 * at best. It is counted from what the elements say, references followed as often as they are drawn; what only
 * stylesheets say is not seen. A filter on an element whose box is not plain is taken to fill the picture.
 *
 * @param width of the picture, pixels, and `height` of it
 * @returns infinity where references go deeper than anyone draws
 */
export function drawingCost(root: DrawingElement, width: number, height: number): number {
  const canvas = { width, height };
  const [, , across] = (root.attributes.get('viewBox') ?? '').split(/[\s,]+/);
  const ratio = width / Number(across);
  const scale = Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
  const named = new Map<string, DrawingElement>();
  nameAll(root, named);
  // By element, apart for those whose size is told and those under a transformation.
  const known = [new Map<DrawingElement, number>(), new Map<DrawingElement, number>()] as const;

  const referred = (value: string | undefined): DrawingElement[] =>
    [...(value ?? '').matchAll(/#([^"')\s]+)/g)].flatMap(([, id]) => named.get(id!) ?? []);

  const contentCost = (element: DrawingElement, scaled: boolean, level: number): number =>
    element.children.reduce(
      (sum, child) => sum + (apart.has(child.name) ? 0 : cost(child, scaled, level + 1)),
      0,
    );

  const ownCost = (element: DrawingElement, scaled: boolean, level: number): number => {
    let sum = perElement;
    for (const [name, value] of element.attributes) {
      if (name === 'id' || name === 'transform') continue;
      for (const other of referred(value))
        sum +=
          other.name === 'filter'
            ? filterCost(other, scaled ? undefined : boxOf(element, canvas, scale), canvas, scale) +
              other.children.reduce((all, child) => all + cost(child, true, level + 1), 0)
            : apart.has(other.name)
              ? perElement + contentCost(other, true, level + 1)
              : cost(other, scaled, level + 1);
    }
    return sum + (passesOf(element) * width * height + contentCost(element, scaled, level));
  };

  const cost = (element: DrawingElement, above: boolean, level: number): number => {
    if (level > mostLevels) return Number.POSITIVE_INFINITY;
    const scaled = above || changesScale(element, element === root);
    const costs = known[scaled ? 1 : 0];
    const before = costs.get(element);
    if (before !== undefined) return before;
    // References that go round are drawn once.
    costs.set(element, 0);
    const own = ownCost(element, scaled, level);
    costs.set(element, own);
    return own;
  };
  return cost(root, false, 0);
}

function nameAll(root: DrawingElement, named: Map<string, DrawingElement>): void {
  const left = [root];
  for (let element = left.pop(); element !== undefined; element = left.pop()) {
    const id = element.attributes.get('id');
    if (id !== undefined && !named.has(id)) named.set(id, element);
    for (const child of element.children) left.push(child);
  }
}

/** Whether lengths within are others than the picture's own. */
const changesScale = ({ attributes }: DrawingElement, outermost: boolean): boolean =>
  (!outermost && attributes.has('viewBox')) ||
  /(?:scale|matrix|rotate|skew)/.test(attributes.get('transform') ?? '');

/** The size of an element that says it in lengths, in pixels; undefined for all others. */
function boxOf({ name, attributes }: DrawingElement, canvas: Extent, scale: number): Extent | undefined {
  const along = (key: string, whole: number): number => {
    const said = attributes.get(key) ?? '';
    return said.endsWith('%') ? (Number.parseFloat(said) / 100) * whole : lengthOf(said) * scale;
  };
  const box =
    name === 'rect' || name === 'image'
      ? { width: along('width', canvas.width), height: along('height', canvas.height) }
      : name === 'circle'
        ? { width: 2 * along('r', canvas.width), height: 2 * along('r', canvas.height) }
        : name === 'ellipse'
          ? { width: 2 * along('rx', canvas.width), height: 2 * along('ry', canvas.height) }
          : undefined;
  return box && box.width >= 0 && box.height >= 0 ? box : undefined;
}
