import { effect } from '@preact/signals';
import { begun } from '../project/history.js';
import { readProject, writeProject } from '../project/projectFile.js';
import { currentId, documents, takeUp } from './documents.js';

/** Files by their identity; projects, each with the file that it is of, by that of their documents. */
const stores = ['files', 'projects'] as const;

/** Writing waits for so long a pause: handles that are dragged make many projects. */
const pauseMilliseconds = 400;

function whenDone<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('unhue', 3);
  request.addEventListener('upgradeneeded', () => {
    const { result: database } = request;
    for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
    for (const name of stores) database.createObjectStore(name);
  });
  return whenDone(request);
}

/** Brings back what was open when the page was left, and keeps from now on what is open. */
export async function takeUpWork(): Promise<void> {
  // A browser that keeps nothing (a private window) still recovers figures.
  const database = await openDatabase().catch(() => null);
  if (!database) return;
  await bringBack(database).catch(() => {});
  let timer = 0;
  effect(() => {
    const open = documents.value;
    const current = currentId.value;
    clearTimeout(timer);
    timer = window.setTimeout(() => void keep(database, open, current).catch(() => {}), pauseMilliseconds);
  });
}

/** A project as it is kept. */
interface Kept {
  readonly file: string;
  readonly text: string;
}

async function bringBack(database: IDBDatabase): Promise<void> {
  const stored = database.transaction(stores, 'readonly');
  const [files, projects] = await Promise.all([
    entriesOf<Blob>(stored.objectStore('files')),
    entriesOf<Kept>(stored.objectStore('projects')),
  ]);
  takeUp(
    [...projects].flatMap(([id, { file, text }]) => {
      const blob = files.get(file);
      return blob ? { id, file, blob, history: begun(readProject(text, 'what was kept')) } : [];
    }),
  );
  const last = localStorage.getItem('unhue-current');
  if (documents.value.some(({ id }) => id === last)) currentId.value = last;
}

/** All that a store holds, by its keys. */
async function entriesOf<T>(store: IDBObjectStore): Promise<Map<string, T>> {
  const [keys, values] = await Promise.all([whenDone(store.getAllKeys()), whenDone(store.getAll())]);
  return new Map(keys.map((key, k) => [String(key), values[k] as T]));
}

/** The documents that this window has shown. */
const shown = new Set<string>();

async function keep(
  database: IDBDatabase,
  open: typeof documents.value,
  current: string | null,
): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite');
  const files = transaction.objectStore('files');
  const projects = transaction.objectStore('projects');
  const kept = new Set((await whenDone(files.getAllKeys())).map(String));
  for (const { id, file, blob, history } of open) {
    if (!kept.has(file)) files.put(blob, file);
    kept.add(file);
    projects.put({ file, text: writeProject(history.present, null) } satisfies Kept, id);
  }
  const isOpen = new Set(open.map(({ id }) => id));
  // What another window has open is none of this one's business.
  for (const id of shown) if (!isOpen.has(id)) projects.delete(id);
  for (const id of isOpen) shown.add(id);
  const used = new Set(((await whenDone(projects.getAll())) as Kept[]).map(({ file }) => file));
  for (const file of kept) if (!used.has(file)) files.delete(file);
  localStorage.setItem('unhue-current', current ?? '');
}
