import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/colourmap/library/library.js';
import { colourmapOf, namedColourmap, resolveName } from '../../src/colourmap/names.js';
import { UsageError } from '../../src/model/errors.js';

const library = await loadLibrary();
const keyOf = (name: string): string => resolveName(library, name).key;
const first = async (name: string): Promise<number[]> =>
  Array.from((await namedColourmap(name)).colourmap.colours.slice(0, 3));
const last = async (name: string): Promise<number[]> =>
  Array.from((await namedColourmap(name)).colourmap.colours.slice(-3));

describe('colourmap names', () => {
  it('are found bare, with their program, and by the short names of programs', () => {
    expect(keyOf('viridis')).toBe('matplotlib:viridis');
    expect(keyOf('matplotlib:jet')).toBe('matplotlib:jet');
    expect(keyOf('mpl:jet')).toBe('matplotlib:jet');
    expect(keyOf('gmt:jet')).toBe('gmt:jet');
    expect(keyOf('crameri:batlow')).toBe('crameri:batlow');
    expect(keyOf('cmo.thermal')).toBe('cmocean:thermal');
  });

  it('say when they mean different tables in different programs', () => {
    expect(resolveName(library, 'jet').key).toBe('matplotlib:jet');
    expect(resolveName(library, 'jet').note).toMatch(/took matplotlib:jet; there are also matlab:jet/);
    expect(resolveName(library, 'matplotlib:jet').note).toBeUndefined();
    // Drawn through five or nine of its colours elsewhere, which is still viridis.
    for (const name of ['viridis', 'magma', 'plasma'])
      expect(resolveName(library, name).note).toBeUndefined();
  });

  it('turn round with _r, also where a table is stored the other way round', async () => {
    expect(await first('viridis_r')).toEqual(await last('viridis'));
    expect(await first('gray')).toEqual([0, 0, 0]);
    expect(await first('gray_r')).toEqual([255, 255, 255]);
    expect((await namedColourmap('gray_r')).colourmap.name).toBe('matplotlib:gray_r');
    expect((await namedColourmap('gray')).colourmap.name).toBe('matplotlib:gray');
  });

  it('that end in _r or a number in the library itself are taken as they stand', () => {
    expect(resolveName(library, 'dark:salmon_r')).toMatchObject({
      key: 'seaborn:dark:salmon_r',
      reversed: false,
    });
    expect(resolveName(library, 'dark:salmon_r_r').reversed).toBe(true);
  });

  it('draw n steps with :n', async () => {
    const { colourmap } = await namedColourmap('viridis_r:4');
    expect(colourmap.bands).toBeDefined();
    expect(Array.from(colourmap.bands!)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(Array.from(colourmap.positions)).toEqual([0.125, 0.375, 0.625, 0.875]);
    // matplotlib 3.6: (plt.get_cmap('viridis', 4)(range(4)) * 255).astype(int), the other way round
    expect(Array.from(colourmap.colours)).toEqual([253, 231, 36, 53, 183, 120, 48, 103, 141, 68, 1, 84]);
    await expect(namedColourmap('viridis:0')).rejects.toThrow(UsageError);
  });

  it('place the entries at the centres of levels, or at samples for programs that interpolate', async () => {
    const levels = (await namedColourmap('matplotlib:viridis')).colourmap;
    expect(levels.levels).toBe(256);
    expect([levels.positions[0], levels.positions[255]]).toEqual([0.5 / 256, 255.5 / 256]);
    const samples = (await namedColourmap('gmt:jet')).colourmap;
    expect(samples.levels).toBeUndefined();
    expect([samples.positions[0], samples.positions.at(-1)]).toEqual([0, 1]);
  });

  it('know which maps are closed', async () => {
    for (const name of ['twilight', 'hsv', 'cmocean:phase', 'crameri:romaO'])
      expect((await namedColourmap(name)).colourmap.closed, name).toBe(true);
    for (const name of ['viridis', 'jet', 'RdBu', 'tab10'])
      expect((await namedColourmap(name)).colourmap.closed, name).toBe(false);
  });

  it('that nobody has are refused with similar ones', () => {
    expect(() => resolveName(library, 'virids')).toThrow(UsageError);
    expect(() => resolveName(library, 'virids')).toThrow(/matplotlib:viridis/);
    expect(() => resolveName(library, '')).toThrow(UsageError);
  });

  it('find every table in the library by its own full name', () => {
    for (const table of library.tables) {
      const resolved = resolveName(library, `${table.source}:${table.name}`);
      expect(resolved.table, `${table.source}:${table.name}`).toBe(table);
      expect(resolved.reversed).toBe(false);
      expect(colourmapOf(resolved).colours.length).toBe(3 * table.n);
    }
  });
});
