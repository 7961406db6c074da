import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutput, writeOutput } from '../../../src/formats/output/writeOutput.js';
import { OutputError } from '../../../src/model/errors.js';

describe('writeOutput of a folder', () => {
  let folder: string;
  let store: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unhue-store-'));
    store = join(folder, 'a.zarr');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const content = (text: string) => ({
    *files(): Generator<[string, string]> {
      yield ['zarr.json', text];
      yield ['value/c/0/0', 'chunk'];
    },
  });

  it('writes all files, and leaves nothing else behind', async () => {
    await checkOutput(store);
    await writeOutput(store, content('{}'));
    expect(readFileSync(join(store, 'value/c/0/0'), 'utf8')).toBe('chunk');
    expect(readdirSync(folder)).toEqual(['a.zarr']);
  });

  it('replaces a store when forced only', async () => {
    await writeOutput(store, content('old'));
    await expect(checkOutput(store)).rejects.toThrow(/exists already/);
    await expect(writeOutput(store, content('new'))).rejects.toThrow(OutputError);
    expect(readFileSync(join(store, 'zarr.json'), 'utf8')).toBe('old');
    await writeOutput(store, content('new'), { force: true });
    expect(readFileSync(join(store, 'zarr.json'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.zarr']);
  });

  it('never replaces a folder or a file that is no store', async () => {
    mkdirSync(store);
    writeFileSync(join(store, 'thesis.txt'), 'years of work');
    await expect(checkOutput(store, { force: true })).rejects.toThrow(/no zarr store/);
    await expect(writeOutput(store, content('{}'), { force: true })).rejects.toThrow(/no zarr store/);
    expect(readdirSync(store)).toEqual(['thesis.txt']);
  });

  it('leaves what was there when its making fails half way', async () => {
    await writeOutput(store, content('old'));
    const failing = {
      *files(): Generator<[string, string]> {
        yield ['zarr.json', 'new'];
        throw new Error('half way');
      },
    };
    await expect(writeOutput(store, failing, { force: true })).rejects.toThrow('half way');
    expect(readFileSync(join(store, 'zarr.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.zarr']);
    await expect(writeOutput(join(folder, 'b.zarr'), failing)).rejects.toThrow('half way');
    expect(existsSync(join(folder, 'b.zarr'))).toBe(false);
  });
});
