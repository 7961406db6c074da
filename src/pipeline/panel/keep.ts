/** What can be kept: a tilted picture made straight, where things are in it, what was found, colours taken apart, a colourbar's colourmap, a field before it is smoothed, decoded planes. */
const stages = ['upright', 'layout', 'findings', 'colours', 'colourmap', 'field', 'decoding'] as const;
export type KeptStage = (typeof stages)[number];

/**
 * Gives what was made before of the same question, or makes it. Of one picture the same question has the same answer, so
 * that whoever corrects one thing in a figure waits for no more than what it touches.
 *
 * @param stage what is made
 * @param question all that the answer depends on besides the picture's colours and the readers, as text
 */
export type Keep = <T>(stage: KeptStage, question: string, make: () => T) => T;

/** Keeps nothing. */
export const keepNothing: Keep = (_stage, _question, make) => make();

/** Keeps what is made of another picture beside what is made of the first, from which that one came as `made` says. */
export const keptFor =
  (keep: Keep, made: string): Keep =>
  (stage, question, make) =>
    keep(stage, `${made} ${question}`, make);

/**
 * Keeps the latest answers of each stage, and no failures: a search that was ended may be wanted again.
 *
 * @param most how many answers of a stage; decoded planes take some twenty bytes a pixel. Of fields, which take more and of which
 *   decoded planes are made, the latest.
 */
export function keepLatest(most: number): Keep {
  const answers = new Map(stages.map((stage) => [stage, new Map<string, unknown>()]));
  return <T>(stage: KeptStage, question: string, make: () => T): T => {
    const kept = answers.get(stage)!;
    const answer = kept.has(question) ? (kept.get(question) as T) : make();
    kept.delete(question);
    kept.set(question, answer);
    if (answer instanceof Promise) answer.catch(() => kept.delete(question));
    const [oldest] = kept.keys();
    if (kept.size > (stage === 'field' ? 1 : most)) kept.delete(oldest!);
    return answer;
  };
}
