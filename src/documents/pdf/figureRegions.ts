import type { Box } from '../../model/types.js';
import { commonBox, distance, leavesOf, type PageItem, unitedBox } from './page/pageItems.js';

/** A part of a page that may be a figure, and what draws it. */
export interface FigureRegion {
  /** Points from the top left of the page as shown. */
  readonly box: Box;
  readonly items: readonly PageItem[];
  /** A form with its own words, or a picture by itself: nothing around it belongs to it. */
  readonly whole: boolean;
}

/** No plot with labels is smaller than this, in points. */
const SMALLEST = 40;
/** A form with at least so many things in it is a drawing, with fewer a mark. */
const DRAWING = 20;
/** Things nearer than this hang together, in points: panels and their bars are parted by their labels. */
const GAP = 24;
/** Words so near to what is drawn label it, in points. */
const LABEL_GAP = 16;
/** A line of words longer than this share of a drawing's width is print beside it. */
const LINE = 0.6;
/** Around loose things, in points: page, so that nothing touches the picture's border. */
const MARGIN = 6;
/** What covers this share of a page both ways is its ground. */
const GROUND = 0.95;

interface PageSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The parts of a page in which things are drawn, in reading order: included drawings and pictures by themselves, and what
 * is drawn on the page itself, gathered by nearness with the words beside it. They may reach a little beyond the page.
 */
export function figureRegions(items: readonly PageItem[], page: PageSize): FigureRegion[] {
  const paper = { left: 0, top: 0, right: page.width, bottom: page.height };
  const opened = items.flatMap((item) =>
    item.kind === 'form' && isPageItself(item, paper) ? item.parts : [item],
  );
  const grounds = opened.filter((item) => isGroundOf(item, paper));
  const drawn = opened.filter((item) => item.kind !== 'text' && !grounds.includes(item));
  const drawings = new Set(drawn.filter((item) => item.kind === 'form' && isDrawing(item)));
  const words = opened.filter((item) => item.kind === 'text');
  const included = [...drawings].map(
    (item): FigureRegion => ({
      box: leavesOf([item]).some((leaf) => isGroundOf(leaf, item.box)) ? item.box : wider(item.box),
      items: [...grounds, item],
      whole: true,
    }),
  );
  const found = clusters(
    drawn.filter((item) => !drawings.has(item)),
    page,
  );
  const isOfPictures = (cluster: readonly PageItem[]): boolean =>
    cluster.every((item) => item.kind === 'image');
  const alone = found.filter(isOfPictures).flatMap((cluster) => pictures(cluster, words));
  const gathered = withNeighbours(
    found.filter((cluster) => !isOfPictures(cluster)),
    words,
  ).map(
    (drawing): FigureRegion => ({
      box: wider(drawing.box),
      items: [...grounds, ...drawing.items],
      whole: false,
    }),
  );
  const regions = [...included, ...alone, ...gathered].filter(
    ({ box }) => box.right - box.left >= SMALLEST && box.bottom - box.top >= SMALLEST,
  );
  return inReadingOrder(regions);
}

const covers = (inner: Box, outer: Box): boolean =>
  inner.right - inner.left >= GROUND * (outer.right - outer.left) &&
  inner.bottom - inner.top >= GROUND * (outer.bottom - outer.top);

const isGroundOf = ({ kind, box }: PageItem, outer: Box): boolean =>
  (kind === 'path' || kind === 'shading') && covers(box, outer);

/** A box with the page around it, which may reach beyond the page's border: pages are tight around some figures. */
const wider = ({ left, top, right, bottom }: Box): Box => ({
  left: left - MARGIN,
  top: top - MARGIN,
  right: right + MARGIN,
  bottom: bottom + MARGIN,
});

/** Whether a form is no part of the page but all of it, as some programs wrap their pages. */
const isPageItself = (form: PageItem, paper: Box): boolean =>
  covers(form.box, paper) && form.parts.length > 1;

function isDrawing(form: PageItem): boolean {
  const { left, top, right, bottom } = form.box;
  if (right - left < SMALLEST || bottom - top < SMALLEST) return false;
  const leaves = leavesOf([form]);
  return leaves.length >= DRAWING || leaves.some((leaf) => leaf.kind === 'text');
}

/** Side of the squares by which nearness is told, in points. */
const SQUARE = 3;
/** Pages are told apart by at most so many squares each way, however large they are. */
const MOST_SQUARES = 1000;

/** What lies within `GAP` of one another, as one list each. */
function clusters(items: readonly PageItem[], { width, height }: PageSize): PageItem[][] {
  const side = Math.max(SQUARE, width / MOST_SQUARES, height / MOST_SQUARES);
  const columns = Math.ceil(width / side) + 1;
  const rows = Math.ceil(height / side) + 1;
  const taken = new Uint8Array(columns * rows);
  const reach = GAP / 2;
  for (const { box } of items) {
    const [left, right] = [
      Math.max(0, (box.left - reach) / side),
      Math.min(columns, (box.right + reach) / side + 1),
    ];
    const to = Math.min(rows - 1, Math.floor((box.bottom + reach) / side));
    for (let row = Math.max(0, Math.floor((box.top - reach) / side)); row <= to; row++)
      taken.fill(1, row * columns + Math.floor(left), row * columns + Math.floor(right));
  }
  const labels = labelled(taken, columns);
  const groups = new Map<number, PageItem[]>();
  for (const item of items) {
    const column = Math.min(columns - 1, Math.floor(item.box.left / side));
    const label = labels[Math.min(rows - 1, Math.floor(item.box.top / side)) * columns + column]!;
    const group = groups.get(label);
    if (group) group.push(item);
    else groups.set(label, [item]);
  }
  return [...groups.values()];
}

