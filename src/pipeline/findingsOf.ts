import type { Findings } from '../figure/findings.js';
import { type GivenBoxes, givenLayout } from '../figure/given/givenLayout.js';
import { inspectAround } from '../figure/inspectAround.js';
import type { LabelCandidate, ReadLabel } from '../figure/labels/reader/label.js';
import { readLabel as ownReader } from '../figure/labels/reader/readLabel.js';
import { contains } from '../figure/layout/ink/rectangle.js';
import { findLayout } from '../figure/layout/layout.js';
import { movedBoxes, movedFindings } from '../figure/moved.js';
import { RecoveryError, UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import { crop, validateBox } from '../raster/crop.js';
import { type Keep, keepNothing } from './panel/keep.js';
import type { PlanOptions } from './plan/options.js';
import { whatToFind } from './plan/planLayout.js';
import { type FigureInput, isCompressed } from './plan/request.js';

/**
 * What is known of the layout: as given, as found, or (where the options say it all) nothing.
 *
 * @param keep where things are in the whole picture, whatever the options say
 */
export async function findingsOf(
  input: FigureInput,
  options: PlanOptions,
  readLabel: ReadLabel | undefined,
  signal: AbortSignal | undefined,
  keep: Keep = keepNothing,
): Promise<Findings> {
  const { raster } = input;
  const { width, height } = raster;
  const { layout, crop: part } = options;
  if (layout) {
    if (layout.width !== width || layout.height !== height)
      throw new UsageError(
        `layout is of a picture of ${layout.width} × ${layout.height} pixels, but this one has ${width} × ${height}`,
        'layout',
        { code: 'layout-of-another-size' },
      );
    return layout;
  }
  if (part) validateBox(part, width, height, 'crop');
  const given = givenBoxes(options, raster);
  const search = whatToFind(options);
  const lossy = isCompressed(input);
  const whole = () => keep('layout', '', () => findLayout(raster, lossy));
  if (!search.figure) {
    // Nothing is to be looked for, and only boxes that are given can move to edges near them.
    const used = Object.keys(given).length > 0 ? givenLayout(raster, given, lossy, whole).used : {};
    return { width, height, panels: [], warnings: [], given: used };
  }
  const seen = part ? crop(raster, part) : raster;
  if (isOneColour(seen))
    throw new RecoveryError('the picture has one colour only: there is nothing to find in it', 'layout', {
      code: 'one-colour',
    });
  const away = part ? { x: -part.left, y: -part.top } : { x: 0, y: 0 };
  const findings = await inspectAround(seen, movedBoxes(given, away), {
    labels: search.labels,
    readLabel: untilAborted(readLabel ?? ownReader, signal),
    lossy,
    straightened: input.straightened === true,
    ...(!part && { whole }),
    cells: search.cells,
  });
  return part ? movedFindings(findings, { x: part.left, y: part.top }, raster) : findings;
}

/** The boxes that are given as such, those outside of the part to look at left out: nothing is to be found there. */
function givenBoxes({ plot, colourbar, crop: part }: PlanOptions, raster: Raster): GivenBoxes {
  const given = {
    ...(typeof plot === 'object' && { plot }),
    ...(typeof colourbar === 'object' && { colourbar }),
  };
  const inside = Object.entries(given).filter(([name, box]) => {
    validateBox(box, raster.width, raster.height, name as keyof GivenBoxes);
    return !part || contains(part, box);
  });
  return Object.fromEntries(inside);
}

const untilAborted =
  (readLabel: ReadLabel, signal: AbortSignal | undefined): ReadLabel =>
  async (...word): Promise<LabelCandidate[]> => {
    signal?.throwIfAborted();
    return readLabel(...word);
  };

function isOneColour({ data }: Raster): boolean {
  for (let o = 4; o < data.length; o++) if (data[o] !== data[o & 3]) return false;
  return true;
}
