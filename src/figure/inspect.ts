import type { Box, Raster } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { once } from '../numeric/once.js';
import { crop } from '../raster/crop.js';
import type { AxisReading } from './axes/axis.js';
import { letteringOf, readAxes } from './axes/lettering.js';
import { leftSampled, markedPlaces, readBarLabels } from './barLabels.js';
import { findCells } from './cells.js';
import {
  barsIn,
  type Findings,
  isFound,
  isOnPlot,
  type PanelFindings,
  rangesIn,
  readsOther,
  saysMore,
} from './findings.js';
import { SURE } from './labels/law.js';
import type { ReadLabel } from './labels/reader/label.js';
import { readLabel } from './labels/reader/readLabel.js';
import { pageWordsFirst } from './labels/words/pageWords.js';
import { endedByTicks } from './layout/bars/endedByTicks.js';
import { isEmpty, withoutGradient } from './layout/ink/gradientPage.js';
import { insideShadow } from './layout/ink/insideShadow.js';
import { insideBorder } from './layout/ink/page.js';
import { boxArea, intersect, unite } from './layout/ink/rectangle.js';
import { findLayout, type Layout } from './layout/layout.js';
import { withoutLegendBoxes } from './layout/legendBoxes.js';
import { withoutDither } from './layout/withoutDither.js';
import { movedFindings } from './moved.js';
import { onCards } from './onCards.js';
import { type BarByLabels, barByLabels, evenOdds, readOnData, readPartlyOnData } from './onData.js';
import { withClassesBeyond, withoutOpenClasses } from './openClasses.js';
import { edgesOf, panelFindings, shareAxes } from './panelFindings.js';
import { legendInRow } from './rows/rowLegend.js';
import { areOfAxis } from './within/barOfPlot.js';
import { figureInWindow, paneWithBar } from './within/inWindow.js';
import { withTouchingBars } from './within/touchingBars.js';
import { panesIn } from './within/windows.js';
import { type BarWithin, barOnCard, barWithin } from './within/within.js';

export interface InspectOptions {
  /** Read labels; yes unless told. Without, boxes only. */
  readonly labels?: boolean;
  /** Another reader than the package's own. */
  readonly readLabel?: ReadLabel;
  /** The picture was compressed with losses (JPEG). */
  readonly lossy?: boolean;
  /** The picture was straightened: places in it are known less well. */
  readonly straightened?: boolean;
  /** Look for data cells as well; yes unless told. */
  readonly cells?: boolean;
  /** Where the panels of the whole picture are, as `findLayout` has it; looked for unless told. */
  readonly whole?: () => Layout;
  /** Where the panels are, instead of looking for them. */
  readonly layout?: Layout;
}

/**
 * Everything that can be found in a figure without recovering it: plot areas, colourbars with their ranges, axes.
 * Nothing is given that is not sure: a range whose labels do not agree is null, with a warning naming the setting.
 */
export async function inspect(raster: Raster, options: InspectOptions = {}): Promise<Findings> {
  const { whole: _, ...others } = options;
  const part = options.layout === undefined ? insideBorder(raster, options.lossy) : null;
  if (part !== null)
    return movedFindings(await inspect(crop(raster, part), others), { x: part.left, y: part.top }, raster);
  const isWhole = options.layout === undefined && options.labels !== false;
  const even = isWhole ? withoutGradient(raster, options.lossy) : null;
  const { lossy = false } = options;
  const whole = once(options.whole ?? (() => findLayout(raster, lossy)));
  const drawn = await inspectParts(raster, even, { ...options, whole });
  if (!isWhole) return drawn;
  const found = await onCards(raster, drawn, lossy, (part) => inspect(part, others));
  if (rangesIn(found) > 0) return found;
  const smooth = lossy ? null : withoutDither(raster);
  // What a mean leaves of a pattern is as uneven as what a codec does.
  const undithered = smooth && (await inspect(smooth, { ...others, lossy: true }));
  if (undithered && rangesIn(undithered) > 0) return undithered;
  const ground = even ?? raster;
  const readOptions = { readLabel: pageWordsFirst(options.readLabel ?? readLabel), lossy };
  const plain = even === null ? whole() : findLayout(even, lossy);
  const row = await legendInRow(ground, plain, readOptions);
  if (row) return inspectAsDrawn(row.raster, others, row);
  // A bar beside its plot has its labels on the page: those of an axis stand as near to it.
  if (barsIn(found) > 0 && !found.panels.some(isOnPlot)) return found;
  // What is drawn says nothing more: what is written may.
  const labelled = await barByLabels(ground, plain, readOptions);
  if (!labelled) return found;
  // Other labels than those of the bar that was found say nothing of it; but cells may line up like one, and lie on no card.
  const isOther = barsIn(found) > 0 && !isFound(labelled.bar.box, found);
  const isCard = labelled.isOnCard && (labelled.reading.law?.agreed ?? 0) >= SURE;
  if (isOther && !isCard) return found;
  return inspectAsDrawn(ground, others, labelled);
}

