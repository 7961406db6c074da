import { describe, expect, it } from 'vitest';
import { axesOf, placeOf, readBar } from '../../src/bar/readBar.js';
import { withoutUnfilledEnds } from '../../src/bar/unfilledEnds.js';
import type { Rgb } from '../../src/model/types.js';
import { drawing } from '../figure/drawing.js';

const white: Rgb = [255, 255, 255];
const frame = { left: 20, top: 10, right: 40, bottom: 210 };

/** An upright bar in a black frame, with colours from `bottom` up to `top`: the page's between these and the frame. */
function framedBar(bottom: number, top: number, colourAt: (share: number) => readonly number[]) {
  const { raster, fill } = drawing(60, 220, white);
  const { left, right } = frame;
  fill({ left: left - 1, top: frame.top - 1, right: right + 1, bottom: frame.bottom + 1 }, () => [0, 0, 0]);
  fill(frame, () => white);
  fill({ left, top, right, bottom }, (_, y) => colourAt((bottom - 0.5 - y) / (bottom - top)));
  const reading = readBar(raster, frame, { ...axesOf('vertical'), page: white });
  const { ends, ...seen } = withoutUnfilledEnds(reading, white);
  const placed = { ...seen, ends };
  return { reading, placed, ends: [placeOf(placed, ends.low.at), placeOf(placed, ends.high.at)] };
}

/** From dark red to white. */
const fading = (share: number): readonly number[] => [120 + 135 * share, 255 * share, 255 * share];

describe('a bar in a frame that goes on beyond its colours', () => {
  it('ends where its colours begin, though the other end fades into the page', () => {
    const { ends } = framedBar(198, 14, fading);
    expect(ends[0]).toBeCloseTo(198, 5);
    // The last of its levels is the page's colour itself.
    expect(Math.abs(ends[1]! - 14)).toBeLessThanOrEqual(2.5);
  });

  it('keeps its ends where its colours fill it, though one of them is the page’s', () => {
    const { reading, placed } = framedBar(frame.bottom, frame.top, fading);
    expect(placed).toEqual(reading);
    const saturated = framedBar(frame.bottom, frame.top, (share) => fading(Math.min(1, 1.1 * share)));
    expect(saturated.placed).toEqual(saturated.reading);
  });

  it('keeps its ends where it is drawn in classes, the first of which has the page’s colour', () => {
    const classes = framedBar(frame.bottom, frame.top, (share) =>
      share < 0.2 ? white : fading(Math.floor(5 * share) / 6),
    );
    expect(classes.placed).toEqual(classes.reading);
    // A codec gives each row of a class its own colour.
    const astray = (share: number) => ((Math.round(200 * share) * 37) % 5) - 2;
    const compressed = framedBar(frame.bottom, frame.top, (share) =>
      share < 0.2 ? white : fading(Math.floor(5 * share) / 6).map((v, c) => v + astray(share + 0.1 * c)),
    );
    expect(compressed.placed).toEqual(compressed.reading);
  });
});