/** The number of the area, 4-connected, that each taken square is a part of. */
function labelled(taken: Uint8Array, columns: number): Int32Array {
  const labels = new Int32Array(taken.length);
  const queue = new Int32Array(taken.length);
  let label = 0;
  for (let start = 0; start < taken.length; start++) {
    if (taken[start] === 0 || labels[start] !== 0) continue;
    label++;
    labels[start] = label;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail; head++) {
      const at = queue[head]!;
      const column = at % columns;
      const near = [at - columns, at + columns, column > 0 ? at - 1 : -1, column < columns - 1 ? at + 1 : -1];
      for (const next of near)
        if (next >= 0 && next < taken.length && taken[next] === 1 && labels[next] === 0) {
          labels[next] = label;
          queue[tail++] = next;
        }
    }
  }
  return labels;
}

/** Pictures that touch are one in strips; words on one, or close around it, are its labels. */
function pictures(cluster: readonly PageItem[], words: readonly PageItem[]): FigureRegion[] {
  const groups: PageItem[][] = [];
  for (const item of cluster) {
    const touching = groups.filter((group) => group.some((other) => distance(item.box, other.box) <= 1));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), item]);
  }
  return groups.map((group) => {
    const box = unitedBox(group.map((item) => item.box))!;
    return { box, items: [...group, ...words.filter((word) => commonBox(word.box, box))], whole: true };
  });
}

interface Drawing {
  readonly box: Box;
  readonly items: readonly PageItem[];
}

/** Loose things with their words; those that stand side by side as one drawing are one. */
function withNeighbours(groups: readonly (readonly PageItem[])[], words: readonly PageItem[]): Drawing[] {
  const drawings: Drawing[] = [];
  for (const group of groups) {
    let own = withWords(group, words);
    for (;;) {
      const partner = drawings.findIndex(({ box }) => isBeside(box, own.box));
      if (partner < 0) break;
      const [other] = drawings.splice(partner, 1);
      const both = [...other!.items, ...own.items];
      own = withWords(
        both.filter(({ kind }) => kind !== 'text'),
        words,
      );
    }
    drawings.push(own);
  }
  return drawings;
}

/** What is so narrow beside its length, labels included, may be a bar. */
const SLENDER = 0.25;
/** A bar stands no farther from its plot than this share of its own length. */
const BAR_GAP = 0.2;

/** Whether two boxes side by side are of one drawing: hardly anything is between them, or one looks like the other's bar. */
function isBeside(a: Box, b: Box): boolean {
  const wide = ({ left, right }: Box): number => right - left;
  const high = ({ top, bottom }: Box): number => bottom - top;
  const rows = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const columns = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const inRow = rows >= 0.5 * Math.min(high(a), high(b));
  const inColumn = columns >= 0.5 * Math.min(wide(a), wide(b));
  if (inRow && distance(a, b) <= LABEL_GAP) return true;
  return [a, b].some((bar) => {
    const isUpright = inRow && wide(bar) <= SLENDER * high(bar);
    const isLevel = inColumn && high(bar) <= SLENDER * wide(bar);
    return (isUpright || isLevel) && distance(a, b) <= BAR_GAP * Math.max(wide(bar), high(bar));
  });
}

/** Loose things with the words that label them: those between and beside them, and those beside these. */
function withWords(cluster: readonly PageItem[], words: readonly PageItem[]): Drawing {
  const drawn = unitedBox(cluster.map((item) => item.box))!;
  const isLabel = ({ box }: PageItem): boolean =>
    commonBox(box, drawn) !== undefined || box.right - box.left <= LINE * (drawn.right - drawn.left);
  const labels = new Set<PageItem>();
  let box = drawn;
  for (let ring = 0; ring < 2; ring++) {
    const near = words.filter(
      (word) => !labels.has(word) && distance(word.box, box) <= LABEL_GAP && isLabel(word),
    );
    for (const word of near) labels.add(word);
    box = unitedBox([box, ...near.map((word) => word.box)])!;
  }
  return { box, items: [...cluster, ...labels] };
}

/** Row by row: regions that share more than half of the lower one's height stand in one row. */
function inReadingOrder(regions: readonly FigureRegion[]): FigureRegion[] {
  const sorted = [...regions].sort((a, b) => a.box.top - b.box.top);
  const rows: FigureRegion[][] = [];
  for (const region of sorted) {
    const row = rows.at(-1);
    const [a, b] = [row?.[0]?.box, region.box];
    const shared = a ? Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) : 0;
    if (row && a && shared > 0.5 * Math.min(a.bottom - a.top, b.bottom - b.top)) row.push(region);
    else rows.push([region]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left));
}
