/** The number of colours beyond which more of them gain little. */
export interface Elbow {
  readonly k: number;
  /** The reason, as one sentence. */
  readonly why: string;
}

/**
 * The elbow of a distortion curve: the point that lies the farthest below the chord from its first to its last, with k on
 * a logarithmic axis (Satopää et al. 2011, doi:10.1109/ICDCSW.2011.20). Null of fewer than three points, and where no
 * point lies below the chord.
 *
 * @param curve ascending in k; rmse falls
 */
export function elbowOf(curve: readonly { readonly k: number; readonly rmse: number }[]): Elbow | null {
  const [first, last] = [curve[0], curve.at(-1)];
  if (curve.length < 3 || first === undefined || last === undefined || !(first.rmse > last.rmse)) return null;
  const across = ({ k }: { k: number }): number => Math.log(k / first.k) / Math.log(last.k / first.k);
  const down = ({ rmse }: { rmse: number }): number => (first.rmse - rmse) / (first.rmse - last.rmse);
  const bends = curve.map((point) => down(point) - across(point));
  const at = bends.indexOf(Math.max(...bends));
  if (!(bends[at]! > 0)) return null;
  const { k, rmse } = curve[at]!;
  const share = (part: number): string => `${Math.round(100 * part)} %`;
  return {
    k,
    why: `${k} colours bring ${share(down(curve[at]!))} of what ${last.k} gain over ${first.k} (RMSE ${first.rmse.toFixed(1)} → ${rmse.toFixed(1)} → ${last.rmse.toFixed(1)}); no other point lies farther below the line between the ends, k being logarithmic`,
  };
}
