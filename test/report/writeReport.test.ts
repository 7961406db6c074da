import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PixelKind } from '../../src/model/pixelKind.js';
import { once } from '../../src/numeric/once.js';
import type { ReportInput } from '../../src/report/shown/input.js';
import { writeReport } from '../../src/report/writeReport.js';
import { gridOf } from '../formats/anyGrid.js';
import { recovered } from './recovered.js';

const nasty = `"><script>document.title='taken over'</script><img src=http://example.org/x onerror=alert(1)>&amp;'.png`;
const withoutPrograms = (page: string): string => page.replace(/<script>.*?<\/script>/gs, '');

/** A figure of 4 × 3 pixels, with nothing but what must be there. */
const smallest: ReportInput = {
  title: 'small.png',
  figure: { width: 4, height: 3, data: new Uint8ClampedArray(48).fill(200) },
  plotBox: { left: 0, top: 0, right: 4, bottom: 3 },
  grid: gridOf(Array.from({ length: 3 }, () => Array(4).fill(Number.NaN))),
  decoded: {
    width: 4,
    height: 3,
    t: new Float32Array(12).fill(Number.NaN),
    residual: new Float32Array(12),
    sigma: new Float32Array(12).fill(Number.NaN),
    kind: new Uint8Array(12).fill(PixelKind.noData),
    mask: new Uint8Array(12),
  },
  colourmap: {
    colours: Float64Array.of(0, 0, 0, 255, 255, 255),
    positions: Float64Array.of(0, 1),
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    source: 'named',
    name: 'gray',
    confidence: 1,
  },
  scale: 'linear',
  coverage: 0,
  confidence: 0,
  warnings: [],
};

describe('writeReport', () => {
  it('loads nothing from anywhere: every reference is to data inside the page', async () => {
    const page = withoutPrograms(await writeReport(await recovered('bare-turbo-holes-png')));
    const references = [...page.matchAll(/\s(?:src|href|action|srcset|poster|data)\s*=\s*"([^"]*)"/g)].map(
      (m) => m[1]!,
    );
    expect(references.length).toBeGreaterThan(5);
    expect(references.filter((reference) => !reference.startsWith('data:image/png;base64,'))).toEqual([]);
    expect(/https?:|url\(|@import|<link|<iframe/.exec(page)?.[0]).toBeUndefined();
    expect(page.includes('content="default-src &#39;none&#39;; img-src data:')).toBe(true);
  });

  it('shows names and warnings as text, whatever they contain', async () => {
    const page = withoutPrograms(
      await writeReport({
        ...smallest,
        title: nasty,
        warnings: [nasty],
        grid: {
          ...smallest.grid,
          units: nasty,
          provenance: { version: nasty, sha256: nasty, options: { nasty } },
        },
        colourmap: { ...smallest.colourmap, name: nasty },
      }),
    );
    expect(/<img|<script>document/.exec(page)?.[0]).toBeUndefined();
    expect(page.split('&quot;&gt;&lt;script&gt;document').length).toBeGreaterThan(6);
  });

  it('tells what is known, and nothing of what is not', async () => {
    const grid = { ...smallest.grid, units: 'K' };
    const page = withoutPrograms(await writeReport({ ...smallest, range: [-5, 20], grid }));
    const told = ['−5…20 K', 'gray, named', 'No pixel holds a value.', 'no colourbar used'];
    expect(told.filter((text) => !page.includes(text))).toEqual([]);
    expect(/\b(undefined|null|NaN)\b/.exec(page)?.[0]).toBeUndefined();
  });

  it('draws values of a logarithmic scale along a logarithmic colourbar, histogram and readout', async () => {
    const grid = gridOf(Array.from({ length: 3 }, () => [0.001, 0.1, 1, 1000]));
    const page = withoutPrograms(
      await writeReport({ ...smallest, grid, scale: 'log', range: [0.001, 1000] }),
    );
    const data = JSON.parse(
      /id="grid-data">(.*?)</.exec(await writeReport({ ...smallest, grid, scale: 'log' }))![1]!,
    );
    const levels = Buffer.from(data.levels, 'base64');
    const values = [0, 1, 2, 3].map((i) => 0.001 * 1e6 ** ((levels.readUInt16LE(2 * i) - 1) / 65534));
    values.forEach((v, i) => void expect(v / grid.values[i]!).toBeCloseTo(1, 3));
    expect(page.match(/>(0\.001|0\.1|10|1000)<\/text>/g)).toHaveLength(8);
  });

  it('stays small where the figure is large', async () => {
    const width = 3000;
    const height = 2000;
    const page = await writeReport({
      ...smallest,
      figure: {
        width,
        height,
        data: new Uint8ClampedArray(4 * width * height).map((_, i) => (i * 7919) & 255),
      },
      plotBox: { left: 0, top: 0, right: width, bottom: height },
    });
    expect(page.includes('Shown at 33 % of 3000 × 2000 pixels.')).toBe(true);
    expect(page.length).toBeLessThan(10e6);
  });
});

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

