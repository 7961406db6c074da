import { RecoveryError, recoverFigure } from '../../src/index.js';
import type { Panel } from '../../src/pipeline/panel.js';
import { notFigure, notFigures, type Rendering } from '../pipeline/notFigures.js';
import type { BenchArguments } from './arguments.js';
import { markdownTable } from './score.js';

export const title = 'Pictures that hold no field: which of them are refused';

const renderings: readonly Rendering[] = [
  {},
  { scale: 0.75 },
  { scale: 1.4 },
  { quality: 85 },
  { scale: 0.8, quality: 75 },
];

const nameOf = ({ scale = 1, quality }: Rendering): string =>
  `× ${scale}${quality === undefined ? '' : `, JPEG ${quality}`}`;

/** The confidence of the surest panel that is made of a picture; undefined where it is refused. */
async function confidenceIn(name: string, rendering: Rendering, seed: number): Promise<number | undefined> {
  let panels: Panel[];
  try {
    panels = await recoverFigure(await notFigure(name, rendering, seed));
  } catch (error) {
    if (!(error instanceof RecoveryError)) throw error;
    return undefined;
  }
  return Math.max(...panels.map(({ confidence }) => confidence));
}

/** Charts, diagrams, windows, text and photographs of a seed, drawn at several sizes and saved with loss: none should be recovered. */
export async function run({ seed }: BenchArguments): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const [name] of notFigures) {
    const taken = await Promise.all(renderings.map((rendering) => confidenceIn(name, rendering, seed)));
    rows.push([name, ...taken.map((confidence) => (confidence === undefined ? '' : confidence.toFixed(2)))]);
  }
  const refused = rows.flat().filter((cell) => cell === '').length;
  return [
    `${refused} of ${rows.length * renderings.length} are refused, seed ${seed}; of the others, the confidence.`,
    markdownTable(['', ...renderings.map(nameOf)], rows),
  ].join('\n\n');
}
