import { describe, expect, it } from 'vitest';
import type { AxisReading } from '../../../src/figure/axes/axis.js';
import type { Lettering } from '../../../src/figure/axes/axisLabels.js';
import { goesOn } from '../../../src/figure/axes/beyondEnds.js';
import type { AgreedLaw } from '../../../src/figure/labels/law.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../drawing.js';

/** A figure whose bar is seen from 240 up to 40. */
const drawn = drawing(460, 300, [255, 255, 255]);
drawn.fill({ left: 40, top: 30, right: 321, bottom: 251 }, (x, y) => hue(waves(x, y)));
drawn.fill({ left: 350, top: 40, right: 370, bottom: 240 }, (_, y) => hue((239.5 - y) / 200));
const bar = findLayout(drawn.raster).colourbars[0]!;

/** Whether its labels go on where one that says `text` stands some rows above its top, its labels in a column so far to the right of that. */
function goesOnAt(
  text: string,
  law: Partial<AgreedLaw>,
  own: readonly number[] = [],
  { by = 0, above = 16 } = {},
): Promise<boolean> {
  const box = { left: 378, top: 35 - above, right: 392, bottom: 45 - above };
  const column = own.map((at) => ({ left: 378 + by, top: at - 5, right: 392 + by, bottom: at + 5 }));
  const lettering: Lettering = {
    raster: drawn.raster,
    page: pageOf([255, 255, 255], false),
    rectangles: [],
    words: [box, ...column].map((b) => ({ box: b, glyphs: [b], height: 10 })),
    owners: new Map(),
    free: [],
    readLabel: async () => [{ text, score: 1 }],
  };
  const labels = [12, 14, 16, 18].map((value, k) => ({ at: 200 - 40 * k, value, text: String(value) }));
  const linear = { scale: 'linear' as const, slope: -0.05, intercept: 22, read: labels, dropped: [] };
  const whole = { agreed: 1, confidence: 1, onAxis: 1, ...linear, ...law };
  const reading: AxisReading = {
    side: 'right',
    law: whole,
    units: null,
    ticks: [],
    calendar: false,
    labels: 4,
  };
  return goesOn(lettering, bar, reading, [240, 40]);
}

describe('labels beyond the end of a bar', () => {
  it('go on where their law says so, also with a mark before them that looks like a sign', async () => {
    expect(await goesOnAt('20.8', {})).toBe(true);
    expect(await goesOnAt('-20.8', {})).toBe(true);
    expect(await goesOnAt('7', {})).toBe(false);
  });

  it('end where the law has at the end what one says that stands off it by what its characters leave free', async () => {
    expect(await goesOnAt('20.13', {}, [], { above: 5 })).toBe(false);
    expect(await goesOnAt('20.25', {}, [], { above: 5 })).toBe(true);
  });

  it('go on in the row of the labels that follow the law, not in that of an axis', async () => {
    expect(await goesOnAt('20.8', {}, [200, 160, 120, 80])).toBe(true);
    expect(await goesOnAt('20.8', {}, [200, 160, 120, 80], { by: 8 })).toBe(true);
    expect(await goesOnAt('20.8', {}, [200, 160, 120, 80], { by: 14 })).toBe(false);
  });

  it('go on with a law from label to label where they rise or fall as the last ones do', async () => {
    expect(await goesOnAt('31', { scale: 'ticks' })).toBe(true);
    expect(await goesOnAt('17', { scale: 'ticks' })).toBe(false);
  });
});
