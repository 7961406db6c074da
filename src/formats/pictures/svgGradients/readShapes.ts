import { cssColour } from '../../../colourmap/files/text/cssColour.js';
import { chained, identity, type Matrix } from '../../../documents/geometry/matrix.js';
import type { Rgb } from '../../../model/types.js';
import { lengthIn } from '../drawing/lengths.js';
import { apart, type Declared, isHidden, placementOf } from '../drawing/placement.js';
import { walkElements } from '../drawing/walkElements.js';
import { outlineOf, type Point } from './outline.js';

/** An outline of straight lines that a drawing fills or draws along. */
export interface DrawnShape {
  /** The corners of each of its parts, in its own coordinates, which the matrix maps to pixels. */
  readonly outline: readonly (readonly Point[])[];
  readonly matrix: Matrix;
  /** Its colour, or the id of what it is filled with; absent where it is not filled with anything that is known. */
  readonly fill?: Rgb | string;
  /** A line is drawn along it. */
  readonly isStroked: boolean;
}

/** A linear gradient as a drawing defines it. */
export interface GradientDefinition {
  readonly own: Declared;
  readonly stops: { readonly at: number; readonly colour: Rgb }[];
}

export interface DrawnShapes {
  /** In the order in which they are drawn. */
  readonly shapes: readonly DrawnShape[];
  readonly gradients: ReadonlyMap<string, GradientDefinition>;
}

/** What an element's surroundings give it. */
interface State {
  readonly matrix: Matrix;
  readonly fill: string;
  readonly stroke: string;
  readonly isShown: boolean;
}

/** More outlines than any bar has beside the cells of a map in which one is looked for: the rest is not read. */
const mostShapes = 50_000;
/** Characters, a second or two of reading: longer drawings are pictures or maps written out. */
const mostRead = 8e6;

/** What is seen through, or changes colours, leaves them unknown. */
const isPlain = (own: Declared): boolean =>
  [own.opacity, own['fill-opacity']].every((share) => share === undefined || Number(share) === 1) &&
  own.filter === undefined &&
  own.mask === undefined;

/**
 * The outlines of straight lines in a drawing, and its linear gradients. What stylesheets say is not known.
 *
 * @param svg plain xml; what is no proper xml is read as far as it goes
 * @param picture the size of the picture that was drawn of it, pixels
 */
export function readShapes(
  svg: string,
  picture: { readonly width: number; readonly height: number },
): DrawnShapes {
  const reader = new ShapeReader();
  const outermost: State = { matrix: identity, fill: '#000', stroke: 'none', isShown: true };
  walkElements(svg.slice(0, mostRead), outermost, {
    enter(name, own, outer, isOutermost) {
      const state = stateIn(outer, name, own, isOutermost ? picture : undefined);
      reader.take(name, own, state);
      return state;
    },
    leave: (name) => reader.leave(name),
    isDone: () => reader.shapes.length >= mostShapes,
  });
  return reader;
}

function stateIn(
  outer: State,
  name: string,
  own: Declared,
  picture: { readonly width: number; readonly height: number } | undefined,
): State {
  const taken = (key: 'fill' | 'stroke'): string => {
    const said = own[key];
    return said === undefined || said === 'inherit' ? outer[key] : said;
  };
  return {
    matrix: chained(placementOf(name, own, picture), outer.matrix),
    fill: taken('fill'),
    stroke: taken('stroke'),
    isShown: outer.isShown && !isHidden(own) && !apart.has(name) && isPlain(own),
  };
}

/** Gathers shapes and gradients as elements come. */
class ShapeReader implements DrawnShapes {
  readonly shapes: DrawnShape[] = [];
  readonly gradients = new Map<string, GradientDefinition>();
  /** Outlines that may be referred to, with whether they are drawn along. */
  readonly #known = new Map<string, Pick<DrawnShape, 'outline' | 'isStroked'>>();
  readonly #colours = new Map<string, Rgb | undefined>();
  #definition: GradientDefinition | undefined;

  take(name: string, own: Declared, { matrix, fill, stroke, isShown }: State): void {
    if (name === 'linearGradient' && own.id !== undefined) {
      this.#definition = { own, stops: [] };
      this.gradients.set(own.id, this.#definition);
    }
    if (name === 'stop') this.#takeStop(own);
    if (this.shapes.length >= mostShapes) return;
    if (name === 'use') {
      if (isShown) this.#repeat(own, matrix);
      return;
    }
    const outline = outlineOf(name, own);
    if (outline.length === 0) return;
    const isStroked = stroke !== 'none';
    if (own.id !== undefined) this.#known.set(own.id, { outline, isStroked });
    const paint = idOf(fill) ?? this.#colour(fill);
    if (isShown) this.shapes.push({ outline, matrix, ...(paint && { fill: paint }), isStroked });
  }

  leave(name: string): void {
    if (name === 'linearGradient') this.#definition = undefined;
  }

  #takeStop(own: Declared): void {
    const colour = this.#colour(own['stop-color'] ?? '#000');
    if (colour && Number(own['stop-opacity'] ?? 1) === 1)
      this.#definition?.stops.push({ at: shareOf(own.offset), colour });
  }

  /** Tick marks are often one mark, used again and again. */
  #repeat(own: Declared, matrix: Matrix): void {
    const one = this.#known.get((own.href ?? own['xlink:href'] ?? '').slice(1));
    if (!one?.isStroked) return;
    const [x, y] = [lengthIn(own.x ?? '0', 0), lengthIn(own.y ?? '0', 0)];
    this.shapes.push({ ...one, matrix: chained([1, 0, 0, 1, x, y], matrix) });
  }

  #colour(text: string): Rgb | undefined {
    if (!this.#colours.has(text)) this.#colours.set(text, cssColour(text));
    return this.#colours.get(text);
  }
}

/** What `url(#id)` refers to. */
const idOf = (fill: string): string | undefined => /^\s*url\(\s*['"]?#([^'")]+)['"]?\s*\)/.exec(fill)?.[1];

const shareOf = (offset = '0'): number => {
  const value = Number.parseFloat(offset) * (offset.trim().endsWith('%') ? 0.01 : 1);
  return Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
};
