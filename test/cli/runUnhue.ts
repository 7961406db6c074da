import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run } from '../../src/cli/main.js';
import { sidecarFaults } from '../sidecarSchema.js';

export const root = join(import.meta.dirname, '..', '..');
export const samples = join(root, 'samples');
/** A small part of the sample of this name: see the README beside it. */
export const notebook = join(root, 'test', 'cli', 'fixtures', 'notebook.png');

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

let underWay = false;

/**
 * The same command line, run by this process: no start-up, and code that is warm. For what the process itself has no
 * part in; how the real program exits, and reads and writes its streams, is for `runUnhue` to show.
 */
export async function runHere(args: readonly string[], cwd: string): Promise<Outcome> {
  if (underWay) throw new Error('one run at a time: the folder and the streams are those of the process');
  underWay = true;
  const before = { cwd: process.cwd(), exitCode: process.exitCode };
  const streams = (['stdout', 'stderr'] as const).map((name) => captured(process[name]));
  try {
    process.chdir(cwd);
    process.exitCode = undefined;
    const code = await run(args);
    const [stdout, stderr] = streams.map((stream) => stream.text());
    return { code, stdout: stdout!, stderr: stderr! };
  } finally {
    for (const stream of streams) stream.restore();
    process.exitCode = before.exitCode;
    process.chdir(before.cwd);
    underWay = false;
  }
}

/** What is written to the stream from now on, instead of writing it, as to a pipe; until it is restored. */
function captured(stream: NodeJS.WriteStream): { text(): string; restore(): void } {
  const { write, isTTY } = stream;
  const listeners = stream.listeners('error');
  const chunks: Uint8Array[] = [];
  stream.isTTY = false;
  stream.write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean => {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Uint8Array.from(chunk));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) process.nextTick(callback);
    return true;
  };
  return {
    text: () => Buffer.concat(chunks).toString('utf8'),
    restore() {
      stream.write = write;
      stream.isTTY = isTTY;
      for (const listener of stream.listeners('error'))
        if (!listeners.includes(listener)) stream.off('error', listener as (error: Error) => void);
    },
  };
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
