import type { ColourbarFindings, Findings, PanelFindings } from '../../figure/findings.js';
import { RecoveryError, UsageError } from '../../model/errors.js';
import type { Box } from '../../model/types.js';
import { validateBox } from '../../raster/crop.js';
import type { PlanOptions } from './options.js';

/** Where a panel is, and what was found there: the first thing that a plan settles. */
export interface PlacedPanel {
  /** Number in reading order, from 1, and how many there are. */
  readonly panel: number;
  readonly panels: number;
  readonly plotBox: Box;
  /** The bar to use; null: none. */
  readonly colourbarBox: Box | null;
  /** What was found of the plot area; absent where it was given and nothing was found there. */
  readonly found?: PanelFindings;
  /** What was found of that very bar, with the panel that it was found for: its labels. */
  readonly bar?: { readonly layout: ColourbarFindings; readonly of: PanelFindings };
  /** How sure the boxes are, 0…1. */
  readonly confidence: number;
}

/** What has to be looked for, before a plan can be made. */
export interface Search {
  /** Anything at all. */
  readonly figure: boolean;
  readonly labels: boolean;
  readonly cells: boolean;
}

/** What the options leave to be found; nothing where they say it all, or hold the findings. */
export function whatToFind(options: PlanOptions): Search {
  const { plot = 'auto', colourbar = 'auto', cells, layout, range, ticks, labels = true } = options;
  const placed = plot !== 'auto';
  const withoutBar = colourbar === 'none' || (plot === 'all' && colourbar === 'auto');
  // Ticks with places need no marks; bare values are given to the marks that are found.
  const calibrated = range !== undefined || typeof ticks?.[0] === 'object';
  const known = placed && (withoutBar || (typeof colourbar === 'object' && calibrated));
  return {
    figure: layout === undefined && !(known && cells !== 'auto'),
    labels,
    cells: cells === undefined || cells === 'auto',
  };
}

/**
 * The panels of a figure: as given, else as found.
 *
 * @throws UsageError if a box lies outside the picture, or there is no panel of the number asked for
 * @throws RecoveryError if no plot area is given or found
 */
export function placedPanels(findings: Findings, options: PlanOptions): PlacedPanel[] {
  const { plot = 'auto', colourbar = 'auto', crop, panel } = options;
  for (const [name, box] of Object.entries({ crop, plot, colourbar }))
    if (typeof box === 'object')
      validateBox(box, findings.width, findings.height, name as 'crop' | 'plot' | 'colourbar');
  const all = crop ?? { left: 0, top: 0, right: findings.width, bottom: findings.height };
  const inside = findings.panels.filter(({ plotBox }) => shareInside(plotBox, all) > 0.5);
  if (plot !== 'auto') {
    if ((panel ?? 1) > 1)
      throw new UsageError('panel chooses among plot areas that are found, but plot gives one', 'panel', {
        code: 'panel-of-given-plot',
      });
    return [givenPanel(plot === 'all' ? all : plot, inside, options)];
  }
  // What is told to be the bar is no plot area.
  const areas =
    typeof colourbar === 'object'
      ? inside.filter(({ plotBox }) => overlap(plotBox, colourbar) <= 0.5)
      : inside;
  const numbered = areas.map((found, k) => ({ found, number: k + 1 }));
  return chosen(numbered, panel).map(({ found, number }) => ({
    panel: number,
    panels: areas.length,
    plotBox: found.plotBox,
    found,
    ...barOf(found, findings.panels, colourbar),
    confidence: confidenceOf(found, colourbar, false),
  }));
}

function givenPanel(plotBox: Box, panels: readonly PanelFindings[], options: PlanOptions): PlacedPanel {
  const { plot, colourbar = 'auto' } = options;
  const bar = plot === 'all' && colourbar === 'auto' ? 'none' : colourbar;
  const found = panelAt(panels, plotBox);
  return {
    panel: 1,
    panels: 1,
    plotBox,
    ...(found && { found }),
    ...barOf(found, panels, bar),
    confidence: confidenceOf(found, bar, true),
  };
}

function chosen<T>(panels: readonly T[], wanted: number | undefined): readonly T[] {
  if (panels.length === 0)
    throw new RecoveryError('no plot area was found', 'layout', { code: 'no-plot-area', settings: ['plot'] });
  if (wanted === undefined) return panels;
  const one = panels[wanted - 1];
  if (one === undefined)
    throw new UsageError(
      `panel expects a number from 1 to ${panels.length}, the plot areas found, but received ${wanted}`,
      'panel',
      { code: 'no-such-panel', fields: { panels: panels.length, received: wanted } },
    );
  return [one];
}

/** The bar of a panel, and what was found of it: a bar that is given may have been found for this panel or another. */
function barOf(
  found: PanelFindings | undefined,
  panels: readonly PanelFindings[],
  given: Box | 'none' | 'auto',
): Pick<PlacedPanel, 'colourbarBox' | 'bar'> {
  if (given === 'none') return { colourbarBox: null };
  if (given === 'auto') {
    const layout = found?.colourbar;
    return layout ? { colourbarBox: layout.box, bar: { layout, of: found } } : { colourbarBox: null };
  }
  const candidates = found ? [found, ...panels] : panels;
  const of = candidates.find(({ colourbar }) => colourbar !== null && overlap(colourbar.box, given) > 0.5);
  return { colourbarBox: given, ...(of && { bar: { layout: of.colourbar!, of } }) };
}

/** The least sure of the boxes that were found. */
function confidenceOf(
  found: PanelFindings | undefined,
  colourbar: Box | 'none' | 'auto',
  plotGiven: boolean,
): number {
  const plot = plotGiven ? 1 : (found?.confidence.plot ?? 0);
  const searched = colourbar === 'auto' && found?.colourbar;
  return Math.min(plot, searched ? found.confidence.colourbar : 1);
}

/** The panel that was found where a box is, be the box somewhat larger or a part of it. */
function panelAt(panels: readonly PanelFindings[], box: Box): PanelFindings | undefined {
  const at = panels.filter(({ plotBox }) => shareInside(box, plotBox) > 0.5);
  return at.reduce<PanelFindings | undefined>(
    (best, panel) =>
      best === undefined || overlap(panel.plotBox, box) > overlap(best.plotBox, box) ? panel : best,
    undefined,
  );
}

export const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);

export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** Share of a box that lies in another. */
const shareInside = (box: Box, other: Box): number => sharedArea(box, other) / areaOf(box);

/** Intersection over union of two boxes. */
function overlap(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared / (areaOf(a) + areaOf(b) - shared);
}
