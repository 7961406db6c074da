#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between runs, where Node can (22.8 and later): start-up is mostly compiling.
module.enableCompileCache?.();
const { run } = await import('../dist/bin/main.js');

process.exitCode = await run(process.argv.slice(2));
