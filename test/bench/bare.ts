import { RecoveryError, recoverFigure } from '../../src/index.js';
import type { Box } from '../../src/model/types.js';
import type { FigureFile } from '../../src/node.js';
import type { Panel } from '../../src/pipeline/panel.js';
import { boxOf } from '../figures.js';
import type { BenchArguments } from './arguments.js';
import { groupOf, groups, type Picture } from './blindScore.js';
import { type PictureSet, pictureSets } from './pictureSets.js';
import { markdownTable } from './score.js';

export const title = 'Bare pictures with nothing given: what is made of them';

/** A plot area ends where the picture does, give or take a row of blurred edge. */
const slack = 2;

const outcomes = ['whole', 'part of it', 'a colourbar seen', 'several panels', 'refused'] as const;

interface Finding {
  readonly figure: string;
  readonly group: string;
  readonly outcome: (typeof outcomes)[number];
  readonly confidence: number;
}

/** What the command line does with no option but the file's name. */
async function found(
  picture: Picture,
  { raster, transparent, readJpeg, format }: FigureFile,
): Promise<Finding> {
  const input = { raster, compressed: format === 'jpeg', ...(transparent && { ignore: transparent }) };
  const of = { figure: picture.name, group: groupOf(picture) };
  try {
    const panels = await recoverFigure(input, {}, readJpeg ? { readJpeg } : {});
    const confidence = Math.max(...panels.map((panel) => panel.confidence));
    return { ...of, outcome: outcomeOf(panels, boxOf(picture.description.plot_box)), confidence };
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return { ...of, outcome: 'refused', confidence: 0 };
  }
}

function outcomeOf(panels: readonly Panel[], plot: Box): Finding['outcome'] {
  const [{ sidecar }] = panels as [Panel];
  if (panels.length > 1) return 'several panels';
  if (sidecar.colourbarBox !== null || sidecar.range !== null) return 'a colourbar seen';
  const sides = [plot.left, plot.top, plot.right, plot.bottom];
  return sides.every((side, k) => Math.abs(side - sidecar.plotBox[k]!) <= slack) ? 'whole' : 'part of it';
}

/** Findings by kind of picture, and every one that is not the whole picture. */
async function section({ name, pictures }: PictureSet): Promise<string> {
  const findings: Finding[] = [];
  for await (const [picture, file] of pictures()) findings.push(await found(picture, file));
  const row = (label: string, members: readonly Finding[]): (string | number)[] => [
    label,
    members.length,
    ...outcomes.map((outcome) => members.filter((f) => f.outcome === outcome).length),
  ];
  const rows = groups
    .map((group) =>
      row(
        group,
        findings.filter((f) => f.group === group),
      ),
    )
    .filter(([, n]) => n !== 0);
  const others = findings.filter((f) => f.outcome !== 'whole');
  const list = others.map((f) => [f.figure, f.outcome, f.confidence.toFixed(2)]);
  const sections = [`### ${name}`, markdownTable(['', 'n', ...outcomes], [...rows, row('all', findings)])];
  if (list.length > 0) sections.push(markdownTable(['taken otherwise', 'as', 'confidence'], list));
  return sections.join('\n\n');
}

/**
 * The other benches of bare pictures say that there is no colourbar and that all of the picture is the plot area. Here
 * nothing is said: a bar or a range that is found was made up.
 */
export async function run(options: BenchArguments): Promise<string> {
  const sections: string[] = [];
  for (const set of pictureSets(options)) sections.push(await section(set));
  return sections.join('\n\n');
}
