import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The folder of the package. */
export const root = join(import.meta.dirname, '..', '..');

/** What a process used. */
export interface ProcessCost {
  /** From start to exit. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Holds a process, with all its threads, to one core of the machine. */
export const oneCore = ['taskset', '-c', '0'] as const;

/** Whether this machine can do that: Linux with util-linux. */
export const canHold = spawnSync(oneCore[0], [...oneCore.slice(1), 'true']).status === 0;

/** Prints what the process has used when it ends, whatever it did. */
const reportUsage = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => { const u = process.resourceUsage();
   process.stderr.write('\\nusage ' + [u.userCPUTime + u.systemCPUTime, u.maxRSS].join(' ')); });`,
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
    const [program, ...rest] = [...holder, process.execPath, '--import', reportUsage, ...args];
    const child = spawn(program!, rest, { cwd: root });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code) => {
      const usage = /usage (\d+) (\d+)$/.exec(stderr);
      if (code === null || code > most || !usage)
        return reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`));
      resolve({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: Number(usage[1]) / 1e6,
        peakMegabytes: Number(usage[2]) / 1024,
      });
    });
  });
}
