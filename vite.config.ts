import { join } from 'node:path';
import { defineConfig } from 'vite';
import { noticesOf } from './notices.config.js';
import { bundledNotices } from './src/web/build/bundledNotices.js';
import { offlineFiles } from './src/web/build/offlineFiles.js';

const notices = bundledNotices(noticesOf);

/** The page, as a folder of files that any server of static files can offer under any path. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web'),
  base: './',
  resolve: {
    alias: [
      // What a report takes from Node, a browser has by other means.
      {
        find: /^.*\/means\.js$/,
        replacement: join(import.meta.dirname, 'src', 'web', 'engine', 'writing', 'reportMeans.ts'),
      },
    ],
  },
  publicDir: false,
  plugins: [notices.ofPage, offlineFiles()],
  worker: { format: 'es', plugins: () => [notices.ofWorker] },
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
