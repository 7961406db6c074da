import type { Box, Gradient, Rgb } from '../../model/types.js';

/** A rectangle of one colour that a page draws; later ones cover earlier ones. */
export interface Piece {
  /** Pixels, to fractions. */
  readonly box: Box;
  readonly colour: Rgb;
}

/** Fewer pieces are drawn for many things; a bar of two classes is read from its pixels. */
const least = 3;
/** More rectangles than this are cells of a map, among which no bar is looked for. */
const most = 50_000;
/** Coordinates are written with two digits at least: pixels by which those of one strip may differ. */
const slack = 0.05;
/** Pieces begin within this share of their length from where the one before ends, or lie beneath it. */
const gap = 0.05;
/** More strips than this are columns of a map as well. */
const mostStrips = 2000;
/** More pieces than this are a continuous map's, all of one length to this share of it: else edges were rounded to pixels. */
const mostUneven = 40;
const uneven = 0.1;
/** A strip is at least so many times as long as it is wide. */
const stoutest = 1.5;

const sides = {
  vertical: { start: 'top', end: 'bottom', near: 'left', far: 'right' },
  horizontal: { start: 'left', end: 'right', near: 'top', far: 'bottom' },
} as const;

/**
 * The strips that rectangles of one colour make which follow one another in a line, as colourbars are drawn; not the rows and
 * columns of cells, beside which others of the same length lie.
 *
 * @param pieces in the order in which they are drawn
 */
export function stripsOf(pieces: readonly Piece[]): Gradient[] {
  if (pieces.length > most) return [];
  return (['vertical', 'horizontal'] as const).flatMap((orientation) => {
    const strips = lines(pieces, orientation).flatMap((line) => runs(line, orientation));
    if (strips.length > mostStrips) return [];
    return strips.filter((strip) => !strips.some((other) => isBeside(strip, other)));
  });
}

interface Placed extends Piece {
  readonly order: number;
}

/** Pieces between the same two sides, in their order along them. */
function lines(pieces: readonly Piece[], orientation: Gradient['orientation']): Placed[][] {
  const { start, end, near, far } = sides[orientation];
  const placed = pieces.map((piece, order) => ({ ...piece, order }));
  return together(placed, near)
    .flatMap((group) => together(group, far))
    .filter((group) => group.length >= least)
    .map((group) => group.sort((a, b) => a.box[start] - b.box[start] || b.box[end] - a.box[end]));
}

/** Pieces whose sides of one kind lie at one place. */
function together(pieces: readonly Placed[], side: keyof Box): Placed[][] {
  const groups: Placed[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const piece of [...pieces].sort((a, b) => a.box[side] - b.box[side])) {
    const at = piece.box[side];
    if (at - last <= slack) groups.at(-1)!.push(piece);
    else groups.push([piece]);
    last = at;
  }
  return groups;
}

/** The runs of pieces in a line each of which begins where the one before ends. */
function runs(line: readonly Placed[], orientation: Gradient['orientation']): Gradient[] {
  const { start, end } = sides[orientation];
  const isIn = (inner: Placed | undefined, { box }: Placed): boolean =>
    inner !== undefined && inner.box[end] <= box[end] + slack;
  // What lies beneath others is what they are drawn on.
  const seen = line.filter((piece, k) => !(isIn(line[k + 1], piece) && isIn(line[k + 2], piece)));
  const found: Placed[][] = [];
  let run: Placed[] = [];
  for (const piece of seen) {
    const last = run.at(-1);
    const follows =
      last !== undefined &&
      piece.box[start] > last.box[start] &&
      piece.box[end] > last.box[end] &&
      piece.box[start] - last.box[end] <= Math.max(slack, gap * (piece.box[end] - piece.box[start]));
    if (!follows) {
      found.push(run);
      run = [];
    }
    run.push(piece);
  }
  return [...found, run].flatMap((pieces) => strip(pieces, orientation) ?? []);
}

function strip(run: readonly Placed[], orientation: Gradient['orientation']): Gradient | undefined {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || run.length < least) return undefined;
  const { start, end, near, far } = sides[orientation];
  const box = { ...first.box, [end]: last.box[end] };
  const length = box[end] - box[start];
  if (length < stoutest * (box[far] - box[near])) return undefined;
  // Where two overlap, the one that is drawn later shows where it begins or ends.
  const inner = run.slice(1).map((piece, k) => {
    const before = run[k]!;
    return piece.order > before.order ? piece.box[start] : before.box[end];
  });
  const shares = [0, ...inner.map((at) => (at - box[start]) / length), 1];
  if (shares.some((at, k) => k > 0 && at <= shares[k - 1]!)) return undefined;
  const isEven = shares.every((at, k) => Math.abs(run.length * at - k) <= uneven);
  if (!isEven && run.length > mostUneven) return undefined;
  const isDown = orientation === 'vertical';
  const colours = (isDown ? [...run].reverse() : run).flatMap(({ colour }) => colour);
  const places = isDown ? shares.map((at) => 1 - at).reverse() : shares;
  return { box, orientation, colours: Float64Array.from(colours), places: Float64Array.from(places) };
}

/** Whether two strips touch along their length, as rows and columns of a map do. */
function isBeside(a: Gradient, b: Gradient): boolean {
  if (a === b) return false;
  const { start, end, near, far } = sides[a.orientation];
  const width = a.box[far] - a.box[near];
  const shared = Math.min(a.box[end], b.box[end]) - Math.max(a.box[start], b.box[start]);
  const apart = Math.max(a.box[near] - b.box[far], b.box[near] - a.box[far]);
  return apart <= gap * width && shared >= 0.5 * (a.box[end] - a.box[start]);
}
