import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { inFolder, runHere } from '../runUnhue.js';

/** A ramp of greys from left to right, 256 × 64 pixels. */
function ramp(folder: string): string {
  const png = new PNG({ width: 256, height: 64 });
  for (let i = 0; i < 256 * 64; i++) png.data.fill(i % 256, 4 * i, 4 * i + 3).fill(255, 4 * i + 3, 4 * i + 4);
  writeFileSync(join(folder, 'ramp.png'), PNG.sync.write(png));
  return 'ramp.png';
}

const known = [...['--plot', 'all', '--colourbar', 'none', '--colourmap', 'gray', '--range', '0,256']];
const axes = ['--x', '0,8', '--y', '0,2'];
const quiet = ['--smooth', 'off', '--quiet'];

describe('unhue recover, the grid', () => {
  it('has the resolution that is asked for', () =>
    inFolder(async (folder) => {
      const run = (...more: string[]) => runHere([ramp(folder), ...known, ...quiet, ...more], folder);
      const { code, stdout } = await run('--resample', '4x1', '-o', '-', '--meta', 'm.json');
      expect(code).toBe(0);
      const values = stdout.trim().split(',').map(Number);
      for (const [k, v] of values.entries()) expect(v).toBeCloseTo(32 + 64 * k, 0);
      const meta = JSON.parse(readFileSync(join(folder, 'm.json'), 'utf8'));
      expect(meta).toMatchObject({ shape: [1, 4], options: { resample: { columns: 4, rows: 1 } } });
      const stepped = await run(...axes, '--step', '2,1', '-o', '-', '--long');
      expect(stepped.stdout.split('\n').slice(0, 2)).toEqual([
        'x,y,value,sigma',
        expect.stringMatching(/^1,1.5,3[12]/),
      ]);
    }));

  it('is written in every format, stores too, and not over what is there', () =>
    inFolder(async (folder) => {
      const names = ['a.zarr', 'a.nc', 'a.tif', 'a.npz', 'a.parquet', 'a.geojson', 'a.asc', 'a.tsv'];
      const outputs = names.flatMap((name) => ['-o', name]);
      const line = [
        ramp(folder),
        ...known,
        ...axes,
        ...quiet,
        '--levels',
        '64,128',
        '--crs',
        'EPSG:32632',
        ...outputs,
      ];
      expect(await runHere(line, folder)).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(folder).sort()).toEqual([...names, 'ramp.png'].sort());
      expect(await runHere(line, folder)).toMatchObject({
        code: 4,
        stderr: expect.stringMatching(/a\.zarr: it exists/),
      });
      expect((await runHere([...line, '--force'], folder)).code).toBe(0);
      mkdirSync(join(folder, 'thesis.zarr'));
      const other = await runHere([ramp(folder), ...known, '-o', 'thesis.zarr', '--force'], folder);
      expect(other).toMatchObject({ code: 4, stderr: expect.stringMatching(/no zarr store/) });
    }));

  it('is asked for values at places, and for areas between values', () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, 'p.csv'), 'name,x,y\nwest,0.01,1\neast,7.99,1\naway,9,1\n');
      const at = await runHere([ramp(folder), ...known, ...axes, ...quiet, '--at', 'p.csv'], folder);
      const lines = at.stdout.trimEnd().split('\n');
      expect(lines[0]).toBe('name,x,y,value,sigma,kind');
      expect(lines[1]).toMatch(/^west,0\.01,1,0\.5,0\.[0-9]+,data$/);
      expect(lines[2]).toMatch(/^east,7\.99,1,255\.5,0\.[0-9]+,data$/);
      expect(lines[3]).toBe('away,9,1,NaN,NaN,outside');
      const areas = await runHere([ramp(folder), ...known, ...axes, ...quiet, '--areas', '64,128'], folder);
      expect(areas.stdout).toBe('from,to,share,area\n,64,0.25,4\n64,128,0.25,4\n128,,0.5,8\n');
      expect(readdirSync(folder).sort()).toEqual(['p.csv', 'ramp.png']);
    }));

  it('lies where the world file beside the figure says, unless the axes are given', () =>
    inFolder(async (folder) => {
      // Pixels of a quarter and a half; the middle of the first one is at 100.125, 49.75.
      writeFileSync(join(folder, 'ramp.pgw'), '0.25\n0\n0\n-0.5\n100.125\n49.75\n');
      const line = [ramp(folder), ...known, ...quiet, '-o', '-', '--long', '--resample', '1x1'];
      expect((await runHere(line, folder)).stdout).toMatch(/\n132,34,12[78]/);
      expect((await runHere([...line, ...axes], folder)).stdout).toMatch(/\n4,1,12[78]/);
    }));

  it.each<[string[], RegExp]>([
    [['--resample', '4'], /--resample expects columns x rows such as 200x100, but received “4”/],
    [['--step', '0,1'], /--step expects two positive steps/],
    [['--step', '1,1'], /--step expects the coordinates of both axes: give --x/],
    [['--resample', '4x4', '--step', '1,1', ...axes], /--resample expects no --step beside it/],
    [['--resample', '4x4', '--x', '1,9', '--x-scale', 'log'], /--resample expects linear axes, but x is log/],
    [['--crs', 'WGS84'], /--crs expects an EPSG code/],
    [['--crs', 'EPSG:4326'], /--crs expects the coordinates of both axes/],
    [['-o', 'a.geojson'], /--levels expects the values/],
    [['-o', 'a.csv', '--levels', '2,3'], /--levels are those of contours: write them with -o NAME\.geojson/],
    [['--shaded', '--no-shaded'], /--shaded and --no-shaded contradict each other/],
    [['--scale', 'linear', '--threshold', '2'], /--threshold is for --scale symlog, but received linear/],
    [['--levels', '3,2'], /--levels expects ascending numbers/],
    [['--areas', '1', '--json'], /--json and --areas both want standard output/],
    [['-o', 'a.asc', '--x', '1,9', '--x-scale', 'log'], /--output expects evenly spaced coordinates/],
  ])('is refused with one line where it cannot be: %j', (options, reason) =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([ramp(folder), ...known, ...quiet, ...options], folder);
      expect([code, stderr]).toEqual([2, expect.stringMatching(reason)]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(['ramp.png']);
    }),
  );

  it('reads the places before it begins', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere([ramp(folder), ...known, '--at', 'none.csv'], folder);
      expect([code, stderr]).toEqual([3, expect.stringMatching(/none\.csv could not be read/)]);
    }));
});
