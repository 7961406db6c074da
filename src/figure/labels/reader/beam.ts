import type { LabelCandidate } from './label.js';
import type { Frames } from './network.js';

/** Prefixes kept from frame to frame. */
const BEAM = 12;
/** Candidates given. */
const BEST = 5;
/** Classes less probable than this in a frame are not tried: what they would add is below any candidate's worth. */
const NEGLIGIBLE = 1e-5;

/** How probable it is that the frames so far say a prefix, by whether the last frame is blank. */
interface Prefix {
  readonly text: string;
  readonly last: number;
  blank: number;
  written: number;
}

/**
 * The likeliest texts of a CTC network's frames by prefix beam search (Hannun et al. 2014, arXiv:1408.2873, without a
 * language model): the probabilities of all alignments of a text are summed, so that they are those of texts and not
 * of paths.
 *
 * @param classes the character of each class; the blank comes behind them
 * @returns at most five, likeliest first; none for an empty text
 */
export function likeliestTexts(
  { count, classes: n, probabilities }: Frames,
  classes: string,
): LabelCandidate[] {
  const characters = [...classes];
  const blank = characters.length;
  let beam: Prefix[] = [{ text: '', last: -1, blank: 1, written: 0 }];
  for (let k = 0; k < count; k++) {
    const at = k * n;
    const next = new Map<string, Prefix>();
    const reached = (text: string, last: number): Prefix => {
      const known = next.get(text);
      if (known !== undefined) return known;
      const fresh = { text, last, blank: 0, written: 0 };
      next.set(text, fresh);
      return fresh;
    };
    for (const prefix of beam) {
      const all = prefix.blank + prefix.written;
      const same = reached(prefix.text, prefix.last);
      same.blank += all * probabilities[at + blank]!;
      if (prefix.last >= 0) same.written += prefix.written * probabilities[at + prefix.last]!;
      for (let c = 0; c < blank; c++) {
        const p = probabilities[at + c]!;
        if (p < NEGLIGIBLE) continue;
        // The same character once more needs a blank between.
        const before = c === prefix.last ? prefix.blank : all;
        if (before > 0) reached(prefix.text + characters[c]!, c).written += before * p;
      }
    }
    beam = [...next.values()].sort((a, b) => b.blank + b.written - a.blank - a.written).slice(0, BEAM);
  }
  return beam
    .slice(0, BEST)
    .map(({ text, blank: b, written }): LabelCandidate => ({ text, score: Math.min(1, b + written) }))
    .filter(({ text }) => text !== '');
}
