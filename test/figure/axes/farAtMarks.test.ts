import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { saysOneOf } from '../../../src/figure/labels/grammar/axisOffset.js';
import { drawing, hue, waves } from '../drawing.js';

it('takes labels that stand far from a bar, one at each of its marks, where ends are written above and beneath it', async () => {
  for (const isComplete of [true, false]) {
    const { raster, fill, write } = drawing(560, 340, [255, 255, 255]);
    fill({ left: 40, top: 40, right: 321, bottom: 241 }, (x, y) => hue(waves(x, y)));
    // silx: from 0 to 0.963, marks on the left, their labels at the left of its widget, and both ends written above and beneath.
    fill({ left: 470, top: 40, right: 494, bottom: 241 }, (_, y) => hue((240.5 - y) / 200));
    for (const [k, text] of ['0.0', '0.2', '0.4', '0.6', '0.8'].entries()) {
      const y = 240 - Math.round((200 * 0.2 * k) / 0.963);
      fill({ left: 460, top: y, right: 470, bottom: y + 1 }, () => [0, 0, 0]);
      if (isComplete || k !== 1) write(text, [402, y + 1], { anchor: 0 });
    }
    write('0.963', [482, 26]);
    write('0.000', [482, 256]);
    const { panels } = await inspect(raster, { cells: false });
    const [{ range, confidence }] = panels as [(typeof panels)[number]];
    const isRight = range !== null && Math.abs(range[0]) < 0.01 && Math.abs(range[1] - 0.963) < 0.01;
    expect(isRight || (!isComplete && confidence.range < 0.5)).toBe(true);
    if (isComplete) expect(confidence.range).toBeGreaterThan(0.5);
  }
});

it('takes a number with its exponent that says what a law has at an end for the label of that end, and no factor', () => {
  expect(saysOneOf('9.99e-01', [0, 0.9975])).toBe(true);
  expect(saysOneOf('7.28e-04', [0, 0.9975])).toBe(true);
  expect(saysOneOf('1e-01', [0, 0.9975])).toBe(false);
  expect(saysOneOf('1e+03', [0, 25])).toBe(false);
});
