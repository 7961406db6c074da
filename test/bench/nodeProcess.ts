import { spawn } from 'node:child_process';
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

/** Prints what the process has used when it ends, whatever it did. */
const reportUsage = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => { const u = process.resourceUsage();
   process.stderr.write('\\nusage ' + [u.userCPUTime + u.systemCPUTime, u.maxRSS].join(' ')); });`,
)}`;

/**
 * Runs a script of the package to its end.
 *
 * @param most the highest exit code that is an end as any other
 * @throws Error where it ends with a higher one
 */
export function nodeProcess(args: readonly string[], most = 0): Promise<ProcessCost> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', reportUsage, ...args], { cwd: root });
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
