import type { FromColourbar } from '../../colourmap/bar/fromColourbar.js';
import { endValue } from '../../figure/labels/endValue.js';
import type { ValueScale } from '../../grid/coordinates/scale.js';
import type { Box, Raster } from '../../model/types.js';
import type { PanelRequest } from '../plan/request.js';

/**
 * Tick marks lie up to this far (pixels) down or to the right of their places: renderers round a line to the pixel whose
 * upper or left edge is nearest, and draw it through that pixel's middle.
 */
const tickShifts = [0.25, 0, 0.5];
/** Nothing that is measured comes as near (pixels) to an end as what is put there. */
const samePlace = 1e-6;

/**
 * The range read again at the ends of a bar that its own named table placed: of what the labels allow there, the
 * shortest number, for ends are rarely odd ones; what a label says that was put at the end itself, it says of the end wherever that is.
 * Undefined where the range stays as it was read.
 *
 * @param bar whose low end is at its bottom or left
 */
export function valuesAtTrueEnds(
  { colourmap, lowAt, highAt }: FromColourbar,
  values: ValueScale,
  { law, ends }: NonNullable<PanelRequest['calibration']>,
): ValueScale | undefined {
  // Where the page itself says where the bar ends, the range was read there.
  const isAsRead = lowAt === ends[0] && highAt === ends[1];
  if (colourmap.name === undefined || isAsRead) return undefined;
  const valueNear = (trueEnd: number, seenEnd: number): number => {
    const own = law.read.find(({ at }) => Math.abs(at - seenEnd) < samePlace);
    if (own) return own.value;
    const places = tickShifts.map((shift) => trueEnd + shift);
    if (Math.abs(seenEnd - trueEnd) <= 1) places.push(seenEnd);
    const allowed = places.map((at) => endValue(law, at));
    return allowed.reduce((best, value) => (digitsOf(value) < digitsOf(best) ? value : best));
  };
  const range = [valueNear(lowAt, ends[0]), valueNear(highAt, ends[1])] as const;
  return range[0] === range[1] ? undefined : { ...values, range };
}

/**
 * Whether the page itself writes the labels of a bar, as text. Its marks and frames then stand where the page says, but a bar that is
 * a picture among them is drawn out to whole pixels: its frame ends where the bar does, its colours up to two pixels farther out.
 */
export function isLabelledByPage(
  { text = [] }: Raster,
  { read }: NonNullable<PanelRequest['calibration']>['law'],
  bar: Box | null,
): boolean {
  if (bar === null || text.length === 0) return false;
  const isUpright = bar.bottom - bar.top > bar.right - bar.left;
  const isBeside = (at: number, { left, top, right, bottom }: Box): boolean =>
    // Numbers of an even number of digits have their middle between two of them.
    isUpright ? at >= top && at <= bottom : Math.abs(at - (left + right) / 2) <= right - left;
  return read.every(({ at }) => text.some(({ box }) => isBeside(at, box)));
}

/** Significant digits of the shortest decimal. */
const digitsOf = (value: number): number =>
  value
    .toExponential()
    .replace(/e.*/, '')
    .replace(/[^0-9]/g, '').length;