describe.skipIf(!existsSync(executablePath))(
  `a report in a browser (skipped without ${executablePath})`,
  () => {
    let folder: string;
    let report: ReportInput;
    let address: string;
    const browsers: Browser[] = [];
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'unhue-report-'));
      const input = await recovered('fig-viridis-bumps-png');
      report = { ...input, title: nasty, grid: { ...input.grid, units: 'm s⁻¹' }, warnings: ['Be careful.'] };
      const path = join(folder, 'report #1.html');
      writeFileSync(path, await writeReport(report));
      address = pathToFileURL(path).href;
    });
    afterAll(async () => {
      await Promise.all(browsers.map((browser) => browser.close()));
      rmSync(folder, { recursive: true, force: true });
    });

    /** Opens the report offline and collects what should not happen. */
    async function open(...more: string[]): Promise<{ page: Page; faults: string[] }> {
      const browser = await chromium.launch({ executablePath, args: [...quiet, ...more] });
      browsers.push(browser);
      const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
      page.on('pageerror', (error) => void faults.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('data:') && request.url() !== address) faults.push(request.url());
      });
      await page.goto(address);
      return { page, faults };
    }

    const withoutWebGl = once(() => open('--disable-3d-apis'));

    it('draws everything, the colours in three dimensions too, without an error or a request', async () => {
      const { page, faults } = await open('--use-angle=swiftshader', '--enable-unsafe-swiftshader');
      await page.locator('#space canvas').first().waitFor();
      // Colours that only the points have: the panel, axes and labels are grey.
      await expect
        .poll(async () => colourful(PNG.sync.read(await page.locator('#space').screenshot())), {
          timeout: 60_000,
        })
        .toBeGreaterThan(100);
      const pictures =
        await page.evaluate(`Promise.all([...document.querySelectorAll('svg image')].map(async (image) => {
      const picture = new Image();
      picture.src = image.href.baseVal;
      await picture.decode();
      const box = image.getBoundingClientRect();
      return picture.naturalWidth > 0 && box.width > 5 && box.height > 5;
    }))`);
      expect(pictures).toEqual(Array(13).fill(true));
      expect(await page.locator('h1').textContent()).toBe(nasty);
      expect(await page.title()).toBe(`${nasty} · unhue`);
      expect(await page.locator('section').count()).toBe(8);
      expect(faults).toEqual([]);
    });

    it('reads the values of the grid under the pointer', async () => {
      const { page, faults } = await withoutWebGl();
      const picture = page.locator('#grid image').first();
      await picture.scrollIntoViewIfNeeded();
      const box = (await picture.boundingBox())!;
      const { width, height, values } = report.grid;
      await page.mouse.move(box.x + (100.5 / width) * box.width, box.y + (200.5 / height) * box.height);
      const text = (await page.locator('#readout').textContent())!.replaceAll('−', '-');
      const [, x, y, value] = /^x ([\d.]+), y ([\d.]+): (-?[\d.]+) m s⁻¹$/.exec(text)!;
      expect([x, y]).toEqual(['100.5', '200.5']);
      expect(Number(value)).toBeCloseTo(values[200 * width + 100]!, 2);
      expect(faults).toEqual([]);
    });

    it('says so where there is no WebGL, and keeps the planes', async () => {
      const { page, faults } = await withoutWebGl();
      expect(await page.locator('#space').textContent()).toMatch(/no WebGL/);
      expect(await page.locator('.planes svg').count()).toBe(3);
      expect(faults).toEqual([]);
    });
  },
);

/** How many pixels have a colour that is far from grey. */
function colourful({ data }: PNG): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) > 60)
      count++;
  return count;
}
