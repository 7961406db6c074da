import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll } from 'vitest';

type Calls = typeof promises;

/** For all tests of the file that says so: some calls of the file system by promises are others, in every module that imports them. */
export function withFileSystem(others: (real: Readonly<Calls>) => Partial<Calls>): void {
  const real = { ...promises };
  const set = (calls: Partial<Calls>): void => {
    Object.assign(promises, calls);
    syncBuiltinESMExports();
  };
  beforeAll(() => set(others(real)));
  afterAll(() => set(real));
}
