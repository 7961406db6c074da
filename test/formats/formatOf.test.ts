import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/formats/formatOf.js';
import { UsageError } from '../../src/model/errors.js';

describe('formatOf', () => {
  it('tells the format by the end of the name', () => {
    const cases = {
      'a.csv': 'csv',
      'b/A.NPY': 'npy',
      'c.json': 'json',
      'd.png': 'png16',
      'e.preview.png': 'preview',
    };
    for (const [path, name] of Object.entries(cases)) expect(formatOf(path).name).toBe(name);
  });

  it('names the known endings when it knows none for the name', () => {
    for (const path of ['a.xls', 'csv', 'folder.csv/a', '']) expect(() => formatOf(path)).toThrow(UsageError);
    expect(() => formatOf('a.xls')).toThrow(
      /a\.xls.*\.csv, .*\.npy, .*\.nc, .*\.json, \.preview\.png, \.png/,
    );
  });
});
