/** A file as it was when it was brought to the page. */
export interface TakenFile {
  readonly blob: Blob;
  /** Of its bytes, hexadecimal; null where the browser makes none. */
  readonly sha256: string | null;
  /** Its first `headBytes`, by which formats are known. */
  readonly head: Uint8Array;
}

export interface FileQuestion {
  readonly id: number;
  readonly file: Blob;
}

export type FileAnswer = { readonly id: number } & (
  | { readonly taken: TakenFile }
  | { readonly reason: string }
);

let worker: Worker | undefined;
let questions = 0;

/**
 * Reads a file in a worker of its own, which no recovery keeps busy: the window never holds its bytes.
 *
 * @throws Error where it cannot be read any more
 */
export function takenFile(file: Blob): Promise<TakenFile> {
  worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const reader = worker;
  const id = ++questions;
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    reader.addEventListener(
      'message',
      ({ data }: MessageEvent<FileAnswer>) => {
        if (data.id !== id) return;
        ended.abort();
        if ('taken' in data) resolve(data.taken);
        else reject(new Error(data.reason));
      },
      { signal: ended.signal },
    );
    reader.postMessage({ id, file } satisfies FileQuestion);
  });
}
