/** What can be kept: a tilted picture made straight, where things are in it, what was found, colours taken apart, a colourbar's colourmap, a field before it is smoothed, decoded planes. */
export type KeptStage = 'upright' | 'layout' | 'findings' | 'colours' | 'colourmap' | 'field' | 'decoding';

/**
 * Gives what was made before of the same question, or makes it. Of one picture the same question has the same answer, so
 * that whoever corrects one thing in a figure waits for no more than what it touches.
 *
 * @param stage what is made
 * @param question all that the answer depends on besides the picture's colours and the readers, as text
 * @param panel the number of the panel that it is about, if it is about one
 */
export type Keep = <T>(stage: KeptStage, question: string, make: () => T, panel?: number) => T;

/** Keeps nothing. */
export const keepNothing: Keep = (_stage, _question, make) => make();

/** Keeps what is made of another picture beside what is made of the first, from which that one came as `made` says. */
export const keptFor =
  (keep: Keep, made: string): Keep =>
  (stage, question, make, panel) =>
    keep(stage, `${made} ${question}`, make, panel);

/** Keeps what is made of one panel beside what is made of the others. */
export const keptOf =
  (keep: Keep, panel: number): Keep =>
  (stage, question, make) =>
    keep(stage, question, make, panel);

/** Fields are what decoded planes are made of, which are kept as well: that of the figure as it was, and that of a correction. */
const mostFields = 2;

/**
 * Keeps the latest answers of each stage, and no failures: a search that was ended may be wanted again.
 *
 * @param most how many answers of a stage, for each panel; decoded planes take some twenty bytes a pixel
 */
export function keepLatest(most: number): Keep {
  const answers = new Map<string, Map<string, unknown>>();
  return <T>(stage: KeptStage, question: string, make: () => T, panel = 0): T => {
    const subject = `${stage} ${panel}`;
    const kept = answers.get(subject) ?? new Map<string, unknown>();
    answers.set(subject, kept);
    const answer = kept.has(question) ? (kept.get(question) as T) : make();
    kept.delete(question);
    kept.set(question, answer);
    if (answer instanceof Promise) answer.catch(() => kept.delete(question));
    const [oldest] = kept.keys();
    if (kept.size > (stage === 'field' ? Math.min(mostFields, most) : most)) kept.delete(oldest!);
    return answer;
  };
}
