import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourbarTicks } from '../../src/report/drawing/colourbarTicks.js';
import { dataElement, html, scriptElement } from '../../src/report/drawing/markup.js';
import { reduced, reduction } from '../../src/report/drawing/picture.js';
import { decadeTicks, numberLabel, roundTicks } from '../../src/report/drawing/ticks.js';
import { sampleColours } from '../../src/report/shown/sampleColours.js';

describe('html', () => {
  it('escapes what is put in, except what it made itself', () => {
    const inner = html`<b title="${'"&\''}">${'<i>'}</b>`;
    expect(html`<p>${inner}${[inner, 1.005, undefined, false]}</p>`.markup).toBe(
      '<p><b title="&quot;&amp;&#39;">&lt;i&gt;</b><b title="&quot;&amp;&#39;">&lt;i&gt;</b>1</p>',
    );
  });

  it('lets nothing end the element that holds data or a program', () => {
    const data = dataElement('d', { name: '</script><script>alert(1)</script>' }).markup;
    expect(data.match(/<\/?script/g)).toEqual(['<script', '</script']);
    expect(JSON.parse(data.replace(/<[^>]*>/g, ''))).toEqual({ name: '</script><script>alert(1)</script>' });
    expect(scriptElement('const a = "</script>";').markup).toBe('<script>const a = "<\\/script>";</script>');
  });
});

describe('roundTicks', () => {
  it('divides ranges by round numbers', () => {
    const labels = (lo: number, hi: number): string[] => roundTicks(lo, hi).map(({ label }) => label);
    expect(labels(0, 1)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(labels(-5, 25)).toEqual(['−5', '0', '5', '10', '15', '20', '25']);
    expect(labels(0.013, 0.018)).toEqual(['0.013', '0.014', '0.015', '0.016', '0.017', '0.018']);
    expect(labels(0, 3e7)).toEqual(['0', '5 × 10⁶', '10⁷', '1.5 × 10⁷', '2 × 10⁷', '2.5 × 10⁷', '3 × 10⁷']);
    expect(labels(4, 4)).toEqual(['4']);
  });

  it('gives a few ticks, ascending and inside the range, whatever the range', () => {
    const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(hi - lo > 1e-6 * Math.max(Math.abs(lo), Math.abs(hi), 1e-300));
        const ticks = roundTicks(lo, hi).map(({ value }) => value);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const [i, value] of ticks.entries()) {
          expect(value).toBeGreaterThanOrEqual(lo - (hi - lo) * 1e-8);
          expect(value).toBeLessThanOrEqual(hi + (hi - lo) * 1e-8);
          if (i > 0) expect(value).toBeGreaterThan(ticks[i - 1]!);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('decadeTicks', () => {
  it('stands at powers of ten, or at round numbers within one decade', () => {
    expect(decadeTicks(0.02, 300).map(({ label }) => label)).toEqual(['0.1', '1', '10', '100']);
    expect(decadeTicks(1e-9, 1e9).map(({ label }) => label)).toEqual(['10⁻⁹', '10⁻⁵', '0.1', '1000', '10⁷']);
    expect(decadeTicks(2, 8).map(({ value }) => value)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('numberLabel', () => {
  it('writes four digits, and powers of ten for what is very small or large', () => {
    const labels = [0, -1, 1 / 3, 12345.678, 1e-5, -1.25e-7, 6.02214e23].map(numberLabel);
    expect(labels).toEqual(['0', '−1', '0.3333', '12350', '10⁻⁵', '−1.25 × 10⁻⁷', '6.022 × 10²³']);
  });
});

describe('reduced', () => {
  it('takes means of what is valid, and shows a square with any masked pixel as masked', () => {
    const values = [1, 3, 5, 7, 9, 100];
    const small = reduced(3, 2, values, Uint8Array.of(1, 1, 1, 1, 1, 0), 2);
    expect(small).toEqual({
      width: 2,
      height: 1,
      values: Float64Array.of((1 + 3 + 7 + 9) / 4, 5),
      mask: Uint8Array.of(1, 0),
    });
    expect(reduced(2, 1, [1, 2], Uint8Array.of(0, 0), 2).values[0]).toBeNaN();
  });

  it('brings any picture within the bound', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        (width, height) => {
          const factor = reduction(width, height);
          expect(Math.floor(width / factor) * Math.floor(height / factor)).toBeLessThanOrEqual(1e6);
          if (factor > 1) expect((width / (factor - 1)) * (height / (factor - 1))).toBeGreaterThan(1e6);
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('colourbarTicks', () => {
  it('stand at the right of an upright bar and below a lying one', () => {
    const ticks = [{ at: 12.5, text: '0' }];
    expect(colourbarTicks({ left: 50, top: 10, right: 60, bottom: 90 }, ticks)).toEqual([
      { x: 60, y: 12.5, label: '0' },
    ]);
    expect(colourbarTicks({ left: 10, top: 50, right: 90, bottom: 60 }, ticks)).toEqual([
      { x: 12.5, y: 60, label: '0' },
    ]);
  });
});

describe('sampleColours', () => {
  const raster = (width: number, height: number, colour: (i: number) => [number, number, number]) => ({
    width,
    height,
    data: Uint8ClampedArray.from(
      Array.from({ length: width * height }, (_, i) => [...colour(i), 255]).flat(),
    ),
  });

  it('finds every colour of a small box and none from outside it', () => {
    const picture = raster(4, 4, (i) => [i, 2 * i, 3 * i]);
    const sample = sampleColours(picture, { left: 1, top: 1, right: 3, bottom: 3 }, 100);
    const reds = [...sample].filter((_, i) => i % 3 === 0).sort((a, b) => a - b);
    expect(reds).toEqual([5, 6, 9, 10]);
  });

  it('gives no more colours than asked for, all different, from all over the box', () => {
    const picture = raster(200, 200, (i) => [i >> 8, i & 255, 0]);
    const sample = sampleColours(picture, { left: 0, top: 0, right: 200, bottom: 200 }, 500);
    const colours = Array.from(
      { length: sample.length / 3 },
      (_, k) => sample[3 * k]! * 256 + sample[3 * k + 1]!,
    );
    expect(new Set(colours).size).toBe(500);
    for (let part = 0; part < 10; part++)
      expect(colours.filter((c) => Math.floor(c / 4000) === part).length).toBeGreaterThan(40);
  });
});
