import { barPixel } from '../../../bar/barPixel.js';
import { rowDistance } from '../../../bar/barProfile.js';
import type { BarReading } from '../../../bar/readBar.js';
import { placeOf } from '../../../bar/readBar.js';
import type { Raster } from '../../../model/types.js';

/** A line is darker or lighter than the rows this many pixels before and behind it, which a line two pixels thick leaves free. */
const APART = 3;
/** By so much (of 255), and over this share of the bar's width: frames and their rims take the rest. */
const CONTRAST = 32;
const ACROSS = 0.85;
/** Marks that are longer than half a bar is wide leave no half of its row. */
const PAST_MIDDLE = 0.5;
/** Rows of one band differ by less than this, RGB units. */
const ALIKE = 8;
/** Fewer lines than this may be contours of a plot or a letter's. */
const FEWEST = 3;

/** A line across a bar, as a tick mark of its width. */
interface Line {
  readonly at: number;
  readonly length: number;
}

/**
 * Lines across a colourbar that mark what its labels stand for, as Tecplot draws them: in order along it, at the middles of the lines.
 * None where the bar has one colour between any two of them: those divide its bands, whose labels may stand at their middles.
 */
export function linesAcross(raster: Raster, reading: BarReading): Line[] {
  const { body, profile } = reading;
  const n = profile.colours.length / 3;
  const vertical = reading.orientation === 'vertical';
  const width = vertical ? body.right - body.left : body.bottom - body.top;
  const found: { row: number; from: number; to: number }[] = [];
  let open: { weight: number; moment: number; from: number; to: number } | undefined;
  for (let row = profile.from + APART; row < profile.to - APART; row++) {
    const contrast = contrastAcross(raster, reading, row, { width, share: ACROSS });
    if (contrast > 0) {
      open ??= { weight: 0, moment: 0, from: row, to: row };
      open = {
        weight: open.weight + contrast,
        moment: open.moment + contrast * (row + 0.5),
        from: open.from,
        to: row + 1,
      };
    } else if (open) {
      found.push({ row: open.moment / open.weight, from: open.from, to: open.to });
      open = undefined;
    }
  }
  const isChanging = found
    .slice(1)
    .every(
      ({ from }, k) => rowDistance(profile.colours, Math.min(n - 1, found[k]!.to + 1), from - 2) > ALIKE,
    );
  if (found.length < FEWEST || !isChanging) return [];
  const ticks = found.map(({ row }): Line => ({ at: placeOf(reading, row), length: width }));
  return ticks.sort((a, b) => a.at - b.at);
}

/**
 * The long marks of a narrow colourbar, which enter it beyond its middle, so that its row has their colour: where its others are shorter.
 *
 * @param shorter places of the marks that end before its middle, pixels along it
 */
export function marksPastMiddle(raster: Raster, reading: BarReading, shorter: readonly number[]): Line[] {
  const { body, profile } = reading;
  const width = reading.orientation === 'vertical' ? body.right - body.left : body.bottom - body.top;
  const rows: number[] = [];
  for (let row = profile.from + APART; row < profile.to - APART; row++)
    if (contrastAcross(raster, reading, row, { width, share: PAST_MIDDLE }) > 0) rows.push(row);
  return rows
    .filter((row) => !rows.includes(row - 1) && !rows.includes(row + 1))
    .map((row): Line => ({ at: placeOf(reading, row + 0.5), length: width }))
    .filter(({ at }) => shorter.every((other) => Math.abs(other - at) > 1));
}

/** How far a row stands out from both rows beside it, where it does so over that share of the bar's width; else nought. */
function contrastAcross(
  raster: Raster,
  { body, ...axes }: BarReading,
  row: number,
  { width, share }: { readonly width: number; readonly share: number },
): number {
  const { data } = raster;
  let count = 0;
  let sum = 0;
  for (let a = 0; a < width; a++) {
    const here = barPixel(raster, body, axes, row, a);
    const before = barPixel(raster, body, axes, row - APART, a);
    const behind = barPixel(raster, body, axes, row + APART, a);
    let most = 0;
    for (let c = 0; c < 3; c++) {
      const [low, high] = [
        Math.min(data[before + c]!, data[behind + c]!),
        Math.max(data[before + c]!, data[behind + c]!),
      ];
      most = Math.max(most, low - data[here + c]!, data[here + c]! - high);
    }
    if (most >= CONTRAST) count++;
    sum += most;
  }
  return count >= share * width ? sum / width : 0;
}
