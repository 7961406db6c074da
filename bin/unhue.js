#!/usr/bin/env node
import { loadBundle, tuneEngine } from '../dist/bin/loadBundle.js';

tuneEngine();
const { run } = loadBundle(new URL('../dist/bin/main.cjs', import.meta.url));

process.exitCode = await run(process.argv.slice(2));
