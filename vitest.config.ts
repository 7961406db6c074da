import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Figures are decoded for real: generous ceilings, so that a slow machine never fails a correct result.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
