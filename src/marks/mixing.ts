/** Pixels that show something else than the field on both sides of them leads one to expect; n of them. */
export interface Breaks {
  /** 3n colours that the field would have, and that are shown, in one space. */
  readonly field: Float64Array;
  readonly shown: Float64Array;
  /** n distances that the field's colours may be off by. */
  readonly doubt: Float64Array;
}

/** A grey that breaks of a field are mixtures with. */
export interface MixedGrey {
  /** 0…255. */
  readonly grey: number;
  /** Which of the breaks are, and the share of the grey in each. */
  readonly members: readonly number[];
  readonly shares: readonly number[];
}

/** Greys begun with, and rounds of least squares from each. */
const starts = [0, 64, 128, 192, 255];
const rounds = 6;
/** Noise takes a share a little beyond the whole. */
const mostShare = 1.1;

/**
 * The grey that most breaks of a field are mixtures with, each on the straight way to it from its own field colour: lines
 * from field colours of all kinds through what is shown meet there. Anti-aliased rims, translucent strokes and
 * solid ones alike lie on them; peaks and steps of the field run along its colourmap, and meet nowhere.
 *
 * @param left the breaks that take part
 * @param axis the colours of black and white in the space of the breaks; greys lie on the line between
 * @param turned breaks may lie off the way by so much of their own length, besides what the field's colour may be off by
 */
export function mixedGrey(
  breaks: Breaks,
  left: readonly number[],
  axis: { readonly black: ArrayLike<number>; readonly white: ArrayLike<number> },
  turned: number,
): MixedGrey | undefined {
  let best: MixedGrey | undefined;
  for (const start of starts) {
    let found = mixturesWith(breaks, left, axis, start, turned);
    for (let round = 0; round < rounds && found.members.length > 0; round++) {
      const tried = mixturesWith(breaks, left, axis, meetingGrey(breaks, found.members, axis), turned);
      if (tried.members.length <= found.members.length) break;
      found = tried;
    }
    if (found.members.length > (best?.members.length ?? 0)) best = found;
  }
  return best;
}

/** Those of the breaks that are mixtures with a grey. */
export function mixturesWith(
  { field, shown, doubt }: Breaks,
  left: readonly number[],
  { black, white }: { readonly black: ArrayLike<number>; readonly white: ArrayLike<number> },
  grey: number,
  turned: number,
): MixedGrey {
  const members: number[] = [];
  const shares: number[] = [];
  for (const k of left) {
    let along = 0;
    let whole = 0;
    let length = 0;
    for (let c = 0; c < 3; c++) {
      const ink = black[c]! + (grey / 255) * (white[c]! - black[c]!);
      const way = ink - field[3 * k + c]!;
      const step = shown[3 * k + c]! - field[3 * k + c]!;
      along += way * step;
      whole += way * way;
      length += step * step;
    }
    if (along <= 0 || along > mostShare * whole) continue;
    const off = Math.sqrt(Math.max(0, length - (along * along) / whole));
    const share = along / whole;
    if (off > doubt[k]! * Math.max(0, 1 - share) + turned * Math.sqrt(length)) continue;
    members.push(k);
    shares.push(share);
  }
  return { grey, members, shares };
}

/** The grey nearest to all lines from the field's colours through the shown ones, in least squares; longer steps are surer of their way. */
function meetingGrey(
  { field, shown }: Breaks,
  members: readonly number[],
  { black, white }: { readonly black: ArrayLike<number>; readonly white: ArrayLike<number> },
): number {
  let top = 0;
  let bottom = 0;
  for (const k of members) {
    let ss = 0;
    let sa = 0;
    let aa = 0;
    let sb = 0;
    let ab = 0;
    for (let c = 0; c < 3; c++) {
      const step = shown[3 * k + c]! - field[3 * k + c]!;
      const axis = (white[c]! - black[c]!) / 255;
      const behind = field[3 * k + c]! - black[c]!;
      ss += step * step;
      sa += step * axis;
      aa += axis * axis;
      sb += step * behind;
      ab += axis * behind;
    }
    // Across the line, weighted by its length squared: ss·(v·w) − (s·v)(s·w).
    bottom += ss * aa - sa * sa;
    top += ss * ab - sa * sb;
  }
  return bottom > 0 ? Math.min(255, Math.max(0, top / bottom)) : 0;
}
