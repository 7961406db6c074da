import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LibraryHeader, packLibrary, unpackLibrary } from '../../../src/colourmap/library/format.js';
import { loadLibrary } from '../../../src/colourmap/library/library.js';
import { digest } from '../../../src/colourmap/library/tables.js';
import { collectLibrary, listOfSources, mayShip } from './buildLibrary.js';

const library = await loadLibrary();

describe('the library of named colourmaps', () => {
  it('is byte for byte what was packed', () => {
    const header: LibraryHeader = {
      sources: [...library.sources.values()],
      tables: library.tables.map(({ index: _index, rgb: _rgb, ...record }) => record),
    };
    const packed = packLibrary(
      header,
      library.tables.map(({ rgb }) => rgb),
    );
    expect(createHash('sha256').update(packed).digest('hex')).toBe(digest);
  });

  it('holds thousands of tables, each with its source, licence and citation', () => {
    expect(library.tables.filter((t) => !t.discrete).length).toBeGreaterThan(2000);
    for (const table of library.tables) {
      expect(table.rgb.length).toBe(3 * table.n);
      const source = library.sources.get(table.source);
      expect(source?.licence, table.source).toBeTruthy();
      expect(source?.citation, table.source).toBeTruthy();
      expect(mayShip(table.licence ?? source!.licence), `${table.source}:${table.name}`).toBe(true);
    }
  });

  it('has the published colours of matplotlib and its peers', () => {
    // Ends and middle of the published tables (matplotlib 3.6 `cmap(i, bytes=True)`; cmocean and crameri likewise).
    const ends = (source: string, name: string): number[][] => {
      const table = library.tables.find((t) => t.source === source && t.name === name)!;
      return [0, 128, 255].map((i) => [...table.rgb.subarray(3 * i, 3 * i + 3)]);
    };
    expect(ends('matplotlib', 'viridis')).toEqual([
      [68, 1, 84],
      [32, 144, 140],
      [253, 231, 36],
    ]);
    expect(ends('matplotlib', 'jet')[0]).toEqual([0, 0, 127]);
  });

  it('comes back from the packed form, whatever the colours', () => {
    const header: LibraryHeader = {
      sources: [],
      tables: [
        { source: 'a', name: 'β', kind: 'multi', n: 3 },
        { source: 'a', name: 'one', kind: 'qualitative', discrete: true, n: 1 },
      ],
    };
    const colours = [Uint8Array.of(255, 0, 1, 0, 255, 128, 7, 7, 7), Uint8Array.of(1, 2, 3)];
    const unpacked = unpackLibrary(packLibrary(header, colours));
    expect(unpacked.header).toEqual(header);
    expect(colours.map((_, table) => unpacked.colours(table))).toEqual(colours);
  });

  it('leaves out copyleft, share-alike and unknown licences, but not the output of a copyleft program', () => {
    for (const licence of ['GPL-3.0', 'LGPL-3.0-or-later (GMT)', 'CC-BY-SA-3.0', 'AGPL-3.0', 'UNKNOWN'])
      expect(mayShip(licence), licence).toBe(false);
    for (const licence of ['MIT', 'CC-BY-4.0', 'CC0', 'GPL-3.0 program; tables are its output'])
      expect(mayShip(licence), licence).toBe(true);
  });

  it('is listed with all its sources, licences and citations', () => {
    const list = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'colourmaps.md'), 'utf8');
    const header: LibraryHeader = { sources: [...library.sources.values()], tables: library.tables };
    expect(list).toBe(listOfSources(header));
  });

  // The collected tables are not part of the repository: UNHUE_COLOURMAP_TABLES names their folder.
  const folder = process.env.UNHUE_COLOURMAP_TABLES;
  it.skipIf(folder === undefined)('agrees byte for byte with the files that it was collected from', () => {
    const { header, colours } = collectLibrary(folder!);
    expect(header.tables.length).toBe(library.tables.length);
    const files = new Map<string, Map<string, string>>();
    for (const { id } of header.sources) {
      const { maps } = JSON.parse(readFileSync(join(folder!, `${id}.json`), 'utf8')) as {
        maps: { name: string; rgb: string }[];
      };
      files.set(id, new Map(maps.map(({ name, rgb }) => [name, rgb])));
    }
    library.tables.forEach((table, i) => {
      expect(table.rgb).toEqual(colours[i]);
      expect(Buffer.from(table.rgb).toString('hex')).toBe(files.get(table.source)!.get(table.name));
    });
  });
});
