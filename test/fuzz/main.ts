import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printable } from '../../src/cli/messages/printable.js';
import { type Finding, fed, peak } from './feed.js';
import { fuzzTargets } from './targets.js';

/**
 * `npm run fuzz -- --minutes N --seed S [--target NAME]`: feeds changed files, options and pictures to everything that reads
 * what strangers send, each target in a process of its own, and says which inputs end in anything but a result or a
 * documented error, take more than a second of processor time, or 256 MB for all of a target's. `--index I` feeds a single one again and prints it.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
    index: { type: 'string' },
    from: { type: 'string', default: '0' },
    child: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
/** Memory of inputs, beside what the readers take that wait for them. */
const mostBytes = 256e6;
/** A child that says nothing for so long hangs, in ms: what a busy machine makes of a few seconds. */
const patience = 120_000;

const targets = (await fuzzTargets()).filter(
  ({ name }) => values.target === undefined || name === values.target,
);
const bounds = { seconds: 1, peak: peak() + mostBytes };

if (values.index !== undefined) {
  for (const target of targets)
    console.log(
      target.name,
      printable((await fed(target, seed, Number(values.index), bounds))?.what ?? 'fine'),
    );
} else if (values.child) {
  const [target] = targets;
  for (let index = Number(values.from); ; index++) {
    process.send!({ index, grown: peak() - bounds.peak + mostBytes });
    // Whoever is first to go some way has the code compiled and libraries loaded: what is found is found twice.
    if (!(await fed(target!, seed, index, bounds))) continue;
    const finding = await fed(target!, seed, index, bounds);
    if (finding) process.send!({ index, finding });
  }
} else {
  const until = Date.now() + 60_000 * Number(values.minutes);
  const share = (until - Date.now()) / targets.length;
  let failed = 0;
  for (const { name } of targets) {
    const { fed: count, findings, grown } = await inChildren(name, Math.min(until, Date.now() + share));
    failed += findings.length;
    console.log(`${name}: ${count} inputs, ${findings.length} findings, ${Math.round(grown / 1e6)} MB`);
    for (const { index, what } of findings)
      console.log(
        `  npm run fuzz -- --seed ${seed} --target ${name} --index ${index}\n    ${printable(what)}`,
      );
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Feeds a target until a time; a child that hangs or dies is replaced by one that begins after the input it was at. */
async function inChildren(
  target: string,
  until: number,
): Promise<{ fed: number; findings: Finding[]; grown: number }> {
  const findings: Finding[] = [];
  let next = 0;
  let grown = 0;
  while (Date.now() < until) {
    const end = await oneChild(target, next, until, (finding) => findings.push(finding));
    if (end.what !== undefined) findings.push({ target, index: end.at, what: end.what });
    next = end.at + 1;
    grown = Math.max(grown, end.grown);
  }
  return { fed: next, findings, grown };
}

function oneChild(
  target: string,
  from: number,
  until: number,
  found: (finding: Finding) => void,
): Promise<{ at: number; grown: number; what?: string }> {
  const child: ChildProcess = fork(
    fileURLToPath(import.meta.url),
    ['--child', '--target', target, '--seed', String(seed), '--from', String(from)],
    { execArgv: process.execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  let at = from;
  let grown = 0;
  let what: string | undefined;
  return new Promise((resolve) => {
    const hangs = (): void => {
      what = `nothing for ${patience / 1000} s`;
      child.kill('SIGKILL');
    };
    // Before the first input all that is read is being loaded.
    let watch: NodeJS.Timeout | undefined;
    const done = setTimeout(() => child.kill('SIGKILL'), Math.max(0, until - Date.now()));
    child.on('message', (message: { index: number; grown?: number; finding?: Finding }) => {
      at = message.index;
      grown = message.grown ?? grown;
      if (message.finding) found(message.finding);
      clearTimeout(watch);
      watch = setTimeout(hangs, patience);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watch);
      clearTimeout(done);
      if (what === undefined && signal !== 'SIGKILL') what = `the process ended (${code ?? signal})`;
      resolve({ at, grown, ...(what !== undefined && { what }) });
    });
  });
}
