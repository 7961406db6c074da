import { type AblationCase, fixtureCases, freshCases, rareCases } from './ablation/cases.js';
import { type Ablation, ablated, stages } from './ablation/measure.js';
import { ablationTable } from './ablation/table.js';
import type { BenchArguments } from './arguments.js';
import { markdownTable } from './score.js';

export const title = 'Every stage left out';

/** Pictures of either kind to draw fresh: each is decoded some twenty times. */
export const count = 24;

/** One table for the fixtures and one for pictures drawn fresh; UNHUE_DETAIL=1 adds every result that changes. */
export async function run({ seed, count }: BenchArguments): Promise<string> {
  const sets = [
    ['fixtures', fixtureCases()],
    [`fresh, seed ${seed}`, freshCases(seed, count)],
    [`what those show too seldom, seed ${seed}`, rareCases(seed, count)],
  ] as const;
  const sections: string[] = [];
  for (const [name, cases] of sets) {
    const ablations = await measured(cases);
    if (ablations.length === 0) continue;
    sections.push(`### ${name}\n\n${ablationTable(ablations)}`);
    if (process.env.UNHUE_DETAIL) sections.push(detail(ablations));
  }
  return sections.join('\n\n');
}

async function measured(cases: AsyncIterable<AblationCase>): Promise<Ablation[]> {
  const ablations: Ablation[] = [];
  for await (const given of cases) ablations.push(ablated(given));
  return ablations;
}

/** Every result that a stage changes by more than its 20th part. */
function detail(ablations: readonly Ablation[]): string {
  const rows = stages.flatMap((stage) =>
    ablations.flatMap(({ name, group, full, without }) => {
      const { error, coverage, lies } = without.get(stage)!;
      const isSame =
        Math.abs(error - full.error) <= 0.05 * full.error &&
        Math.abs(coverage - full.coverage) < 1e-3 &&
        Math.abs(lies - full.lies) < 1e-3;
      return isSame
        ? []
        : [[stage, name, group, full.error, error, full.coverage, coverage, full.lies, lies]];
    }),
  );
  return markdownTable(
    ['left out', 'result', 'group', 'nrmse', 'without', 'coverage', 'without', 'lies', 'without'],
    rows,
  );
}
