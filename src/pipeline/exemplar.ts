import { loadLibrary } from '../colourmap/library/library.js';
import { UsageError } from '../model/errors.js';
import type { Box, Raster } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { recoverPanel } from './panel/recoverPanel.js';
import type { Panel } from './panel.js';
import { panelOf } from './panel.js';
import type { FigureInput, PanelRequest } from './plan/request.js';

/** A recovered figure as the pattern for others that are laid out alike: frames of a film, figures of a series. */
export interface Exemplar {
  readonly raster: Raster;
  /** What was done for each panel, with the colourmap and the values that came of it. */
  readonly requests: readonly PanelRequest[];
}

/** Settings that doubts about a colourmap name. */
const ofTheMap = new Set(['colourmap', 'reverse', 'from', 'range']);

/**
 * A figure's plan, settled: with the colourmap and the range that its recovery found.
 *
 * @param requests as `onPlan` gave them
 * @throws UsageError for a figure that had to be straightened: others may lie otherwise
 */
export function exemplarOf(
  raster: Raster,
  requests: readonly PanelRequest[],
  panels: readonly Panel[],
): Exemplar {
  if (panels.some(({ straight }) => straight !== undefined))
    throw new UsageError(
      'expected an upright figure as the pattern for others, but this one had to be straightened',
      [],
      { code: 'pattern-tilted' },
    );
  const settled = requests.map((request, k): PanelRequest => {
    const { colourmap, confidences, values, warnings } = panels[k]!;
    const { barReading: _, ...rest } = request;
    const ofMap = warnings.filter(
      ({ remedy = [], code }) =>
        remedy.some((name) => ofTheMap.has(name)) && !request.warnings.some((known) => known.code === code),
    );
    return {
      ...rest,
      colourmap: {
        from: 'given',
        colourmap: { ...colourmap, confidence: confidences.order },
        reverse: false,
      },
      values,
      calibration: null,
      warnings: [...request.warnings, ...ofMap],
    };
  });
  return { raster, requests: settled };
}

/**
 * Recovers a figure as another was: nothing is searched for, no label is read.
 *
 * @throws UsageError if it has another size
 */
export async function recoverLike(
  input: FigureInput,
  { raster, requests }: Exemplar,
  onProgress: (stage: string) => void = () => {},
): Promise<Panel[]> {
  const { width, height } = input.raster;
  if (width !== raster.width || height !== raster.height)
    throw new UsageError(
      `expected a figure of ${raster.width} × ${raster.height} pixels like its pattern, but this one has ${width} × ${height}`,
      [],
      { code: 'pattern-of-another-size' },
    );
  const library = await loadLibrary();
  const warnings = surroundingsChanged(input.raster, { raster, requests }) ? [changed] : [];
  return requests.map((request) => {
    const doubtful: PanelRequest = warnings.length > 0 ? doubted(request) : request;
    const recovery = recoverPanel(
      input,
      { ...doubtful, warnings: [...request.warnings, ...warnings] },
      {
        library,
        onProgress,
      },
    );
    return panelOf(input, doubtful, recovery);
  });
}

const changed: Warning = {
  code: 'unlike-pattern',
  message:
    'the figure differs from its pattern around the plot area: its colourbar or its axes may say something else',
  advice: 'recover it without the pattern',
};

/** What was read from another figure, where this one shows something else there: as good as a guess. */
const doubtedConfidence = 0.3;

function doubted({ found, ...request }: PanelRequest): PanelRequest {
  return {
    ...request,
    found: {
      layout: Math.min(found.layout, doubtedConfidence),
      range: Math.min(found.range, doubtedConfidence),
      axes: Math.min(found.axes, doubtedConfidence),
    },
  };
}

/** Ink against its ground changes a channel by more than this; the palettes of frames and lossy codecs by less. */
const inkContrast = 64;
/** So many pixels make the smallest letter. */
const smallestLetter = 6;
/** Another colourmap, or other levels, change a bar in many places; a palette of the frame's own dithers a few. */
const changedBar = 1 / 8;

/**
 * Whether something else stands around the plot areas of two figures. What stands above all of them and the bars, where
 * titles and times are, may differ.
 */
export function surroundingsChanged(raster: Raster, { raster: pattern, requests }: Exemplar): boolean {
  const { width, height } = pattern;
  const plots = requests.map(({ plotBox }) => grown(plotBox, 1));
  const bars = requests.flatMap(({ colourbarBox }) => (colourbarBox ? [colourbarBox] : []));
  const top = Math.min(...[...plots, ...bars].map((box) => box.top));
  // What multiplies a bar's labels stands above it.
  const besideBars = (x: number): boolean =>
    bars.every((bar) => bar.bottom - bar.top < bar.right - bar.left || x < 2 * bar.left - bar.right);
  const barPixels = bars.reduce(
    (sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top),
    0,
  );
  let differing = 0;
  let differingInBars = 0;
  for (let y = 0; y < height; y++) {
    const across = plots.filter((box) => y >= box.top && y < box.bottom);
    for (let x = 0; x < width; x++) {
      const plot = across.find((box) => x >= box.left && x < box.right);
      if (plot) {
        x = plot.right - 1;
        continue;
      }
      const o = 4 * (y * width + x);
      let away = 0;
      for (let c = 0; c < 3; c++) away = Math.max(away, Math.abs(raster.data[o + c]! - pattern.data[o + c]!));
      if (away <= inkContrast || (y < top && besideBars(x))) continue;
      if (bars.some((bar) => x >= bar.left && x < bar.right && y >= bar.top && y < bar.bottom))
        differingInBars++;
      else if (++differing >= smallestLetter) return true;
    }
  }
  return differingInBars > changedBar * barPixels;
}

const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});
