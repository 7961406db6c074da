import { gridAxis, pixelCentres } from '../grid/coordinates/coordinates.js';
import { dataBox } from '../grid/coordinates/dataBox.js';
import { countKinds, type PixelKind } from '../model/pixelKind.js';
import type { Box, Grid, GridFrame } from '../model/types.js';
import { version } from '../model/version.js';
import { warningText } from '../model/warning.js';
import { wholeBox } from '../raster/crop.js';
import type { GridBlock } from './blocks/decodeBlock.js';
import { sizeOf } from './blocks/sample.js';
import { coverageWarnings, trustOf } from './panel/coverage.js';
import { overallConfidence } from './panel/recovery.js';
import type { Panel } from './panel.js';
import type { PlannedBlocks } from './planBlocks.js';
import { boxArray } from './sidecar.js';

/** What the blocks of a plot area come to so far. */
export interface Tally {
  valid: number;
  box: Box | undefined;
  readonly kinds: Record<keyof typeof PixelKind, number>;
}

export const emptyTally = (): Tally => ({
  valid: 0,
  box: undefined,
  kinds: { data: 0, overlay: 0, fringe: 0, noData: 0, below: 0, above: 0, given: 0 },
});

/** Adds a block; in place. */
export function addBlock(tally: Tally, { box, mask, kind }: GridBlock): void {
  for (const [name, count] of Object.entries(countKinds(kind)))
    tally.kinds[name as keyof typeof PixelKind] += count;
  let valid = 0;
  for (let p = 0; p < mask.length; p++) valid += mask[p]!;
  if (valid === 0) return;
  tally.valid += valid;
  const own = dataBox({ ...sizeOf(box), mask });
  const { left, top, right, bottom } = tally.box ?? {
    ...{ left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY, right: 0, bottom: 0 },
  };
  tally.box = {
    left: Math.min(left, box.left + own.left),
    top: Math.min(top, box.top + own.top),
    right: Math.max(right, box.left + own.right),
    bottom: Math.max(bottom, box.top + own.bottom),
  };
}

/** What is known of the grid of a plot area before its numbers are. */
export function frameOf(
  { plan, request }: PlannedBlocks,
  sha256: string,
  options: Readonly<Record<string, unknown>>,
): GridFrame {
  const { width, height } = sizeOf(plan.plotBox);
  const { x, y, units, crs } = request;
  return {
    ...{ width, height },
    x: pixelCentres(width, x ?? { range: [0, width] }, 'x'),
    y: pixelCentres(height, y ?? { range: [0, height] }, 'y'),
    ...(x && { xAxis: gridAxis(width, x, 'x') }),
    ...(y && { yAxis: gridAxis(height, y, 'y') }),
    ...(units !== null && { units }),
    ...(crs !== undefined && { crs }),
    provenance: { version, sha256, options },
  };
}

/** The panel as its blocks bear it out: the sample's, with the plot area, the coverage and the pixels of the whole, and without its planes. */
export function panelOfBlocks(
  { plan, panel, sampled, warnings: notes }: PlannedBlocks,
  frame: GridFrame,
  { valid, box, kinds }: Tally,
): Panel {
  const { width, height } = frame;
  const coverage = valid / (width * height);
  const decoding = (panel.confidences.decoding * trustOf(coverage)) / (trustOf(panel.coverage) || 1);
  const confidences = { ...panel.confidences, decoding };
  const confidence = overallConfidence(confidences, panel.values);
  const warnings = [
    ...panel.warnings.filter(({ code }) => code !== 'low-coverage'),
    ...notes,
    ...coverageWarnings(coverage, panel.colourmap),
  ];
  const facts = { ...panel.facts, kinds, sampled };
  const none = new Uint8Array(0);
  const grid: Grid = { ...frame, values: new Float64Array(0), sigma: new Float32Array(0), mask: none };
  return {
    ...panel,
    ...{ grid, plotBox: plan.plotBox, coverage, confidences, confidence, warnings, facts },
    sidecar: {
      ...panel.sidecar,
      ...{
        plotBox: boxArray(plan.plotBox),
        shape: [height, width],
        coverage,
        confidence,
        confidences,
        facts,
      },
      dataBox: boxArray(box ?? wholeBox(frame)),
      warnings: warnings.map(warningText),
    },
  };
}
