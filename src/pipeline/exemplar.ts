import { UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import type { Panel } from './panel.js';
import type { FigureInput, PanelRequest } from './plan/request.js';
import { surroundingsOf } from './surroundings.js';

/** A recovered figure as the pattern for others that are laid out alike: frames of a film, figures of a series. */
export interface Exemplar {
  readonly raster: Raster;
  /** What was done for each panel, with the colourmap and the values that came of it. */
  readonly requests: readonly PanelRequest[];
  /** Whether something else stands around the plot areas of a figure of the same size: its range may be another. */
  readonly isUnlike: (figure: FigureInput) => Promise<boolean>;
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
  const { raster } = input;
  return { raster, requests: settled, isUnlike: surroundingsOf(input, requests) };
}
