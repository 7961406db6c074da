import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Larger files are for rare uses, such as writing NetCDF: they are kept once they were used. */
const mostBytes = 1 << 20;

/**
 * Writes the service worker with the names of the build's files, which it keeps for use without a network. A build with
 * other files has another version, and the old files go.
 */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const sizeOf = (file: (typeof bundle)[string]): number =>
        (file.type === 'chunk' ? file.code : file.source).length;
      const files = Object.keys(bundle).filter((name) => sizeOf(bundle[name]!) <= mostBytes);
      const version = createHash('sha256').update(Object.keys(bundle).join()).digest('hex').slice(0, 12);
      const source = readFileSync(join(import.meta.dirname, 'serviceWorker.js'), 'utf8')
        .replace('/* version */', version)
        .replace("/* files */ ''", files.map((name) => JSON.stringify(name)).join(', '));
      this.emitFile({ type: 'asset', fileName: 'serviceWorker.js', source });
    },
  };
}
