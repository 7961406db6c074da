import type { RecoverFileOptions } from './recoverFigure.js';

/** Something made of a file that is asked for again and again: made once for the same settings. */
export function onceEach<Made>(
  make: (path: string, settings: RecoverFileOptions) => Promise<Made>,
): (path: string, settings: RecoverFileOptions) => Promise<Made> {
  const made = new Map<string, Promise<Made>>();
  return (path, settings) => {
    const key = JSON.stringify([path, settings]);
    const known = made.get(key) ?? make(path, settings);
    made.set(key, known);
    return known;
  };
}
