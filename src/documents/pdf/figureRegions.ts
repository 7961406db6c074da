import type { Box } from '../../model/types.js';
import { commonBox, leavesOf, type PageItem, unitedBox } from './pageItems.js';

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
 * is drawn on the page itself, gathered by nearness with the words beside it.
 */
export function figureRegions(items: readonly PageItem[], page: PageSize): FigureRegion[] {
  const isGround = ({ box, kind }: PageItem): boolean =>
    (kind === 'path' || kind === 'shading') && covers(box, page);
  const opened = items.flatMap((item) =>
    item.kind === 'form' && isPageItself(item, page) ? item.parts : [item],
  );
  const grounds = opened.filter(isGround);
  const drawn = opened.filter((item) => item.kind !== 'text' && !isGround(item));
  const drawings = drawn.filter((item) => item.kind === 'form' && isDrawing(item));
  const loose = drawn.filter((item) => !drawings.includes(item));
  const words = opened.filter((item) => item.kind === 'text');
  const own = drawings.map(
    (item): FigureRegion => ({ box: item.box, items: [...grounds, item], whole: true }),
  );
  const gathered = clusters(loose, page).flatMap((cluster) =>
    cluster.every((item) => item.kind === 'image')
      ? pictures(cluster, words)
      : [withWords(cluster, words, grounds, page)],
  );
  const regions = [...own, ...gathered].filter(
    ({ box }) => box.right - box.left >= SMALLEST && box.bottom - box.top >= SMALLEST,
  );
  return inReadingOrder(regions);
}

const covers = (box: Box, { width, height }: PageSize): boolean =>
  box.right - box.left >= GROUND * width && box.bottom - box.top >= GROUND * height;

/** Whether a form is no part of the page but all of it, as some programs wrap their pages. */
const isPageItself = (form: PageItem, page: PageSize): boolean =>
  covers(form.box, page) && form.parts.length > 1;

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

/** Loose things with the words that label them: those between and beside them, and those beside these. */
function withWords(
  cluster: readonly PageItem[],
  words: readonly PageItem[],
  grounds: readonly PageItem[],
  page: PageSize,
): FigureRegion {
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
  const wider = {
    left: Math.max(0, box.left - MARGIN),
    top: Math.max(0, box.top - MARGIN),
    right: Math.min(page.width, box.right + MARGIN),
    bottom: Math.min(page.height, box.bottom + MARGIN),
  };
  return { box: wider, items: [...grounds, ...cluster, ...labels], whole: false };
}

const distance = (a: Box, b: Box): number =>
  Math.max(0, a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);

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
