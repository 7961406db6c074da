import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../src/formats/grids/writeCsv.js';
import { writeJson } from '../../../src/formats/grids/writeJson.js';
import { anyGrid, gridOf, joined } from '../anyGrid.js';

describe('writeJson', () => {
  it('holds values, coordinates, units and provenance; null where masked', () => {
    const grid = gridOf(
      [
        [1, Number.NaN],
        [0.25, -4],
      ],
      {
        units: '°C "fast"',
        provenance: { version: '1.2.3', sha256: 'ab', options: { range: [0, 1] } },
      },
    );
    expect(JSON.parse(joined(writeJson(grid)).toString())).toEqual({
      width: 2,
      height: 2,
      units: '°C "fast"',
      provenance: { version: '1.2.3', sha256: 'ab', options: { range: [0, 1] } },
      x: [0.5, 1.5],
      y: [0.5, 1.5],
      values: [
        [1, null],
        [0.25, -4],
      ],
    });
  });

  it('adds standard errors where there are any, and null for units that are not known', () => {
    const grid = gridOf([[1, 2]], { sigma: Float32Array.of(0.1, Number.NaN) });
    expect(JSON.parse(joined(writeJson(grid)).toString())).toMatchObject({
      units: null,
      sigma: [[0.1, null]],
    });
  });

  it('holds the very numbers that the csv holds', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const { values } = JSON.parse(joined(writeJson(grid)).toString()) as { values: (number | null)[][] };
        const lines = values.map((row) => row.map((v) => (v === null ? 'NaN' : String(v))).join(','));
        expect(`${lines.join('\n')}\n`).toBe(joined(writeCsv(grid)).toString());
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
