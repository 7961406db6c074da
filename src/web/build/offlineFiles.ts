import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes the service worker with the names of all files of the build, which it keeps for use without a network. A build
 * with other files has another version, and the old files go.
 */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => !name.endsWith('.map'));
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
      const source = readFileSync(join(import.meta.dirname, 'serviceWorker.js'), 'utf8')
        .replace('/* version */', version)
        .replace("/* files */ ''", files.map((name) => JSON.stringify(name)).join(', '));
      this.emitFile({ type: 'asset', fileName: 'serviceWorker.js', source });
    },
  };
}
