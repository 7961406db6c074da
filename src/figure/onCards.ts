import type { Box, Raster } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { crop } from '../raster/crop.js';
import { cardsOf } from './cards/cards.js';
import { type Findings, type PanelFindings, rangesIn } from './findings.js';
import { boxArea, intersect } from './layout/ink/rectangle.js';
import { movedFindings } from './moved.js';

/** What is looked at as a figure of its own reaches over a card by no more than this share of it. */
const MOST_SHARED = 0.1;

/** A panel with what is to be said of it. */
interface Said {
  readonly panel: PanelFindings;
  readonly warnings: readonly Warning[];
}

/**
 * What is found of a page whose figures stand on cards of their own: each card of which nothing was read is looked at alone, and so is each
 * of several plots, where neither the other figures nor the page's headings are beside it. What was found is kept where that says no more.
 *
 * @param inspectPart what finds everything in a figure
 */
export async function onCards(
  raster: Raster,
  found: Findings,
  lossy: boolean,
  inspectPart: (part: Raster) => Promise<Findings>,
): Promise<Findings> {
  let said = panelsOf(found);
  let general = generalOf(found);
  const known = said;
  const cards = cardsOf(raster, lossy);
  // A map that fills its card has no margin there, and its legend lies on it.
  const filled = found.panels.length > 1 ? found.panels.map(({ plotBox }) => plotBox) : [];
  for (const card of [...cards, ...filled]) {
    const isOver = ({ panel: { plotBox } }: Said): boolean =>
      boxArea(intersect(plotBox, card)) > MOST_SHARED * Math.min(boxArea(card), boxArea(plotBox));
    if (said.some((one) => one.panel.range !== null && isOver(one))) continue;
    const part = await inspectPart(crop(raster, card));
    if (rangesIn(part) === 0) continue;
    const moved = movedFindings(part, { x: card.left, y: card.top }, raster);
    said = [...said.filter((one) => !isOver(one)), ...panelsOf(moved)];
    general = [...general, ...generalOf(moved)];
  }
  if (said === known) return found;
  const panels = inReadingOrder(said);
  const own = panels.flatMap(({ warnings }, k) => warnings.map((one) => ({ ...one, panel: k + 1 })));
  return {
    ...found,
    panels: panels.map(({ panel }) => panel),
    warnings: [...general.filter(({ code }) => code !== 'no-plot-area'), ...own],
  };
}

const panelsOf = ({ panels, warnings }: Findings): readonly Said[] =>
  panels.map((panel, k) => ({ panel, warnings: warnings.filter((one) => one.panel === k + 1) }));

const generalOf = ({ warnings }: Findings): readonly Warning[] =>
  warnings.filter(({ panel }) => panel === undefined);

/** Rows from the top, in a row from the left: of one row are those that begin above the middle of its first. */
function inReadingOrder(said: readonly Said[]): readonly Said[] {
  const [first] = [...said].sort((a, b) => a.panel.plotBox.top - b.panel.plotBox.top);
  if (first === undefined) return [];
  const { top, bottom }: Box = first.panel.plotBox;
  const isInRow = ({ panel }: Said): boolean => panel.plotBox.top < (top + bottom) / 2;
  const row = said.filter(isInRow).sort((a, b) => a.panel.plotBox.left - b.panel.plotBox.left);
  return [...row, ...inReadingOrder(said.filter((one) => !isInRow(one)))];
}
