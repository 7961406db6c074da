import { type GridStack, gridStack } from '../../grid/stack.js';
import { RecoveryError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { type Exemplar, exemplarOf } from '../../pipeline/exemplar.js';
import type { Panel } from '../../pipeline/panel.js';
import type { FigureInput, PanelRequest } from '../../pipeline/plan/request.js';
import { recoverAs } from '../../pipeline/recoverLike.js';
import type { Sidecar } from '../../pipeline/sidecar.js';

/** One panel of a film, through all its frames. */
export interface FilmPanel {
  readonly panel: number;
  readonly panels: number;
  readonly stack: GridStack;
  /** Of the first frame that shows the figure, with what holds of all of them. */
  readonly sidecar: Sidecar;
  readonly warnings: readonly Warning[];
  /** That first frame, recovered. */
  readonly first: Panel;
}

/** Recovers a figure by itself: with the readers of this environment, and telling the plan. */
export type RecoverFrame = (
  frame: FigureInput,
  onPlan: (requests: readonly PanelRequest[]) => void,
) => Promise<Panel[]>;

/** A frame that was recovered, its grids only. */
interface Recovered {
  readonly panels: readonly Pick<Panel, 'grid' | 'range' | 'confidences' | 'coverage' | 'confidence'>[];
}

/**
 * Recovers a film: layout, labels and colourmap once, and again only for frames that show something else around the
 * plot areas. Frames whose plot areas lie elsewhere, or that show no figure, are masked, and reported.
 *
 * @param times seconds, one for each frame
 * @throws RecoveryError if no frame shows a figure
 */
export async function recoverFilm(
  frames: AsyncIterable<FigureInput>,
  times: Float64Array,
  recoverFrame: RecoverFrame,
  onProgress: (stage: string, fraction: number) => void = () => {},
): Promise<FilmPanel[]> {
  const recovered: (Recovered | undefined)[] = [];
  let pattern: Exemplar | undefined;
  let first: readonly Panel[] | undefined;
  let refusal: unknown;
  const otherRanges = new Set<number>();
  for await (const frame of frames) {
    const number = recovered.length;
    onProgress(`frame ${number + 1} of ${times.length}`, number / times.length);
    if (pattern && (await isLike(frame, pattern))) {
      recovered.push({ panels: (await recoverAs(frame, pattern.requests)).map(gridsOf) });
      continue;
    }
    try {
      let requests: readonly PanelRequest[] = [];
      const panels = await recoverFrame(frame, (planned) => {
        requests = planned;
      });
      if (first && !liesAlike(first, panels)) {
        recovered.push(undefined);
        continue;
      }
      if (first?.some(({ range }, k) => String(range) !== String(panels[k]!.range))) otherRanges.add(number);
      first ??= panels;
      pattern = exemplarOf(frame, requests, panels);
      recovered.push({ panels: panels.map(gridsOf) });
    } catch (error) {
      if (!(error instanceof RecoveryError)) throw error;
      refusal ??= error;
      recovered.push(undefined);
    }
  }
  if (first === undefined) throw refusal;
  const whole = first;
  return whole.map((panel, k) => filmPanel(panel, k, recovered, times, [...otherRanges]));
}

const isLike = async (frame: FigureInput, pattern: Exemplar): Promise<boolean> =>
  frame.raster.width === pattern.raster.width &&
  frame.raster.height === pattern.raster.height &&
  !(await pattern.isUnlike(frame));

/** What of a panel is kept of each frame. */
const gridsOf = ({ grid, range, confidences, coverage, confidence }: Panel) => ({
  ...{ grid, range, confidences, coverage, confidence },
});

/** Whether the panels of two frames are of one size at one place. */
const liesAlike = (some: readonly Panel[], others: readonly Panel[]): boolean =>
  some.length === others.length &&
  some.every(({ plotBox: a, grid }, k) => {
    const { plotBox: b, grid: other } = others[k]!;
    const isSameBox = a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
    return isSameBox && grid.width === other.width && grid.height === other.height;
  });

function filmPanel(
  panel: Panel,
  k: number,
  recovered: readonly (Recovered | undefined)[],
  times: Float64Array,
  otherRanges: readonly number[],
): FilmPanel {
  const missing = recovered.flatMap((frame, number) => (frame ? [] : [number]));
  const there = recovered.flatMap((frame) => (frame ? [frame.panels[k]!] : []));
  const ranges = recovered.map((frame) => frame?.panels[k]?.range ?? null);
  const grids = recovered.map((frame) => frame?.panels[k]?.grid ?? maskedGrid(panel.grid));
  const least = (value: (frame: (typeof there)[number]) => number): number => Math.min(...there.map(value));
  const warnings = [
    ...panel.warnings.filter(({ code }) => code !== 'first-frame'),
    ...(missing.length > 0 ? [unlike(missing)] : []),
    ...(otherRanges.length > 0 ? [ofOtherRange(otherRanges)] : []),
  ];
  const leastOf = (part: keyof Panel['confidences']): number =>
    Math.min(
      panel.confidences[part],
      least(({ confidences }) => confidences[part]),
    );
  return {
    panel: panel.panel,
    panels: panel.panels,
    stack: gridStack(grids, times, ranges),
    first: panel,
    warnings,
    sidecar: {
      ...panel.sidecar,
      coverage: there.reduce((sum, { coverage }) => sum + coverage, 0) / recovered.length,
      confidence: least(({ confidence }) => confidence),
      confidences: {
        layout: leastOf('layout'),
        order: leastOf('order'),
        range: leastOf('range'),
        axes: leastOf('axes'),
        decoding: leastOf('decoding'),
      },
      times: [...times],
      ranges,
    },
  };
}

/** A grid on the same coordinates without any value. */
function maskedGrid(grid: Grid): Grid {
  const { kind: _, ...rest } = grid;
  return {
    ...rest,
    values: new Float64Array(grid.values.length).fill(Number.NaN),
    sigma: new Float32Array(grid.sigma.length).fill(Number.NaN),
    mask: new Uint8Array(grid.mask.length),
  };
}

const numbered = (frames: readonly number[]): string =>
  `${frames.length === 1 ? 'frame' : 'frames'} ${frames.slice(0, 8).join(', ')}${frames.length > 8 ? ` and ${frames.length - 8} more` : ''}`;

const unlike = (frames: readonly number[]): Warning => ({
  code: 'frames-unlike',
  message: `${numbered(frames)} (from 0) ${frames.length === 1 ? 'is' : 'are'} not laid out like the first: masked`,
  advice: 'recover them by themselves',
});

const ofOtherRange = (frames: readonly number[]): Warning => ({
  code: 'frames-of-other-range',
  message: `${numbered(frames)} (from 0) ${frames.length === 1 ? 'has' : 'have'} another range than the first, as \`ranges\` says`,
});
