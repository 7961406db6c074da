#!/usr/bin/env node
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Compiled code is kept between runs, where Node can (22.8 and later): start-up is mostly compiling.
module.enableCompileCache?.();
// A loop over pixels is optimised at once: while it waits for that, it goes on in code that is many times slower.
// (V8 complains of flags that it does not have: of later ones that is not known.)
if (Number.parseInt(process.versions.v8, 10) <= 12) setFlagsFromString('--no-concurrent-osr');
const { run } = await import('../dist/bin/main.js');

process.exitCode = await run(process.argv.slice(2));
