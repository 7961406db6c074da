import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import type { Candidate } from './candidates.js';
import { seamCrossings } from './seam.js';

/** Below so many bits apart, the fits are equally good: rounding of the renderer and the table's own make up more. */
export const tie = 0.4;
/** Three quarters of the usual 256 levels: noise makes up any number of colours, but no finer table. */
const fineTable = 192;

/**
 * Candidates best first. Fits within a tie of the best are put in the library's order of precedence: of a map and its
 * copies in other programs the original is meant. Closed maps that differ only in where they are cut are told apart by
 * the picture: values jump where it is cut wrongly.
 */
export function inOrder(candidates: readonly Candidate[], raster: Raster, distinct: number): Candidate[] {
  const top = candidates[0]!.fit.bits;
  const tied = candidates.filter(({ fit }) => fit.bits > top - tie);
  const rest = candidates.filter(({ fit }) => fit.bits <= top - tie);
  const cyclic = tied.filter(({ table }) => table.kind === 'cyclic');
  const jumps = cyclic.map(({ table }) =>
    seamCrossings(raster, toWorkingSpace(table.rgb, 'chroma-weighted')),
  );
  const fewest = Math.min(...jumps);
  cyclic.forEach((candidate, i) => {
    // A few pairs cross any seam by noise alone.
    candidate.misplacedCut = jumps[i]! > 2 * fewest + 0.002;
  });
  const evenness = new Map(tied.map((candidate) => [candidate, unevenness(candidate)]));
  // A picture in many more colours than a table has entries was drawn from a finer one.
  const tooCoarse = ({ table }: Candidate): boolean => 1.5 * table.n < Math.min(distinct, fineTable);
  const rank = new Map<string, number>();
  for (const { table } of [...tied].sort((a, b) => a.table.index - b.table.index))
    if (!rank.has(table.source)) rank.set(table.source, rank.size);
  tied.sort(
    (a, b) =>
      Number(a.misplacedCut ?? false) - Number(b.misplacedCut ?? false) ||
      Number(tooCoarse(a)) - Number(tooCoarse(b)) ||
      rank.get(a.table.source)! - rank.get(b.table.source)! ||
      // Within one program: the clearly better fit, else the one whose colours are evenly spaced.
      (Math.abs(a.fit.bits - b.fit.bits) > tie / 4
        ? b.fit.bits - a.fit.bits
        : evenness.get(a)! - evenness.get(b)!),
  );
  return [...tied, ...rest];
}

/** How unevenly a table's colours follow each other: spread of the steps relative to the mean step. */
function unevenness({ table }: Candidate): number {
  const steps: number[] = [];
  for (let i = 3; i < table.rgb.length; i += 3)
    steps.push(
      Math.hypot(
        table.rgb[i]! - table.rgb[i - 3]!,
        table.rgb[i + 1]! - table.rgb[i - 2]!,
        table.rgb[i + 2]! - table.rgb[i - 1]!,
      ),
    );
  const mean = steps.reduce((a, b) => a + b, 0) / steps.length;
  return Math.sqrt(steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / steps.length) / (mean || 1);
}