/** What is found on the picture as it is drawn, on an even ground, in its window's shadow or without the boxes of legends. */
async function inspectParts(raster: Raster, even: Raster | null, options: InspectOptions): Promise<Findings> {
  const { whole: _, ...others } = options;
  const isWhole = options.layout === undefined && options.labels !== false;
  const scene = even && (await inspectAsDrawn(even, { ...others, isEvened: true }));
  if (scene && barsIn(scene) > 0) return scene;
  const found = await inspectAsDrawn(raster, options);
  // A strip of the ground itself is no bar, though it has one colour across.
  if (scene && found.panels.some(({ colourbar: bar }) => isEmpty(even, bar?.box))) return scene;
  if (!isWhole || rangesIn(found) === found.panels.length) return found;
  const shadowed = insideShadow(raster, options.lossy);
  if (shadowed !== null) {
    const window = await inspect(crop(raster, shadowed), others);
    if (saysMore(window, found) > 0)
      return movedFindings(window, { x: shadowed.left, y: shadowed.top }, raster);
  }
  const clear = withoutLegendBoxes(
    raster,
    found.panels.map(({ plotBox }) => plotBox),
    options.lossy,
  );
  if (clear === null) return found;
  const again = await inspectAsDrawn(clear, others);
  // A frame that held a plot together was no legend's box; nor was one that parted a plot from another's bar.
  const isMore = saysMore(again, found) > 0 && readsOther(again, found);
  return isMore && again.panels.length <= found.panels.length ? again : found;
}

