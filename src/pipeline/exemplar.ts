import type { Findings } from '../figure/findings.js';
import { type GivenBoxes, type GivenLayout, givenLayout } from '../figure/given/givenLayout.js';
import { inspect } from '../figure/inspect.js';
import { inspectAround } from '../figure/inspectAround.js';
import { findLayout } from '../figure/layout/layout.js';
import { UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import type { Panel } from './panel.js';
import { type FigureInput, isCompressed, type PanelRequest } from './plan/request.js';

/** A recovered figure as the pattern for others that are laid out alike: frames of a film, figures of a series. */
export interface Exemplar {
  readonly raster: Raster;
  /** What was done for each panel, with the colourmap and the values that came of it. */
  readonly requests: readonly PanelRequest[];
  /** What the labels of a figure laid out like it say. */
  readonly read: (figure: FigureInput) => Promise<Findings>;
  /** What its own say, read when they are first asked for. */
  readonly ownLabels: () => Promise<Findings>;
}

/** Settings that doubts about a colourmap name. */
const ofTheMap = new Set(['colourmap', 'reverse', 'from', 'range']);

/**
 * A figure's plan, settled: with the colourmap and the range that its recovery found.
 *
 * @param input the figure, upright
 * @param requests as `onPlan` gave them
 * @throws UsageError for a figure that had to be straightened: others may lie otherwise
 */
export function exemplarOf(
  input: FigureInput,
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
  const read = labelReader(input, requests);
  let own: Promise<Findings> | undefined;
  const ownLabels = (): Promise<Findings> => {
    own ??= read(input);
    return own;
  };
  return { raster: input.raster, requests: settled, read, ownLabels };
}

/** Reads a figure's labels where those of its pattern are: its boxes need not be found again. */
function labelReader(pattern: FigureInput, requests: readonly PanelRequest[]): Exemplar['read'] {
  const given = givenBoxes(requests);
  const lossy = isCompressed(pattern);
  const isGiven = Object.keys(given).length > 0;
  const onData = requests.some(({ covered }) => covered.length > 0);
  let known: Pick<GivenLayout, 'layout' | 'canvas'> | undefined;
  return (figure) => {
    const options = { lossy: isCompressed(figure), cells: false };
    known ??= isGiven
      ? givenLayout(pattern.raster, given, lossy)
      : { layout: findLayout(pattern.raster, lossy) };
    const { layout, canvas } = known;
    // Bars within a plot area or a window are looked for anew: a layout does not say where they are.
    return canvas || onData || layout.colourbars.length === 0
      ? inspectAround(figure.raster, given, options)
      : inspect(figure.raster, { ...options, layout });
  };
}

/** The boxes around which a figure was looked at, where they were given. */
function givenBoxes(requests: readonly PanelRequest[]): GivenBoxes {
  const [request] = requests;
  if (request === undefined || requests.length > 1) return {};
  const { options, plotBox, colourbarBox } = request;
  return {
    ...(typeof options.plot === 'object' && { plot: plotBox }),
    ...(typeof options.colourbar === 'object' && colourbarBox && { colourbar: colourbarBox }),
  };
}
