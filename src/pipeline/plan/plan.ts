import type { Findings } from '../../figure/findings.js';
import { UsageError } from '../../model/errors.js';
import type { Box } from '../../model/types.js';
import type { Setting, Warning } from '../../model/warning.js';
import { givenOptions, type PlanOptions } from './options.js';
import { plannedAxes, plannedCells, untoldCells } from './planAxes.js';
import { colourmapRequest, unusedSettings } from './planColourmap.js';
import { plannedGrid } from './planGrid.js';
import { areaOf, type PlacedPanel, placedPanels, sharedArea } from './planLayout.js';
import { plannedScale } from './planScale.js';
import type { DecodeRequest, PanelRequest } from './request.js';

/** What the pixels say of the boxes that were given. */
export interface BoxFacts {
  /** The plot area shows a gradient along one side and one colour across, as colourbars do. */
  readonly plotIsBar?: boolean;
  /** The same of the colourbar. */
  readonly barIsBar?: boolean;
}

/**
 * What is to be done for each panel of a figure: every default, precedence and contradiction is settled here, and
 * nothing is decided after it. What is given wins over what is found. Pure: the same in, the same out.
 *
 * @param findings what `inspect` found, edited or not; no panels where nothing was looked for
 * @param options what is known better, and how to decode
 * @param facts what only the picture can say of the boxes given
 * @returns one request a panel, in reading order
 * @throws UsageError for options that cannot be, or that contradict each other
 * @throws RecoveryError if no plot area is given or found
 */
export function plan(findings: Findings, options: PlanOptions = {}, facts: BoxFacts = {}): PanelRequest[] {
  const { plot, colourbar } = options;
  if (facts.plotIsBar && facts.barIsBar === false && isLarger(colourbar, plot))
    throw new UsageError(
      'plot and colourbar are swapped: what is given as the plot area is a gradient, what is given as the colourbar is none',
      ['plot', 'colourbar'],
      { code: 'plot-and-colourbar-swapped', fields: { plot, colourbar } },
    );
  const places = placedPanels(findings, options);
  return places.map((place, k) => panelRequest(findings, options, place, k === 0));
}

const isLarger = (a: PlanOptions['colourbar'], b: PlanOptions['plot']): boolean =>
  typeof a === 'object' && typeof b === 'object' && areaOf(a) > areaOf(b);

function panelRequest(
  findings: Findings,
  options: PlanOptions,
  place: PlacedPanel,
  first: boolean,
): PanelRequest {
  const { plotBox } = place;
  const blind = options.colourmap === 'blind';
  const colourbarBox = blind ? null : place.colourbarBox;
  const colourmap = colourmapRequest(options, colourbarBox);
  const { values, calibration, ticks, ...scale } = plannedScale(options, place, colourmap);
  const axes = plannedAxes(options, place);
  const cells = plannedCells(options.cells, place);
  return {
    panel: place.panel,
    panels: place.panels,
    plotBox,
    colourbarBox,
    covered: coveredOf(place),
    outline: place.found?.outline ?? null,
    ...readingOf(place, colourbarBox),
    colourmap,
    values,
    calibration,
    x: axes.x,
    y: axes.y,
    units: options.units ?? (values ? (place.bar?.of.units ?? null) : null),
    cells: cells.cells,
    ...untoldCells(options.cells, place),
    ...plannedGrid(options, axes),
    decode: decodeRequest(options),
    found: { layout: place.confidence, range: scale.confidence, axes: axes.confidence },
    ticks,
    warnings: [
      ...foundWarnings(findings, options, place, first),
      ...(options.labels === false && values === null && colourbarBox ? [labelsNotRead] : []),
      ...unusedSettings(options, colourmap),
      ...scale.warnings,
      ...cells.warnings,
    ],
    options: givenOptions(options),
  };
}

/** What was found to lie on the data, and a bar that is given there, with its frame. */
function coveredOf({ plotBox, found, colourbarBox }: PlacedPanel): Box[] {
  const known = found?.covered ?? [];
  if (colourbarBox === null || !isOn(colourbarBox, plotBox)) return [...known];
  const { left, top, right, bottom } = colourbarBox;
  return [...known, { left: left - 2, top: top - 2, right: right + 2, bottom: bottom + 2 }];
}

/** Whether a bar lies on a plot and leaves most of it to be seen. */
function isOn(bar: Box, plot: Box): boolean {
  const shared = sharedArea(bar, plot);
  return shared > 0 && 2 * shared < areaOf(plot);
}

/** What was read of a bar where it was found; not where another box is given, or the one found was edited. */
function readingOf({ bar }: PlacedPanel, box: Box | null): Pick<PanelRequest, 'barReading'> {
  const reading = bar?.layout.reading;
  const isItsBox = reading && box && SIDES.every((side) => reading.box[side] === box[side]);
  return isItsBox ? { barReading: reading } : {};
}

const SIDES = ['left', 'top', 'right', 'bottom'] as const;

const labelsNotRead: Warning = {
  code: 'labels-not-read',
  message: 'labels were not read: values are positions 0…1',
  remedy: ['range'],
};

/** What the search had to say of this panel, and (once) of the figure, without what the options have settled. */
function foundWarnings(
  { warnings, panels }: Findings,
  options: PlanOptions,
  { found }: PlacedPanel,
  first: boolean,
): Warning[] {
  const number = found ? panels.indexOf(found) + 1 : undefined;
  return warnings.filter(({ panel, remedy = [] }) => {
    if (panel === undefined ? !first : panel !== number) return false;
    return !remedy.some((name) => isSettled(name, options));
  });
}

/** Whether the options say what a doubt about a setting leaves open. A range and a map say what a colourbar would. */
function isSettled(name: Setting, options: PlanOptions): boolean {
  const isGiven = (setting: Setting): boolean => {
    const value = options[setting as keyof PlanOptions];
    return value !== undefined && value !== 'auto';
  };
  if (isGiven(name)) return true;
  return name === 'colourbar' && isGiven('colourmap') && isGiven('range');
}

function decodeRequest(options: PlanOptions): DecodeRequest {
  const { smooth = 'auto', clip = false, fill = false, missing = [], shaded = 'auto', cutoff } = options;
  return { smooth, clip, fill, missing, shaded, ...(cutoff !== undefined && { cutoff }) };
}