async function inspectAsDrawn(
  raster: Raster,
  options: InspectOptions & { readonly isEvened?: boolean },
  labelled?: BarByLabels,
): Promise<Findings> {
  const { lossy = false } = options;
  const read = pageWordsFirst(options.readLabel ?? readLabel);
  const isSought = options.layout === undefined && labelled === undefined;
  const bare = options.layout ?? labelled?.layout ?? options.whole?.() ?? findLayout(raster, lossy);
  const plain = (isSought ? withTouchingBars(raster, bare, lossy) : undefined) ?? bare;
  const seek = plain.colourbars.length === 0 ? barWithin : barOnCard;
  const seen = isSought ? seek(raster, plain, lossy) : undefined;
  const panes = isSought && seen?.on !== 'canvas' ? panesIn(raster, plain, lossy) : [];
  const isApart = plain.colourbars.length === 0;
  const canvas = seen?.on === 'canvas' ? seen : isApart ? paneWithBar(raster, panes, lossy) : undefined;
  if (canvas) {
    const part = await inspect(crop(raster, canvas.box), { ...options, layout: canvas.layout });
    return movedFindings(part, { x: canvas.box.left, y: canvas.box.top }, raster);
  }
  const window = figureInWindow(raster, plain, panes, lossy);
  const onPlot = seen?.on === 'data' ? seen : undefined;
  const apart = window ?? onPlot;
  const onData =
    apart?.bar && options.labels !== false
      ? await readOnData(raster, apart.bar, apart.card, { readLabel: read, lossy })
      : undefined;
  // A codec makes strips of one colour across of any steep field, and flat parts of it look like cards: labels say that one is a bar.
  const isLabelled = ({ bar, panel, card }: NonNullable<typeof onPlot>): boolean =>
    !!onData?.reading?.law &&
    (card !== undefined || !areOfAxis(onData.reading.side, bar, plain.panels[panel]!.plotBox));
  const isStrip = lossy && onPlot && (!onPlot.card || onData) && !isLabelled(onPlot);
  const hidden = isStrip || window || seen?.on === 'canvas' ? undefined : seen;
  const layout = window?.layout ?? (hidden ? withBar(plain, hidden) : plain);
  const warnings: Warning[] = [];
  if (layout.panels.length === 0)
    warnings.push({ code: 'no-plot-area', message: 'no plot area was found', remedy: ['plot'] });
  const { page } = layout;
  const lettering =
    page === null || options.labels === false ? null : letteringOf(raster, page, layout, read);
  const bars: (AxisReading | null)[] = [];
  const overPlots: Box[] = labelled ? [[labelled.bar.box, ...labelled.written].reduce(unite)] : [];
  for (const bar of layout.colourbars) {
    const known = labelled ?? (hidden || window ? onData : undefined);
    const seen = known ? known.reading : lettering && (await readBarLabels(lettering, bar));
    const plots = layout.panels.map(({ plotBox }) => plotBox);
    const on =
      known || !lettering
        ? null
        : await readPartlyOnData(raster, bar, {
            readLabel: read,
            lossy,
            plots,
            seen,
            isEvened: options.isEvened,
          });
    bars.push(on?.reading ?? seen);
    overPlots.push(...(on?.written ?? []));
  }
  const panels: PanelFindings[] = [];
  for (const panel of layout.panels) {
    const drawn = panel.colourbar === null ? null : layout.colourbars[panel.colourbar]!;
    const reading = panel.colourbar === null ? null : bars[panel.colourbar]!;
    const ended = drawn && endedByTicks(drawn, reading?.law?.read.map(({ at }) => at) ?? [], lossy);
    const whole = ended && withClassesBeyond(raster, page, ended, reading?.beyond, lossy);
    const bar = whole && withoutOpenClasses(raster, page, whole, reading?.open, lossy);
    const axes = lettering === null ? { x: null, y: null } : await readAxes(lettering, panel.axes);
    const cells =
      options.cells === false
        ? null
        : findCells(raster, panel.inner, { edges: edgesOf(panel), noisy: page?.noisy ?? false });
    const marks = bar === null ? [] : (reading?.ticks ?? markedPlaces(raster, page, bar));
    const isOn = hidden?.on === 'data' && hidden.panel === panels.length;
    const covered = isOn
      ? [[hidden.covered, ...(onData?.written ?? [])].reduce(unite)]
      : overPlots.map((box) => intersect(box, panel.plotBox)).filter((box) => boxArea(box) > 0);
    const said = drawn && leftSampled(raster, page, panel.inner, drawn, reading);
    const own = bar && { layout: bar, reading: said, marks };
    panels.push(
      panelFindings(panel, own, axes, cells, covered, options.straightened ? 'straightened' : 'seen'),
    );
    for (const axis of ['x', 'y'] as const)
      if (axes[axis]?.calendar)
        warnings.push({
          code: 'axis-of-dates',
          message: `the ${axis} axis is labelled with dates or times that tell no instant: its coordinates are left as pixels`,
          remedy: [axis],
          panel: panels.length,
        });
  }
  shareAxes(panels);
  panels.forEach((panel, k) => {
    if (options.labels === false) return;
    if (panel.colourbar !== null && panel.range === null)
      warnings.push({
        code: 'range-unsure',
        message: "the colourbar's labels could not be read with confidence",
        remedy: ['range', 'ticks'],
        panel: k + 1,
      });
    if (panel.range !== null && panel.confidence.range < evenOdds)
      warnings.push({
        code: 'range-open',
        message: "the colourbar's labels leave its range or its scale open: the likeliest is taken",
        remedy: ['range', 'ticks', 'scale'],
        panel: k + 1,
      });
    if (panel.colourbar === null && page !== null)
      warnings.push({
        code: 'no-colourbar',
        message: 'no colourbar was found',
        remedy: ['colourbar'],
        panel: k + 1,
      });
  });
  return { width: raster.width, height: raster.height, panels, warnings };
}

/** The layout with the bar that lies on one of its plot areas. */
function withBar(layout: Layout, hidden: Exclude<BarWithin, { on: 'canvas' }>): Layout {
  const { bar, panel } = hidden;
  const panels = layout.panels
    .map((own, k) => (k === panel ? { ...own, colourbar: 0 } : own))
    .filter((_, k) => hidden.on !== 'page' || k !== hidden.box);
  return { ...layout, panels, colourbars: [bar] };
}
