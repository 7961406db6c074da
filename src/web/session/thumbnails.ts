import { computed, effect, signal } from '@preact/signals';
import type { ShownPage } from '../engine/calls/calls.js';
import type { FigurePlace } from '../project/project.js';
import { current, documents } from './documents.js';
import { call } from './recovery.js';

/** The pages that show figures, by the files that they are of. */
const pagesOfFiles = signal<ReadonlyMap<string, readonly ShownPage[]>>(new Map());

/** A figure of the document at hand. */
export interface MarkedFigure {
  /** Of its document. */
  readonly id: string;
  readonly place: FigurePlace;
}

/** A page of the document at hand, with the figures found on it. */
export interface MarkedPage extends ShownPage {
  readonly figures: readonly MarkedFigure[];
}

/** The pages of the document at hand; none where it is a picture. */
export const markedPages = computed<readonly MarkedPage[]>(() => {
  const file = current.value?.file;
  const shown = file === undefined ? [] : (pagesOfFiles.value.get(file) ?? []);
  const figures = documents.value.flatMap(({ id, file: own, history }) => {
    const { place } = history.present.figure;
    return own === file && place ? [{ id, place }] : [];
  });
  return shown.map((page) => ({ ...page, figures: figures.filter(({ place }) => place.page === page.page) }));
});

/** Draws the pages of each document once it is looked at. */
export function startThumbnails(): void {
  effect(() => {
    const one = current.value;
    if (!one?.history.present.figure.place || pagesOfFiles.value.has(one.file)) return;
    const pages = new Set(
      documents.value.flatMap(({ file, history }) =>
        file === one.file ? [history.present.figure.place?.page ?? 1] : [],
      ),
    );
    const keep = (shown: readonly ShownPage[]): void => {
      pagesOfFiles.value = new Map([...pagesOfFiles.value, [one.file, shown]]);
    };
    keep([]);
    const { name } = one.history.present.figure;
    // What cannot be drawn small is said when it is recovered.
    call()('thumbnails', { file: one.blob, name, pages: [...pages] }).then(keep, () => {});
  });
}
