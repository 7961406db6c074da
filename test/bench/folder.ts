import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { hasRedis, withRedis } from '../batch/redisServer.js';
import type { BenchArguments } from './arguments.js';
import { sizedFigure, usualSide } from './fresh/sized.js';
import { canHold, nodeProcess, oneCore, type ProcessCost, root } from './nodeProcess.js';
import { markdownTable } from './score.js';

export const title = 'A folder of figures: two processes, a killed batch, a killed worker of a queue';

export const count = 20;

/** Seconds after which a worker's figure goes to another: long enough for the slowest figure's signs of life. */
const patience = 5;

/**
 * Draws figures of 0.3 megapixels into a folder and recovers them on one core and on two, beside what two busy
 * processes reach on the machine; kills a batch in the middle and resumes it; and has them done by two workers of a queue, one of which is
 * killed in the middle. Says how many figures are lost, or were done twice. Needs `npm run build`.
 */
export async function run({ seed, count: figures }: BenchArguments): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-folder-'));
  try {
    await drawInto(join(folder, 'in'), seed, figures);
    const costs = [await batch(folder, 'one', 1, canHold ? oneCore : []), await batch(folder, 'two', 2)];
    const reference = resultsIn(join(folder, 'one'));
    const rows = [
      checked('two processes', folder, 'two', reference, figures, new Map()),
      await killedBatch(folder, reference, figures),
      ...(hasRedis ? [await killedWorker(folder, reference, figures)] : []),
    ];
    return [
      `${figures} figures of 640 × about 480 pixels, seed ${seed}; csv, preview and sidecar of each.`,
      timesTable(costs as [ProcessCost, ProcessCost], await busyRatio(), figures),
      markdownTable(
        [
          'run',
          'figures',
          'panels',
          'complete when killed',
          'files lost',
          'done twice',
          'other bytes',
          'over',
        ],
        rows,
      ),
    ].join('\n\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawInto(folder: string, seed: number, figures: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < figures; index++) {
    const { bytes, description } = await sizedFigure(seed, index, usualSide);
    writeFileSync(join(folder, `${index}${extname(description.image)}`), bytes);
  }
}

const recover = (folder: string, out: string): string[] => [
  join(root, 'bin', 'unhue.js'),
  ...['recover', join(folder, 'in'), '-d', join(folder, out), '--quiet'],
  ...['--summary', join(folder, `${out}.json`)],
];

/** A figure that cannot be recovered ends no run, and is one that every run must name. */
const someFailed = 1;

const batch = (
  folder: string,
  out: string,
  jobs: number,
  holder: readonly string[] = [],
): Promise<ProcessCost> => nodeProcess([...recover(folder, out), '--jobs', String(jobs)], someFailed, holder);

function timesTable([one, two]: readonly [ProcessCost, ProcessCost], busy: number, figures: number): string {
  const row = (what: string, { seconds, cpuSeconds, peakMegabytes }: ProcessCost, ratio: number) => [
    what,
    seconds.toFixed(1),
    (cpuSeconds / figures).toFixed(2),
    peakMegabytes.toFixed(0),
    ratio.toFixed(2),
  ];
  return [
    markdownTable(
      ['processes', 'wall s', 'CPU s a figure', 'peak MB', '× one'],
      [
        row(`--jobs 1${canHold ? ', held to one core' : ''}`, one, 1),
        row('--jobs 2', two, one.seconds / two.seconds),
      ],
    ),
    `Two plain busy processes at once reach ${busy.toFixed(2)} × one on this machine: the ceiling for --jobs 2.`,
  ].join('\n\n');
}

/** Work of a fixed size that takes a second or so and no memory. */
const busyWork =
  'let x = 1; for (let i = 0; i < 6e8; i++) x = (x * 1664525 + 1013904223) | 0; process.exitCode = x & 0;';

/** How many times as much two busy processes get done at once as one by itself; the machine's other work counts in both. */
async function busyRatio(): Promise<number> {
  const busy = (): Promise<ProcessCost> => nodeProcess(['-e', busyWork]);
  const before = await busy();
  const started = performance.now();
  await Promise.all([busy(), busy()]);
  const both = (performance.now() - started) / 1000;
  const after = await busy();
  return (before.seconds + after.seconds) / both;
}

