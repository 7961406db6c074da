import { effect } from '@preact/signals';
import { readProject, writeProject } from '../project/projectFile.js';
import { addDocument, currentId, documents } from './documents.js';

/** Figures and projects by the identity of their documents. */
const stores = ['figures', 'projects'] as const;

/** Writing waits for so long a pause: handles that are dragged make many projects. */
const pauseMilliseconds = 400;

function whenDone<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('unhue', 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of stores) request.result.createObjectStore(name);
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

async function bringBack(database: IDBDatabase): Promise<void> {
  const stored = database.transaction(stores, 'readonly');
  const [ids, figures, projects] = await Promise.all([
    whenDone(stored.objectStore('figures').getAllKeys()),
    whenDone(stored.objectStore('figures').getAll()),
    whenDone(stored.objectStore('projects').getAllKeys()).then(async (keys) => {
      const store = database.transaction('projects', 'readonly').objectStore('projects');
      const values = await whenDone(store.getAll());
      return new Map(keys.map((key, k) => [String(key), String(values[k])]));
    }),
  ]);
  for (const [k, id] of ids.entries()) {
    const text = projects.get(String(id));
    if (text !== undefined) addDocument(figures[k], readProject(text, 'what was kept'), String(id));
  }
  const last = localStorage.getItem('unhue-current');
  if (documents.value.some(({ id }) => id === last)) currentId.value = last;
}

/** The documents that this window has shown. */
const shown = new Set<string>();

async function keep(
  database: IDBDatabase,
  open: typeof documents.value,
  current: string | null,
): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite');
  const figures = transaction.objectStore('figures');
  const projects = transaction.objectStore('projects');
  const kept = new Set((await whenDone(figures.getAllKeys())).map(String));
  for (const { id, bytes, history } of open) {
    if (!kept.has(id)) figures.put(bytes, id);
    projects.put(writeProject(history.present, null), id);
  }
  const isOpen = new Set(open.map(({ id }) => id));
  // What another window has open is none of this one's business.
  for (const id of shown)
    if (!isOpen.has(id)) {
      figures.delete(id);
      projects.delete(id);
    }
  for (const id of isOpen) shown.add(id);
  localStorage.setItem('unhue-current', current ?? '');
}
