import { RecoveryError } from '../../model/errors.js';
import type { Box, Raster } from '../../model/types.js';
import type { Setting } from '../../model/warning.js';
import type { PlanOptions } from '../plan/options.js';
import type { PanelRequest } from '../plan/request.js';
import type { PanelRecovery } from './recovery.js';

/**
 * Order and decoding together (their product) below which the colours are on no curve: photographs have at most 0.01, the
 * roughest field in a strongly compressed JPEG has 0.12.
 */
const leastField = 0.03;
/** Colours in a sure order are a field's, however doubtful their places: cells of far-apart colours are decoded badly. */
const leastOrder = 0.5;
/** The same for flat pictures: a few colours can be put into some order, whatever they mean. */
const leastFlatField = 0.3;
/** Charts and windows: so few colours make up all but the rims of what is drawn, and one of them is most of it. */
const fewColours = 16;
const nearlyAll = 0.95;
const most = 0.5;

/**
 * Refuses a picture whose panels are no fields drawn with a colourmap: photographs, charts, text, windows. Whoever gives a
 * plot area, a bar or a colourmap says that it is one, and so does a bar or a named map that explains the pixels.
 *
 * @throws RecoveryError that says what the picture looks like instead
 */
export function refuseWithoutField(
  raster: Raster,
  options: PlanOptions,
  requests: readonly PanelRequest[],
  recoveries: readonly PanelRecovery[],
): void {
  const isTold =
    (options.plot ?? 'auto') !== 'auto' || options.corners !== undefined || options.layout !== undefined;
  if (isTold || !requests.every(({ colourmap }) => colourmap.from === 'pixels' && colourmap.named)) return;
  const reasons = recoveries.map((recovery) => reasonAgainst(raster, recovery));
  const [first] = reasons;
  if (first === undefined || reasons.includes(undefined)) return;
  const settings: Setting[] = ['plot', 'colourmap'];
  throw new RecoveryError(`the picture is no figure drawn with a colourmap: ${first}`, 'layout', {
    code: 'no-field',
    settings,
  });
}

function reasonAgainst(raster: Raster, recovery: PanelRecovery): string | undefined {
  if (recovery.colourmap.source !== 'blind') return undefined;
  const { order, decoding } = recovery.confidences;
  const field = order * decoding;
  if (field < leastFlatField && isFlat(raster, recovery.plotBox))
    return 'it is mostly of one colour, with a few others in flat areas, as charts, text and windows are';
  if (order < leastOrder && field < leastField)
    return 'its colours lie on no curve, as those of photographs and charts do not';
  return undefined;
}

/** Whether a few colours are nearly all that there is, and one of them more than half. */
function isFlat({ width, data }: Raster, { left, top, right, bottom }: Box): boolean {
  const counts = new Map<number, number>();
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const o = 4 * (y * width + x);
      const colour = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  const total = (right - left) * (bottom - top);
  const largest = [...counts.values()].sort((a, b) => b - a).slice(0, fewColours);
  const sum = largest.reduce((a, b) => a + b, 0);
  return sum >= nearlyAll * total && largest[0]! > most * total;
}
