import { SaxesParser } from 'saxes';

/** An element of a drawing, as far as the work of drawing it goes. */
export interface DrawingElement {
  /** Without its prefix. */
  readonly name: string;
  /** Those of `kept`, without prefixes; declarations of a `style` among them, which win. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly DrawingElement[];
}

/** What says how large, how often and how something is drawn; outlines and texts, most of a file, are passed over. */
const kept = new Set([
  ...['id', 'href', 'width', 'height', 'viewBox', 'transform', 'r', 'rx', 'ry'],
  ...['filter', 'mask', 'clip-path', 'opacity', 'mix-blend-mode', 'isolation', 'fill', 'stroke'],
  ...['marker', 'marker-start', 'marker-mid', 'marker-end', 'filterUnits', 'primitiveUnits'],
  ...['radius', 'order', 'numOctaves'],
]);

/** Most elements that are looked at: librsvg loads no more. */
const mostElements = 1e6;
/** Characters given to the parser at a time. */
const portion = 1 << 16;

/**
 * The elements of a drawing, as a tree.
 *
 * @param svg the file, plain
 * @param headOnly only its outermost element, without children
 * @returns its outermost element; undefined where there is none. What is no proper xml is read as far as it goes: who
 *   draws it says what is wrong with it.
 */
export function readDrawing(svg: Uint8Array, headOnly = false): DrawingElement | undefined {
  const parser = new SaxesParser();
  const open: { children: DrawingElement[] }[] = [{ children: [] }];
  const { children: roots } = open[0]!;
  let count = 0;
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const children: DrawingElement[] = [];
    open.at(-1)!.children.push({ name: local(name), attributes: keptOf(attributes), children });
    open.push({ children });
    count++;
  });
  parser.on('closetag', () => open.pop());
  const decoder = new TextDecoder();
  for (let at = 0; at < svg.length && !failed && count < (headOnly ? 1 : mostElements); at += portion)
    parser.write(decoder.decode(svg.subarray(at, at + portion), { stream: true }));
  const [root] = roots;
  return root?.name === 'svg' ? root : undefined;
}

/** A name without its prefix. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function keptOf(attributes: Readonly<Record<string, string>>): Map<string, string> {
  const all = Object.entries(attributes).map(([name, value]) => [local(name), value] as const);
  const own = all.filter(([name]) => kept.has(name));
  for (const declaration of (attributes.style ?? '').split(';')) {
    const [name, ...value] = declaration.split(':');
    if (kept.has(name!.trim())) own.push([name!.trim(), value.join(':').trim()]);
  }
  return new Map(own);
}
