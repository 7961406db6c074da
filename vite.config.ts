import { join } from 'node:path';
import { defineConfig } from 'vite';
import { offlineFiles } from './src/web/build/offlineFiles.js';

/** The page, as a folder of files that any server of static files can offer under any path. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  base: './',
  publicDir: false,
  plugins: [offlineFiles()],
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'web'),
    emptyOutDir: true,
    target: 'es2023',
    // A data address would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});
