import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bucketPlace } from '../../../src/formats/output/bucketPath.js';
import { checkTarget, writeAtomically } from '../../../src/formats/output/writeAtomically.js';
import { inFolder, runHere } from '../../cli/runUnhue.js';
import { greyField, greySettings } from '../../fields.js';
import { environmentOf, type ObjectStore, startObjectStore } from './objectStore.js';

describe('a bucket as the place of results', () => {
  let store: ObjectStore;
  beforeEach(async () => {
    store = await startObjectStore();
    for (const [name, value] of Object.entries(environmentOf(store))) vi.stubEnv(name, value);
  });
  afterEach(() => {
    store.close();
    vi.unstubAllEnvs();
  });

  it('gets each result by one signed request, and is not written over', async () => {
    const path = 's3://maps/a folder/x+1.csv';
    await checkTarget(path);
    await writeAtomically(path, ['1,2\n', new TextEncoder().encode('3,4\n')]);
    expect([...store.objects]).toEqual([['maps/a folder/x+1.csv', Buffer.from('1,2\n3,4\n')]]);
    expect(store.requests.map(({ what }) => what)).toEqual([
      'HEAD maps/a folder/x+1.csv',
      'PUT maps/a folder/x+1.csv',
    ]);
    expect(store.requests[1]!.authorization).toMatch(/Credential=key\/\d{8}\/eu-north-1\/s3\/aws4_request/);
    await expect(checkTarget(path)).rejects.toThrow(/exists already/);
    // As where another worker was faster.
    await expect(writeAtomically(path, 'other')).rejects.toThrow(/exists already/);
    await writeAtomically(path, 'other', { force: true });
    expect(String(store.objects.get('maps/a folder/x+1.csv'))).toBe('other');
  });

  it('is asked again where it fails, and its refusal is told in one line', async () => {
    store.failures = 2;
    await writeAtomically('s3://maps/x.csv', '1');
    expect(store.objects.size).toBe(1);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'another');
    await expect(writeAtomically('s3://maps/y.csv', '1')).rejects.toThrow(
      'Cannot write s3://maps/y.csv: the store answers 403 (AccessDenied).',
    );
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    await expect(checkTarget('s3://maps/y.csv')).rejects.toThrow(/AWS_SECRET_ACCESS_KEY are not set/);
  });

  it('holds what a folder would, and is gone on with where a run was ended', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'in', 'b'), { recursive: true });
      for (const name of ['x.png', 'b/y.png']) writeFileSync(join(folder, 'in', name), greyField(1));
      const run = (directory: string, ...more: string[]) =>
        runHere(['recover', 'in', ...greySettings, '-d', directory, '--jobs', '1', ...more], folder);
      expect((await run('out', '--quiet')).code).toBe(0);
      expect((await run('s3://maps/run/1/', '--quiet')).code).toBe(0);
      for (const name of ['x.csv', 'x.meta.json', 'b/y.csv', 'b/y.preview.png'])
        expect(store.objects.get(`maps/run/1/${name}`)).toEqual(readFileSync(join(folder, 'out', name)));
      store.objects.delete('maps/run/1/b/y.csv');
      const before = store.requests.length;
      expect((await run('s3://maps/run/1', '--skip-existing', '--quiet')).code).toBe(0);
      expect(
        store.requests.slice(before).filter(({ what }) => what.includes('PUT') && what.includes('x.')),
      ).toEqual([]);
      expect(store.objects.has('maps/run/1/b/y.csv')).toBe(true);
    }));

  it('has no place for what is many objects, or lies beside its figure', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'x.png'), greyField(1));
      for (const [output, message] of [
        ['{figure}.zarr', /choose .nc/],
        ['{figure}.unhue.json', /beside its figure/],
      ] as const) {
        const { code, stderr } = await runHere(
          ['recover', 'x.png', '-d', 's3://maps/a', '-o', output],
          folder,
        );
        expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
      }
      const { code, stderr } = await runHere(['recover', 'x.png', '-d', 's3://'], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/expects s3:\/\/bucket\/prefix/)]);
    }));
});

it('takes the path of an object apart', () => {
  expect(bucketPlace('s3://a/b/c.csv')).toEqual({ bucket: 'a', key: 'b/c.csv' });
  for (const path of ['s3://a', 's3://a/', 's3:///b', '/a/b']) expect(bucketPlace(path)).toBeUndefined();
});
