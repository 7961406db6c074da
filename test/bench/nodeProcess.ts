import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of the package. */
export const root = join(import.meta.dirname, '..', '..');

/** What a process used, with the Node processes that it began. */
export interface ProcessCost {
  /** From start to exit. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The sum of their peaks. */
  readonly peakMegabytes: number;
}

/** Holds a process, with all its threads, to one core of the machine. */
export const oneCore = ['taskset', '-c', '0'] as const;

/** Whether this machine can do that: Linux with util-linux. */
export const canHold = spawnSync(oneCore[0], [...oneCore.slice(1), 'true']).status === 0;

/** Adds what the process has used to a file when it ends, whatever it did. */
const reportUsage = `data:text/javascript,${encodeURIComponent(
  `import { appendFileSync } from 'node:fs';
   process.on('exit', () => { const u = process.resourceUsage();
   appendFileSync(process.env.USAGE_FILE, [u.userCPUTime + u.systemCPUTime, u.maxRSS].join(' ') + '\\n'); });`,
)}`;

/**
 * Runs a script of the package to its end.
 *
 * @param most the highest exit code that is an end as any other
 * @param holder a program that runs what follows it in its own way, such as `oneCore`
 * @throws Error where it ends with a higher one
 */
export function nodeProcess(
  args: readonly string[],
  most = 0,
  holder: readonly string[] = [],
): Promise<ProcessCost> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const [program, ...rest] = [...holder, process.execPath, ...args];
    const folder = mkdtempSync(join(tmpdir(), 'unhue-usage-'));
    const usageFile = join(folder, 'usage');
    const env = { ...process.env, NODE_OPTIONS: `--import ${reportUsage}`, USAGE_FILE: usageFile };
    const child = spawn(program!, rest, { cwd: root, env });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) => {
      const used = existsSync(usageFile) ? readFileSync(usageFile, 'utf8').trim().split('\n') : [];
      rmSync(folder, { recursive: true });
      if (code === null || code > most || used.length === 0)
        return reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
      const sum = (column: number): number =>
        used.reduce((total, line) => total + Number(line.split(' ')[column]), 0);
      resolve({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: sum(0) / 1e6,
        peakMegabytes: sum(1) / 1024,
      });
    });
  });
}
