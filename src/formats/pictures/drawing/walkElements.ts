import { SaxesParser } from 'saxes';
import { type Declared, declared } from './placement.js';
import { local } from './readDrawing.js';

/** What is made of a drawing's elements on the way through them. */
export interface Walk<State> {
  /**
   * What an element gives those within it.
   *
   * @param isOutermost nothing is around it
   */
  readonly enter: (name: string, own: Declared, outer: State, isOutermost: boolean) => State;
  readonly leave: (name: string, state: State, outer: State) => void;
  /** Told text with what its element gives it. */
  readonly write?: (text: string, state: State) => void;
  /** Nothing more need be read. */
  readonly isDone: () => boolean;
}

/** Characters read at once, before it is asked whether that is enough. */
const portion = 1 << 16;

/**
 * Goes through the elements of a drawing (svg), each with what its surroundings give it.
 *
 * @param svg plain xml; what is no proper xml is read as far as it goes
 * @param outermost what the whole drawing is given
 */
export function walkElements<State>(svg: string, outermost: State, walk: Walk<State>): void {
  const parser = new SaxesParser();
  const open: State[] = [outermost];
  let failed = false;
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    open.push(walk.enter(local(name), declared(attributes), open.at(-1)!, open.length === 1));
  });
  parser.on('closetag', ({ name }) => {
    const state = open.pop()!;
    walk.leave(local(name), state, open.at(-1)!);
  });
  const { write } = walk;
  if (write)
    for (const kind of ['text', 'cdata'] as const) parser.on(kind, (text) => write(text, open.at(-1)!));
  for (let at = 0; at < svg.length && !failed && !walk.isDone(); at += portion)
    parser.write(svg.slice(at, at + portion));
}
