import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from './dist/colourmap/library/library.js';
import { mergedNotices, tableNotices } from './notices.config.js';

/**
 * The licences of all that ships, in one file: of the packages bundled into the command line and the page, and of the
 * colourmaps' tables. The page keeps a copy of its own, for its folder is offered by itself.
 */
const name = 'THIRD-PARTY-LICENCES.txt';
const ofCommandLine = join('dist', 'bin', name);
const texts = [ofCommandLine, join('dist', 'web', name)].map((file) => readFileSync(file, 'utf8'));
const { sources } = await loadLibrary();

writeFileSync(
  join('dist', name),
  `${mergedNotices(texts)}\n${'='.repeat(80)}\n\nNamed colourmaps\n\n${tableNotices(sources.values())}`,
);
rmSync(ofCommandLine);
