import { findPage } from '../../figure/layout/ink/page.js';
import { confidenceOf } from '../../model/confidence.js';
import { RecoveryError } from '../../model/errors.js';
import type { Box, Decoded, Raster, Rgb } from '../../model/types.js';
import type { Setting } from '../../model/warning.js';
import { areNear } from '../../raster/areNear.js';
import { type FlatAreas, flatAreas } from '../../raster/flatAreas.js';
import type { PlanOptions } from '../plan/options.js';
import type { PanelRequest } from '../plan/request.js';
import { trustOf } from './coverage.js';
import type { PanelRecovery } from './recovery.js';

/**
 * The order, and the decoding by the pixels' own colours, together (their product) below which the colours are on no curve: photographs have at most 0.01, the
 * roughest field in a strongly compressed JPEG has 0.12.
 */
const leastField = 0.03;
/** Colours in a sure order are a field's, however doubtful their places: cells of far-apart colours are decoded badly. */
const leastOrder = 0.5;
/**
 * Of the borders between the classes of a field, nearly all are between classes that follow each other (what is beside the
 * page left out). Of a chart's colours some are neighbours in any order.
 */
const leastNested = 0.7;
/** What compression leaves of the page's colour. */
const samePage = 12;
/** Where fewer of all borders are between two colours other than the page's, boxes and bars stand apart on it. */
const leastContact = 0.1;

const chart =
  'it is drawn in a few flat colours, as charts, text and windows are, which are not the classes of a field';

/** A panel that is made of a few flat colours. */
interface FlatPanel extends FlatAreas {
  /** Which of them is the page's, if any is. */
  readonly page: number | undefined;
  /** They touch hardly anything but the page. */
  readonly standApart: boolean;
}

/**
 * Refuses a picture before anything is decoded where nothing but its own pixels says that it is a field, and these are flat areas that
 * stand apart on the page: bars, boxes, words.
 *
 * @returns for each panel of which only its pixels speak what it has of flat areas; nothing for others
 * @throws RecoveryError as `refuseWithoutField`
 */
export function refuseCharts(
  raster: Raster,
  options: PlanOptions,
  requests: readonly PanelRequest[],
  isLossy: boolean,
): readonly (FlatPanel | undefined)[] {
  if (requests.length === 0 || isTold(options, requests)) return [];
  const flat = requests.map(({ colourmap, plotBox }) =>
    colourmap.from === 'pixels' ? flatPanel(raster, plotBox, isLossy) : undefined,
  );
  if (flat.every((panel) => panel?.standApart)) throw noField(chart);
  return flat;
}

/**
 * Refuses a picture whose panels are no fields drawn with a colourmap: photographs, charts, text, windows. Whoever gives a
 * plot area or a colourmap says that it is one, and so does a bar, but for one of a few classes beside areas that stand apart.
 *
 * @param seen as `refuseCharts` returned it
 * @throws RecoveryError that says what the picture looks like instead
 */
export function refuseWithoutField(
  raster: Raster,
  options: PlanOptions,
  requests: readonly PanelRequest[],
  recoveries: readonly PanelRecovery[],
  isLossy: boolean,
  seen: ReturnType<typeof refuseCharts>,
): void {
  if (isTold(options, requests)) return;
  const reasons = recoveries.map((recovery, k) => {
    const { from } = requests[k]!.colourmap;
    if (from === 'pixels') return reasonAgainst(recovery, seen[k]);
    // A bar of many colours says that there is a field, be it in dots that stand apart.
    const hasClasses =
      from === 'colourbar' && recovery.colourmap.bands !== undefined && !isGrid(requests[k]!);
    return hasClasses && flatPanel(raster, recovery.plotBox, isLossy)?.standApart ? chart : undefined;
  });
  const [first] = reasons;
  if (first !== undefined && !reasons.includes(undefined)) throw noField(first);
}

/** Whether a panel is a grid of cells: lines of the page's colour part them in many a heat map. */
const isGrid = ({ cells, cellsFound }: PanelRequest): boolean => cells !== null || cellsFound !== undefined;

/** Whether somebody said where the figure is, or what its colourmap. */
function isTold(options: PlanOptions, requests: readonly PanelRequest[]): boolean {
  return (
    (options.plot ?? 'auto') !== 'auto' ||
    typeof options.colourbar === 'object' ||
    options.corners !== undefined ||
    options.layout !== undefined ||
    !requests.every(({ colourmap }) => colourmap.from !== 'pixels' || colourmap.named)
  );
}

function noField(reason: string): RecoveryError {
  const settings: Setting[] = ['plot', 'colourmap'];
  return new RecoveryError(`the picture is no figure drawn with a colourmap: ${reason}`, 'layout', {
    code: 'no-field',
    settings,
  });
}

function flatPanel(raster: Raster, box: Box, isLossy: boolean): FlatPanel | undefined {
  const flat = flatAreas(raster, box, isLossy);
  if (!flat) return undefined;
  const page = pageAmong(flat, findPage(raster, isLossy)?.colour);
  return { ...flat, page, standApart: page !== undefined && contactShare(flat, page) < leastContact };
}

function reasonAgainst(
  { colourmap, confidences, coverage, decoded, pixelError }: PanelRecovery,
  flat: FlatPanel | undefined,
): string | undefined {
  if (flat && (flat.standApart || nestedShare(flat, decoded) < leastNested)) return chart;
  if (colourmap.source !== 'blind' || colourmap.confidence >= leastOrder) return undefined;
  const decoding =
    pixelError === undefined ? confidences.decoding : confidenceOf(pixelError) * trustOf(coverage);
  if (colourmap.confidence * decoding < leastField)
    return 'its colours lie on no curve, as those of photographs and charts do not';
  return undefined;
}

/** Which of the areas is the page; the commonest where the picture has no margin that would tell. */
function pageAmong({ colours }: FlatAreas, page: Rgb | undefined): number | undefined {
  if (page === undefined) return 0;
  const own = (page[0] << 16) | (page[1] << 8) | page[2];
  const k = colours.findIndex((colour) => areNear(colour, own, samePage));
  return k < 0 ? undefined : k;
}

/** Of all borders between flat areas, the share that the page has no part in. */
function contactShare({ borders, colours: { length: n } }: FlatAreas, page: number): number {
  let all = 0;
  let apart = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      all += borders[i * n + j]!;
      if (i !== page && j !== page) apart += borders[i * n + j]!;
    }
  return all === 0 ? 0 : apart / all;
}

/** Of the borders between areas of data, the page left out, the share between those that are next in order. */
function nestedShare(
  { areas, borders, colours: { length: n }, page }: FlatPanel,
  { t, mask }: Decoded,
): number {
  const sums = new Float64Array(n);
  const counts = new Float64Array(n);
  for (let p = 0; p < areas.length; p++) {
    const k = areas[p]!;
    if (k < 0 || mask[p] !== 1) continue;
    sums[k]! += t[p]!;
    counts[k]!++;
  }
  const inOrder = Array.from({ length: n }, (_, k) => k)
    .filter((k) => k !== page && counts[k]! > 0)
    .sort((a, b) => sums[a]! / counts[a]! - sums[b]! / counts[b]!);
  let all = 0;
  let next = 0;
  for (const [rank, k] of inOrder.entries())
    for (const [other, j] of inOrder.slice(0, rank).entries()) {
      all += borders[k * n + j]!;
      if (other === rank - 1) next += borders[k * n + j]!;
    }
  return all === 0 ? 0 : next / all;
}
