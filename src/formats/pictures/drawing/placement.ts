import { chained, identity, type Matrix } from '../../../documents/geometry/matrix.js';
import { lengthIn } from './lengths.js';
import { transformOf, viewBoxInto } from './transform.js';

/** Attributes of an element, and declarations of its `style`. */
export type Declared = Readonly<Record<string, string | undefined>>;

/** What is drawn only where something refers to it, or never. */
export const apart = new Set([
  ...[
    'defs',
    'symbol',
    'pattern',
    'mask',
    'clipPath',
    'marker',
    'title',
    'desc',
    'metadata',
    'script',
    'foreignObject',
  ],
]);

/** An element's attributes, declarations of its `style` among them, which win. */
export function declared(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const own: Record<string, string> = { ...attributes };
  for (const declaration of (attributes.style ?? '').split(';')) {
    const [name, ...value] = declaration.split(':');
    if (name?.trim()) own[name.trim()] = value.join(':').trim();
  }
  return own;
}

/** Whether an element says that it is not to be seen. */
export const isHidden = ({ display, visibility = '', opacity }: Declared): boolean =>
  display === 'none' || /hidden|collapse/.test(visibility) || opacity === '0';

/**
 * The map of an element's coordinates into those around it.
 *
 * @param picture the size of the picture, for the outermost element, which fills it
 */
export const placementOf = (
  name: string,
  own: Declared,
  picture: { readonly width: number; readonly height: number } | undefined,
): Matrix => chained(transformOf(own.transform), viewportOf(name, own, picture));

/** The map of an `svg` element into what is around it; the outermost fills the picture. */
function viewportOf(
  name: string,
  own: Declared,
  picture: { readonly width: number; readonly height: number } | undefined,
): Matrix {
  if (name !== 'svg') return identity;
  if (picture) {
    const across = lengthIn(own.width, 0);
    const plain = across > 0 ? picture.width / across : 1;
    return viewBoxInto(own, picture.width, picture.height) ?? [plain, 0, 0, plain, 0, 0];
  }
  const [x, y] = [lengthIn(own.x, 0) || 0, lengthIn(own.y, 0) || 0];
  const inner = viewBoxInto(own, lengthIn(own.width, 0), lengthIn(own.height, 0)) ?? identity;
  return chained(inner, [1, 0, 0, 1, x, y]);
}
