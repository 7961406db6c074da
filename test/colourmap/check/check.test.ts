import { describe, expect, it } from 'vitest';
import { check } from '../../../src/colourmap/check/check.js';
import { asSeen } from '../../../src/colourmap/check/vision.js';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { checkReport } from '../../../src/report/checkReport.js';

const checked = async (name: string, noise?: number) =>
  check((await namedColourmap(name)).colourmap, noise === undefined ? {} : { noise });

describe('check', () => {
  it('knows sequential, diverging, closed and other maps, and where a diverging one has its centre', async () => {
    for (const name of ['viridis', 'gray', 'crameri:batlow', 'cmocean:thermal', 'hot'])
      expect((await checked(name)).kind, name).toBe('sequential');
    for (const name of ['RdBu', 'coolwarm', 'crameri:vik', 'matplotlib-new:berlin']) {
      const report = await checked(name);
      expect(report.kind, name).toBe('diverging');
      expect(report.centre, name).toBeCloseTo(0.5, 1);
    }
    expect((await checked('twilight')).kind).toBe('cyclic');
    expect((await checked('jet')).kind).toBe('one extreme');
    expect((await checked('nipy_spectral')).kind).toBe('several extremes');
    expect((await checked('colorcet:CET_I1')).kind).toBe('no lightness');
  });

  it('finds maps made for evenness more even than others', async () => {
    const variation = async (name: string): Promise<number> => (await checked(name)).uniformity.variation;
    expect(await variation('crameri:batlow')).toBeLessThan(0.2);
    expect(await variation('viridis')).toBeLessThan(await variation('jet'));
  });

  it('sees what those see who lack a kind of cone, and grey print', async () => {
    const greys = await checked('gray');
    for (const pairs of Object.values(greys.lookAlikes)) expect(pairs).toEqual([]);
    // Red and green of equal luminance, the classic confusion.
    const redGreen = check(
      colourmapFromTable([200, 90, 60, 255, 255, 255, 130, 140, 60], { discrete: true }),
    );
    expect(redGreen.lookAlikes.normal).toEqual([]);
    expect(redGreen.curves.colours.length).toBe(9);
    expect((await checked('RdBu')).lookAlikes.grey.length).toBeGreaterThan(0);
    expect((await checked('RdYlGn')).lookAlikes.deutan.length).toBeGreaterThanOrEqual(0);
    // Machado et al. 2009: neutral colours stay as they are.
    for (const vision of ['protan', 'deutan', 'tritan', 'grey'] as const)
      for (const v of asSeen(Float64Array.of(128, 128, 128), vision))
        expect(Math.abs(v - 128)).toBeLessThan(0.6);
  });

  it('simulates deficiencies in linear light', () => {
    // The first column of Machado's matrices of severity 1, and the luminance of red, encoded by IEC 61966-2-1.
    const encoded = (light: number): number =>
      255 * (light <= 0.0031308 ? 12.92 * Math.max(0, light) : 1.055 * light ** (1 / 2.4) - 0.055);
    const red = {
      protan: [0.152286, 0.114503, -0.003882],
      deutan: [0.367322, 0.280085, -0.01182],
      tritan: [1, -0.078411, 0.004733],
      grey: [0.2126, 0.2126, 0.2126],
    } as const;
    for (const vision of ['protan', 'deutan', 'tritan', 'grey'] as const)
      for (const [c, v] of asSeen(Float64Array.of(255, 0, 0), vision).entries())
        expect(v, `${vision} ${c}`).toBeCloseTo(encoded(red[vision][c]!), 2);
  });

  it('says where values cannot be read back', async () => {
    const folded = check(colourmapFromTable([0, 0, 0, 100, 80, 60, 200, 180, 160, 100, 80, 60, 0, 0, 0]));
    expect(folded.decodable).toBe(false);
    expect(folded.verdict[0]).toMatch(/cannot all be read back/);
    expect((await checked('matplotlib:prism')).decodable).toBe(false);
    expect((await checked('viridis')).decodable).toBe(true);
    // The ends of a closed map meet by intent.
    expect((await checked('twilight')).decodable).toBe(true);
    // jet's ends are as far apart as half its blue: only great noise confuses them.
    expect((await checked('jet', 1)).decodable).toBe(true);
    expect((await checked('jet', 60)).decodable).toBe(false);
  });

  it('counts fewer levels and a larger error with more noise', async () => {
    let before = await checked('viridis', 0);
    expect(before.resolution.levels).toBe(256);
    expect(before.resolution.accuracy).toBeCloseTo(1 / 256 / Math.sqrt(12), 4);
    for (const noise of [1, 3, 9]) {
      const report = await checked('viridis', noise);
      expect(report.resolution.levels).toBeLessThan(before.resolution.levels);
      expect(report.resolution.accuracy).toBeGreaterThan(before.resolution.accuracy);
      before = report;
    }
    expect((await checked('viridis:7')).resolution.levels).toBe(7);
  });

  it('makes a page that stands alone', async () => {
    const page = checkReport('a<b>.png', await checked('viridis'));
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/(src|href)=|<script|a<b>/);
    expect(page).toContain('a&lt;b&gt;.png');
    expect(page.match(/<svg/g)!.length).toBe(3);
  });
});
