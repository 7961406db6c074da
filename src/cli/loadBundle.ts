import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type * as entry from './bundled.js';

/** The bundle as a program: what it exports, and how to keep what has been compiled of it so far. */
export interface Bundle {
  readonly exports: typeof entry;
  /** Whether V8 took the code that was kept. */
  readonly wasKept: boolean;
  /** The code compiled so far, for the next process. */
  readonly compiled: () => Uint8Array;
}

/** Code is kept for one version of V8. (It lies beside the bundle, made by whoever made that: as much to be trusted.) */
export const keptCode = (bundle: string): string => `${bundle}.${process.versions.v8}.cache`;

/**
 * Loops over pixels are optimised at once: while one waits for its better code, it goes on in code that is many times
 * slower. (V8 complains of flags that it does not have: of later ones that is not known.)
 */
export function tuneEngine(): void {
  if (Number.parseInt(process.versions.v8, 10) <= 12) setFlagsFromString('--no-concurrent-osr');
}

/**
 * Runs the bundled command line's own code, as it was compiled when it was built: start-up is mostly compiling.
 *
 * @param url of the bundle, a CommonJS module
 */
export function openBundle(url: URL): Bundle {
  const file = fileURLToPath(url);
  const kept = keptCode(file);
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  // ASCII, as the build writes it.
  const source = readFileSync(file, 'latin1');
  const script = new Script(`(function (module, exports, require, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  // A script that V8 did not compile itself has forgotten how Node imports modules.
  const own = { exports: {}, importModule: (name: string): Promise<unknown> => import(name) };
  script.runInThisContext()(own, own.exports, createRequire(url), file, dirname(file));
  return {
    exports: own.exports as typeof entry,
    wasKept: script.cachedDataRejected === false,
    compiled: () => script.createCachedData(),
  };
}

/** The bundled command line, as fast as this Node can load it. */
export function loadBundle(url: URL): typeof entry {
  if (existsSync(keptCode(fileURLToPath(url)))) return openBundle(url).exports;
  // From 22.8 on Node keeps code by itself, in a folder of its own.
  (module as typeof module & { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
  return createRequire(url)(fileURLToPath(url)) as typeof entry;
}
