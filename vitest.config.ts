import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/web/sharedBrowser.ts'],
    // Decoding keeps a core busy: two at a time, where the default for two cores would leave one of them idle.
    maxWorkers: 2,
    // Processes, not threads: the command line is run in the folder of the test, and a thread may not change its folder.
    pool: 'forks',
    isolate: false,
    // Two workers keep two cores busy: V8's helper threads would only take turns with them.
    // What is tested is loaded by Node itself, as people load it; Vite would have every call of another module ask for its function.
    execArgv: ['--single-threaded', '--import', 'tsx'],
    server: { deps: { external: [/\/src\/(?!web\/)/] } },
    // Figures are decoded for real: generous ceilings, so that a slow machine never fails a correct result.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
