import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { sidecarFaults } from '../sidecarSchema.js';

export const root = join(import.meta.dirname, '..', '..');
export const samples = join(root, 'samples');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command in its own process, in the given folder. */
export function runUnhue(args: readonly string[], cwd: string, stdin?: Uint8Array): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin', 'unhue.js'), ...args], { cwd });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, ...output }));
    // A command that fails early closes its input before all of it is written: no matter.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}

/** A folder of its own, removed after the work; every sidecar that is in it then must be as its schema says. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
  try {
    const result = await work(folder);
    for (const sidecar of sidecarsIn(folder)) expect(sidecarFaults(sidecar)).toEqual([]);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sidecarsIn(folder: string): unknown[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('"confidences"'))
    .map((text) => JSON.parse(text) as unknown);
}
