/**
 * Native data cells: a data grid drawn with nearest-neighbour sampling shows each value in a block of equal pixels.
 */

/** Which cell column and cell row each pixel column and row belongs to. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  /** width entries, ascending from 0. */
  readonly columnOf: Int32Array;
  /** height entries, ascending from 0. */
  readonly rowOf: Int32Array;
}

/** Share of all differences between neighbouring lines that true boundaries explain; the rest are overlays' blends. */
const explainedShare = 0.96;
/** With boundaries at more than this share of the lines, cells are hardly larger than pixels: nothing to gain. */
const mostBoundaries = 0.85;
/** A line that differs from its neighbour by less than this part of the largest difference (squared) repeats it. */
const repeatPart = 0.01;
/** Strongest periods looked at more closely. */
const candidateCount = 12;
/** Multiples of the number of cells that may outshine it among the strongest periods. */
const mostOvertones = 8;
/** Where the grid begins and ends relative to the box, in pixels: boxes are rounded, and may lie inside a frame. */
const ends = Array.from({ length: 21 }, (_, k) => (k - 10) / 8);
/** The boundaries are as many as the cells, but for those within 3½ lines about the ends, and one of rounding. */
const outside = Math.ceil(3.5 * mostBoundaries) + 1;
/** Sums of the same numbers in another order differ by less than this part of them. */
const rounding = 1e-9;

/**
 * The cell grid of a lossless picture, from the lines that repeat their neighbour.
 *
 * @param codes what each pixel shows (levels, colours): equal numbers for equal data; width × height
 * @param mask 1 = valid; other pixels are not compared
 * @returns undefined where neither axis is made of cells; an axis without cells has one column (row) per pixel
 */
export function repeatedCells(
  codes: ArrayLike<number>,
  mask: Uint8Array,
  width: number,
  height: number,
): CellGrid | undefined {
  const columns = repeatedLines(codes, mask, width, height, true);
  const rows = repeatedLines(codes, mask, width, height, false);
  if (columns === undefined && rows === undefined) return undefined;
  const columnOf = columns ?? Int32Array.from({ length: width }, (_, x) => x);
  const rowOf = rows ?? Int32Array.from({ length: height }, (_, y) => y);
  return { columnOf, rowOf, columns: columnOf[width - 1]! + 1, rows: rowOf[height - 1]! + 1 };
}

/** Pairs of each line that a first look compares: enough to see that most lines of a field differ. */
const firstLook = 64;

/** The fit, where enough columns (or rows) repeat their neighbour, nearly, to make it worth while. */
function repeatedLines(
  codes: ArrayLike<number>,
  mask: Uint8Array,
  width: number,
  height: number,
  columns: boolean,
): Int32Array | undefined {
  const length = columns ? height : width;
  // Lines that repeat their neighbour do so in every pair of a first look.
  for (const every of [Math.max(1, Math.floor(length / firstLook)), 1]) {
    const differing = differences(codes, mask, width, height, columns, every);
    const largest = differing.reduce((most, d) => Math.max(most, d), 0);
    let repeated = 0;
    for (const d of differing) if (d < repeatPart * largest) repeated++;
    if (repeated < (1 - mostBoundaries) * differing.length) return undefined;
    if (every === 1) return boundariesOf(differing);
  }
  return undefined;
}

/**
 * Share of the valid pairs that differ between column (row) i and the next, squared: the many small differences that
 * stray blends make vanish beside those of true boundaries. 0 where few pairs are valid.
 *
 * @param every look at each so many-th pair only
 */
function differences(
  codes: ArrayLike<number>,
  mask: Uint8Array,
  width: number,
  height: number,
  columns: boolean,
  every: number,
): Float64Array {
  const pairs = new Uint32Array(columns ? width : height);
  const different = new Uint32Array(pairs.length);
  const step = columns ? 1 : width;
  const bottom = columns ? height : height - 1;
  const right = columns ? width - 1 : width;
  for (let y = 0; y < bottom; y += columns ? every : 1)
    for (let x = 0; x < right; x += columns ? 1 : every) {
      const i = y * width + x;
      if (mask[i] !== 1 || mask[i + step] !== 1) continue;
      const line = columns ? x : y;
      pairs[line]!++;
      if (codes[i] !== codes[i + step]) different[line]!++;
    }
  // A line with few pairs left says little, and what differs there is what an overlay left.
  const enough = (columns ? height : width) / every / 8;
  return Float64Array.from({ length: Math.max(0, pairs.length - 1) }, (_, line) =>
    pairs[line]! > enough ? (different[line]! / pairs[line]!) ** 2 : 0,
  );
}