/** A file as it was written: writing it again gives it another number or time. */
interface Written {
  readonly bytes: Buffer;
  readonly mark: string;
}

/** All files of results, by their names. */
function resultsIn(folder: string): Map<string, Written> {
  // Halves of files that others are writing come and go.
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.includes('.unhue-'),
  );
  return new Map(
    names.flatMap((name) => {
      const path = join(folder, name);
      const status = statSync(path);
      const mark = `${status.ino} ${status.mtimeMs}`;
      return status.isFile() ? [[name, { bytes: readFileSync(path), mark }] as const] : [];
    }),
  );
}

/** The results of the figures all of whose files are there, as the reference has them. */
function completeIn(folder: string, reference: ReadonlyMap<string, Written>): Map<string, Written> {
  const there = resultsIn(folder);
  // A figure is done when all of its panels are.
  const figureOf = (name: string): string => name.replace(/(-\d+)?\..*$/, '');
  const missing = new Set([...reference.keys()].filter((name) => !there.has(name)).map(figureOf));
  return new Map([...there].filter(([name]) => reference.has(name) && !missing.has(figureOf(name))));
}

/** One line of the account: what is missing, what was written again, and what differs from the reference. */
function checked(
  what: string,
  folder: string,
  out: string,
  reference: ReadonlyMap<string, Written>,
  figures: number,
  before: ReadonlyMap<string, Written>,
): (string | number)[] {
  const results = resultsIn(join(folder, out));
  const rows: { status: string; file: string; panel: number }[] = JSON.parse(
    readFileSync(join(folder, `${out}.json`), 'utf8'),
  );
  const named = new Set(rows.map(({ file }) => file)).size;
  const again = [...before].filter(([name, { mark }]) => results.get(name)?.mark !== mark);
  const other = [...reference].filter(
    ([name, { bytes }]) => results.get(name)?.bytes.equals(bytes) === false,
  );
  const lost = [...reference.keys()].filter((name) => !results.has(name));
  const over = [...results.keys()].filter((name) => !reference.has(name));
  const complete = [...before.keys()].filter((name) => name.endsWith('.meta.json')).length;
  return [
    what,
    `${named} of ${figures}`,
    ...[rows.length, complete, lost.length, again.length, other.length, over.length],
  ];
}

/** Waits until half of the results are there. */
async function untilHalf(folder: string, figures: number): Promise<void> {
  const sidecars = (): number => {
    try {
      return readdirSync(folder).filter((name) => name.endsWith('.meta.json')).length;
    } catch {
      return 0;
    }
  };
  while (sidecars() < figures / 2) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function killedBatch(
  folder: string,
  reference: ReadonlyMap<string, Written>,
  figures: number,
): Promise<(string | number)[]> {
  const args = [...recover(folder, 'resumed'), '--jobs', '2', '--skip-existing'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const closed = new Promise((resolve) => child.on('close', resolve));
  await untilHalf(join(folder, 'resumed'), figures);
  child.kill('SIGKILL');
  await closed;
  const before = completeIn(join(folder, 'resumed'), reference);
  await nodeProcess(args, someFailed);
  return checked('a killed batch, resumed', folder, 'resumed', reference, figures, before);
}

function killedWorker(
  folder: string,
  reference: ReadonlyMap<string, Written>,
  figures: number,
): Promise<(string | number)[]> {
  return withRedis(async (address) => {
    const workers = [1, 2].map(() =>
      spawn(
        process.execPath,
        [
          join(root, 'bin', 'unhue.js'),
          ...['worker', '--queue', address, '--jobs', '1', '--patience', String(patience), '--quiet'],
        ],
        { stdio: 'ignore' },
      ),
    );
    const ends = workers.map((worker) => new Promise((resolve) => worker.on('close', resolve)));
    try {
      const waiting = nodeProcess([...recover(folder, 'queued'), '--queue', address], someFailed);
      await untilHalf(join(folder, 'queued'), figures);
      workers[0]!.kill('SIGKILL');
      await ends[0];
      const before = completeIn(join(folder, 'queued'), reference);
      await waiting;
      return checked('a queue, one of two workers killed', folder, 'queued', reference, figures, before);
    } finally {
      for (const worker of workers) worker.kill('SIGTERM');
      await Promise.all(ends);
    }
  });
}
