import { RecoveryError } from '../../src/model/errors.js';
import type { Box } from '../../src/model/types.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import type { Panel } from '../../src/pipeline/panel.js';
import {
  inverseMap,
  isInside,
  mappedPoint,
  ontoQuadrilateral,
  type Point,
  type Quadrilateral,
} from '../../src/scan/projective.js';
import type { Scan } from '../scan/scans.js';
import { errorOf, overlap } from './figureScore.js';
import { rankCorrelation } from './score.js';
import { goodError, percentile } from './summary.js';

/** What became of a scan, held against the truth. */
export interface ScanRow {
  readonly name: string;
  /** Intersection over union of the plot area's outline, of boxes around the bar. */
  readonly plot: number;
  readonly bar: number;
  /** The larger error of both ends as a share of the range; undefined where no range is given. */
  readonly range: number | undefined;
  /** Spearman's coefficient over squares of the page; the median error as a share of the range. */
  readonly rank: number;
  readonly error: number;
  readonly coverage: number;
  readonly confidences: Panel['confidences'] | undefined;
  readonly confidence: number;
  readonly warnings: readonly string[];
  readonly cpu: number;
}

/** @param bytes of the file that the scan was saved as */
export async function scanRow(scan: Scan, bytes: Uint8Array): Promise<ScanRow> {
  const { figure } = scan;
  const start = process.cpuUsage();
  const panel = await recovered(bytes);
  const cpu = process.cpuUsage(start).user / 1000;
  const { vmin, vmax, scale } = figure.description;
  if (!panel)
    return {
      ...{ name: figure.name, plot: 0, bar: 0, range: undefined, rank: 0, error: 1, coverage: 0 },
      ...{ confidences: undefined, confidence: 0, warnings: [], cpu },
    };
  const outline = outlineOf(panel);
  const { truth, values, mask } = compared(scan, panel, outline);
  const law = scale === 'log' ? Math.log10 : (v: number): number => v;
  const span = law(vmax) - law(vmin);
  const errors = [...values].flatMap((v, i) =>
    mask[i] === 1 ? [Math.abs(law(v) - law(truth[i]!)) / span] : [],
  );
  return {
    name: figure.name,
    plot: outlineAgreement(outline, scan.corners),
    bar: panel.sidecar.colourbarBox ? barAgreement(panel.sidecar.colourbarBox, scan.bar) : 0,
    range: panel.range
      ? errorOf(panel.range, [vmin, vmax], scale) + (panel.scale === scale ? 0 : 1)
      : undefined,
    rank: errors.length > 0 ? rankCorrelation(truth, values, mask) : 0,
    error:
      errors.length > 0 && panel.range
        ? percentile(
            errors.map((e) => (Number.isNaN(e) ? 1 : e)),
            0.5,
          )
        : 1,
    coverage: errors.length / truth.length,
    confidences: panel.confidences,
    confidence: panel.confidence,
    warnings: panel.warnings.map(({ code }) => code),
    cpu,
  };
}

/** Whether somebody who trusts what unhue is sure of is led astray: by a range, by a box or by values. */
export function isConfidentlyWrong({ confidences, confidence, range, plot, error, rank }: ScanRow): boolean {
  if (!confidences) return false;
  const wrongRange = range !== undefined && range > goodError && (confidences.range ?? 0) >= 0.5;
  const wrongValues = plot < 0.9 || rank < 0.9 || (range !== undefined && error > 2.5 * goodError);
  return wrongRange || (confidence >= 0.5 && wrongValues);
}

async function recovered(bytes: Uint8Array): Promise<Panel | undefined> {
  try {
    return (await recoverFigure(bytes))[0];
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return undefined;
  }
}

function outlineOf({ sidecar }: Panel): Quadrilateral {
  if (sidecar.corners) return sidecar.corners as unknown as Quadrilateral;
  const [left, top, right, bottom] = sidecar.plotBox;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Pixels of the page along a square whose values are compared: what a print, a lens or a camera resolves at all. */
const cell = 4;

/** Means over squares of the page of what the grid says, and of what was drawn there; those mostly without a value left out. */
function compared({ corners, figure }: Scan, { grid }: Panel, outline: Quadrilateral) {
  const { width, height } = grid;
  const toScan = ontoQuadrilateral(width, height, outline);
  const toPlot = inverseMap(ontoQuadrilateral(figure.width, figure.height, corners));
  const across = Math.ceil(figure.width / cell);
  const size = across * Math.ceil(figure.height / cell);
  const [truth, values, drawn, known, seen] = [0, 0, 0, 0, 0].map(() => new Float64Array(size));
  const cellOf = (u: number, v: number): number => Math.floor(v / cell) * across + Math.floor(u / cell);
  figure.truth.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const at = cellOf(i % figure.width, Math.floor(i / figure.width));
    truth![at]! += value;
    drawn![at]!++;
  });
  for (let i = 0; i < width * height; i++) {
    const at = mappedPoint(toScan, [(i % width) + 0.5, Math.floor(i / width) + 0.5]);
    const [u, v] = mappedPoint(toPlot, at);
    if (!(u >= 0 && v >= 0 && u < figure.width && v < figure.height)) continue;
    const to = cellOf(u, v);
    seen![to]!++;
    if (grid.mask[i] !== 1 || Number.isNaN(grid.values[i]!)) continue;
    values![to]! += grid.values[i]!;
    known![to]!++;
  }
  return {
    truth: truth!.map((sum, i) => sum / drawn![i]!),
    values: values!.map((sum, i) => sum / known![i]!),
    mask: Uint8Array.from(known!, (n, i) => (drawn![i]! > 0 && 2 * n > seen![i]! ? 1 : 0)),
  };
}

/** Intersection over union of two convex quadrilaterals, by places on a lattice over both. */
function outlineAgreement(a: Quadrilateral, b: Quadrilateral): number {
  const all = [...a, ...b];
  const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [top, bottom] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  const steps = 400;
  let [either, both] = [0, 0];
  for (let j = 0; j < steps; j++)
    for (let i = 0; i < steps; i++) {
      const at: Point = [
        left + ((i + 0.5) / steps) * (right - left),
        top + ((j + 0.5) / steps) * (bottom - top),
      ];
      const [inA, inB] = [isInside(a, at), isInside(b, at)];
      if (inA || inB) either++;
      if (inA && inB) both++;
    }
  return both / either;
}

/** Two pixels of a scan are about one of the page. */
const slack = 2;

/** The same of a box and the one around a quadrilateral; 1 where no side is off by more than a pixel of the page. */
function barAgreement(box: readonly number[], corners: Quadrilateral): number {
  const own: Box = { left: box[0]!, top: box[1]!, right: box[2]!, bottom: box[3]! };
  const around: Box = {
    left: Math.min(...corners.map(([x]) => x)),
    top: Math.min(...corners.map(([, y]) => y)),
    right: Math.max(...corners.map(([x]) => x)),
    bottom: Math.max(...corners.map(([, y]) => y)),
  };
  const sides = ['left', 'top', 'right', 'bottom'] as const;
  return sides.every((side) => Math.abs(own[side] - around[side]) <= slack) ? 1 : overlap(own, around);
}
