import { batch, computed, signal } from '@preact/signals';
import { begun, changed, type History, redone, undone } from '../project/history.js';
import { type FigureName, type Project, type ProjectOptions, withOptions } from '../project/project.js';

/** A figure that was brought to the page: its file as it came, and what was decided about it. */
export interface Document {
  readonly id: string;
  /** The identity of its file, which the figures of a document share. */
  readonly file: string;
  readonly blob: Blob;
  readonly history: History<Project>;
}

export const documents = signal<readonly Document[]>([]);
export const currentId = signal<string | null>(null);

export const current = computed(() => documents.value.find(({ id }) => id === currentId.value) ?? null);
export const project = computed(() => current.value?.history.present ?? null);
/** The options of the figure at hand; none without one. */
export const options = computed<ProjectOptions>(() => project.value?.options ?? {});
export const canUndo = computed(() => (current.value?.history.past.length ?? 0) > 0);
export const canRedo = computed(() => (current.value?.history.future.length ?? 0) > 0);

/** Takes in the figures of a file, and shows the first of them. */
export function addDocuments(blob: Blob, projects: readonly Project[]): void {
  const file = newId();
  takeUp(projects.map((project) => ({ id: newId(), file, blob, history: begun(project) })));
}

/** Takes in documents as they are, and shows the first of them. */
export function takeUp(more: readonly Document[]): void {
  const [first] = more;
  if (!first) return;
  batch(() => {
    documents.value = [...documents.value, ...more];
    currentId.value = first.id;
  });
}

/** Whether two names of figures mean the same: by their bytes where both are known, and by their place in them. */
export function isSameFigure(a: FigureName, b: FigureName): boolean {
  const isSameFile = a.sha256 !== null && b.sha256 !== null ? a.sha256 === b.sha256 : a.name === b.name;
  return isSameFile && a.place?.page === b.place?.page && a.place?.number === b.place?.number;
}

/** Apart from all others on this machine, also where the page is not served securely. */
const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** Puts a figure away. */
export function removeDocument(gone: string): void {
  documents.value = documents.value.filter(({ id }) => id !== gone);
  if (currentId.value === gone) currentId.value = documents.value.at(-1)?.id ?? null;
}

function step(next: (history: History<Project>) => History<Project>): void {
  documents.value = documents.value.map((one) =>
    one.id === currentId.value ? { ...one, history: next(one.history) } : one,
  );
}

/** Every control of the page comes down to this: the project at hand is another one now, which can be undone. */
export function change(next: (project: Project) => Project): void {
  step((history) => changed(history, next(history.present)));
}

/** Sets options of the project at hand; `undefined` leaves one to the search again. */
export function setOptions(set: Parameters<typeof withOptions>[1]): void {
  change((present) => withOptions(present, set));
}

export const undo = (): void => step(undone);
export const redo = (): void => step(redone);