/**
 * Fits equally wide cells to how much neighbouring lines differ. The strongest periods are found by the Fourier sum
 * over whole numbers of cells; for each, the ends are tried; the grid that explains most of the differences with
 * fewest boundaries wins.
 *
 * @param differing lines − 1 non-negative numbers: how much line i differs from line i + 1
 * @param leastExplained share of the differences that boundaries at a given share of the lines must explain: no less of more
 * @returns the cell of each line, or undefined if lines do not come in cells
 */
export function boundariesOf(
  differing: Float64Array,
  leastExplained: (boundaryShare: number) => number = () => explainedShare,
): Int32Array | undefined {
  const lines = differing.length + 1;
  const total = differing.reduce((sum, d) => sum + d, 0);
  if (total === 0 || lines < 8) return undefined;
  let best: { count: number; low: number; high: number } | undefined;
  let most = 0;
  const explainable = Float64Array.from(differing).sort().reverse();
  for (let i = 1; i < explainable.length; i++) explainable[i]! += explainable[i - 1]!;
  const before = new Float64Array(lines);
  for (let i = 1; i < lines; i++) before[i] = before[i - 1]! + differing[i - 1]!;
  for (const count of strongestCounts(differing)) {
    // However they lie, so many boundaries cannot explain more than as many of the largest differences do.
    const [fewest, largest] = [count - outside, Math.min(count + outside, explainable.length)];
    const least = leastExplained(fewest / lines) * total;
    if (explainable[largest - 1]! < least) continue;
    // Nor does a grid that has passed over more than this explain enough, wherever its other boundaries lie.
    const mostPassed = total - least + rounding * total;
    for (const low of ends) {
      for (const high of ends) {
        const scale = count / (lines - low + high);
        let explained = 0;
        let boundaries = 0;
        // From boundary to boundary: cells are mostly many lines wide.
        let cell = Math.floor((0.5 - low) * scale);
        for (let i = 0; i < differing.length; ) {
          if (before[i]! - explained > mostPassed) {
            explained = 0;
            break;
          }
          const next = Math.floor((i + 1.5 - low) * scale);
          if (next !== cell) {
            explained += differing[i]!;
            boundaries++;
            cell = next;
            i++;
            continue;
          }
          i = Math.max(i + 1, Math.floor((cell + 1) / scale + low - 1.5));
        }
        if (boundaries > mostBoundaries * lines) continue;
        if (explained < leastExplained(boundaries / lines) * total) continue;
        // Twice as many cells explain everything too: boundaries have to pay their way.
        const score = explained / total - (0.5 * boundaries) / lines;
        if (score > most) {
          most = score;
          best = { count, low, high };
        }
      }
    }
  }
  if (best === undefined) return undefined;
  const scale = best.count / (lines - best.low + best.high);
  const first = Math.floor((0.5 - best.low) * scale);
  const { low } = best;
  return Int32Array.from({ length: lines }, (_, i) => Math.floor((i + 0.5 - low) * scale) - first);
}

/** The numbers of cells whose rhythm the differences follow most, strongest first. */
function strongestCounts(differing: Float64Array): number[] {
  const lines = differing.length + 1;
  const mean = differing.reduce((sum, d) => sum + d, 0) / differing.length;
  const power = new Float64Array(lines);
  for (let count = 2; count < mostBoundaries * lines; count++) {
    const turn = (2 * Math.PI * count) / lines;
    const cosTurn = Math.cos(turn);
    const sinTurn = Math.sin(turn);
    let c = 1;
    let s = 0;
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < differing.length; i++) {
      real += (differing[i]! - mean) * c;
      imaginary += (differing[i]! - mean) * s;
      const next = c * cosTurn - s * sinTurn;
      s = s * cosTurn + c * sinTurn;
      c = next;
    }
    power[count] = real * real + imaginary * imaginary;
  }
  const order = [...power.keys()].sort((a, b) => power[b]! - power[a]!);
  // A box that is off by a pixel shifts the peak by one at high counts; few sharp boundaries are as strong in every
  // multiple of their number.
  const counts = new Set<number>();
  for (const count of order.slice(0, candidateCount)) {
    for (const near of [count - 1, count, count + 1]) counts.add(near);
    for (let part = 2; part <= mostOvertones; part++) counts.add(Math.round(count / part));
  }
  return [...counts].filter((count) => count >= 2);
}
