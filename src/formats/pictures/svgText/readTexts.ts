import { chained, identity, type Matrix } from '../../../documents/geometry/matrix.js';
import { lengthIn } from '../drawing/lengths.js';
import { apart, isHidden, placementOf } from '../drawing/placement.js';
import { walkElements } from '../drawing/walkElements.js';
import { advanceOf } from './advances.js';
import { fontSizeOf, raiseOf } from './fontSizes.js';

/** A character where a drawing puts it: its own coordinates, y downwards; `end` is where the next one begins. */
export interface PlacedCharacter {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Its foot, and the size of its font. */
  readonly y: number;
  readonly size: number;
}

/** Characters that stand in one line from a place that is told, and the map of their coordinates to pixels. */
export interface TextChunk {
  readonly characters: readonly PlacedCharacter[];
  readonly matrix: Matrix;
  /** Where the drawing places it: 0 by its start, 1 by its end, ½ by its middle. */
  readonly anchor: number;
}

export interface DrawnTexts {
  readonly chunks: readonly TextChunk[];
  /** Stylesheets, which are not read, speak of where or how large texts are. */
  readonly isStyled: boolean;
}

/** More characters than a drawing of any figure has: it is read without its text then. */
const mostCharacters = 100_000;

const anchors: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

/** What of an element's surroundings its texts take on. */
interface State {
  readonly matrix: Matrix;
  readonly size: number;
  readonly anchor: number;
  /** How far feet are moved down for the part of the letters that a place is of, shares of the size. */
  readonly raise: number;
  readonly isShown: boolean;
  readonly kind: 'other' | 'text' | 'style';
}

/**
 * The texts of a drawing where they are drawn.
 *
 * @param svg plain xml; what is no proper xml is read as far as it goes
 * @param width of the picture that was drawn of it, pixels, and its `height`
 */
export function readTexts(svg: string, width: number, height: number): DrawnTexts {
  const line = new TextLine();
  const start: State = { matrix: identity, size: 16, anchor: 0, raise: 0, isShown: true, kind: 'other' };
  let isStyled = false;
  walkElements(svg, start, {
    enter(name, own, outer, isOutermost) {
      const state = stateIn(outer, name, own, isOutermost ? { width, height } : undefined);
      if (state.kind === 'text') line.place(own, state, outer.kind !== 'text');
      return state;
    },
    leave(_, { kind }, outer) {
      if (kind === 'text' && outer.kind !== 'text') line.end();
    },
    write(text, state) {
      if (state.kind === 'style')
        isStyled ||= /text-anchor|baseline|font|transform|letter-spacing|display/.test(text);
      else if (state.kind === 'text' && state.isShown) line.write(text, state);
    },
    isDone: () => line.count > mostCharacters,
  });
  return { chunks: line.count <= mostCharacters ? line.chunks : [], isStyled };
}

function stateIn(
  outer: State,
  name: string,
  own: Readonly<Record<string, string | undefined>>,
  picture: { readonly width: number; readonly height: number } | undefined,
): State {
  const size = fontSizeOf(own, outer.size);
  const isText = name === 'text' || (outer.kind === 'text' && /^(tspan|a)$/.test(name));
  return {
    matrix: chained(placementOf(name, own, picture), outer.matrix),
    size,
    anchor: anchors[own['text-anchor'] ?? ''] ?? outer.anchor,
    raise: raiseOf(own) ?? outer.raise,
    isShown: outer.isShown && !isHidden(own) && !apart.has(name),
    kind: isText ? 'text' : name === 'style' ? 'style' : 'other',
  };
}

/** Puts texts one behind the other, as a drawing program does, and takes them apart where a place is told. */
class TextLine {
  readonly chunks: TextChunk[] = [];
  count = 0;
  #characters: PlacedCharacter[] = [];
  #state: State | undefined;
  #x = 0;
  #y = 0;

  /** Goes to where an element's attributes say. */
  place(own: Readonly<Record<string, string | undefined>>, state: State, isFirst: boolean): void {
    const [x, y] = [lengthIn(first(own.x), state.size), lengthIn(first(own.y), state.size)];
    if (isFirst || !Number.isNaN(x) || !Number.isNaN(y)) {
      this.end();
      this.#state = state;
    }
    if (isFirst) [this.#x, this.#y] = [0, 0];
    if (!Number.isNaN(x)) this.#x = x;
    if (!Number.isNaN(y)) this.#y = y;
    this.#x += lengthIn(first(own.dx), state.size) || 0;
    this.#y += lengthIn(first(own.dy), state.size) || 0;
  }

  write(text: string, { size, raise }: State): void {
    const last = this.#characters.at(-1);
    const plain = text.replace(/\s+/g, ' ');
    for (const character of last === undefined || last.text === ' ' ? plain.trimStart() : plain) {
      // Marks without a width of their own (U+200B and its like) only hold a place.
      if (/\p{Cf}|\p{Mn}/u.test(character)) continue;
      const start = this.#x;
      this.#x += size * advanceOf(character);
      this.#characters.push({ text: character, start, end: this.#x, y: this.#y + raise * size, size });
      this.count++;
    }
  }

  /** What stands together is done: now it is known how far its start is before its anchor. */
  end(): void {
    const characters = this.#characters;
    while (characters.at(-1)?.text === ' ') characters.pop();
    const [head, tail] = [characters[0], characters.at(-1)];
    this.#characters = [];
    if (!head || !tail || !this.#state) return;
    const { anchor, matrix } = this.#state;
    const shift = -anchor * (tail.end - head.start);
    this.chunks.push({
      characters: characters.map((one) => ({ ...one, start: one.start + shift, end: one.end + shift })),
      matrix,
      anchor,
    });
    this.#x = tail.end + shift;
  }
}

/** Of a list of places, one for each character, the first: the others are seldom told. */
const first = (list: string | undefined): string | undefined => list?.trim().split(/[\s,]+/)[0];
