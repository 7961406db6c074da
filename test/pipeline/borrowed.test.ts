import { describe, expect, it } from 'vitest';
import { borrowing, type Loan } from '../../src/pipeline/borrowed.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import { height, someColourmap, width } from './arbitraries.js';

const [bare] = plan({ width, height, panels: [], warnings: [] }, { plot: 'all' });

const loan = (agreeing: number): Loan => ({
  colourmap: { ...someColourmap, confidence: 0.97 },
  values: { scale: 'linear', range: [0, 40] },
  units: 'K',
  confidence: 0.97,
  from: { figure: 'a.png', sha256: '', agreeing },
});

describe('a borrowed range', () => {
  it.each([1, 2, 50])('is in doubt, though %i figures say it: this one does not', (agreeing) => {
    const { found, values, units, borrowedFrom } = borrowing(bare!, loan(agreeing));
    expect(values).toEqual(loan(agreeing).values);
    expect(units).toBe('K');
    expect(found.range).toBeLessThan(0.5);
    expect(found.range).toBeGreaterThan(0.4);
    expect(borrowedFrom?.confidence).toBe(found.range);
  });
});

describe('a borrowed colourmap', () => {
  it('is in doubt where no bar shows which end of it is low', () => {
    expect(bare!.colourmap.from).toBe('pixels');
    expect(borrowing(bare!, loan(3)).colourmap).toMatchObject({ colourmap: { confidence: 0.485 } });
  });

  it('is as sure as the lender is of it where a bar shows the same', () => {
    const box = { left: 0, top: 0, right: 9, bottom: 60 };
    const withBar = {
      ...bare!,
      colourbarBox: box,
      colourmap: { from: 'colourbar', box, flipped: false } as const,
    };
    expect(borrowing(withBar, loan(3)).colourmap).toMatchObject({
      colourmap: { confidence: 0.97 },
      bar: box,
    });
  });
});
