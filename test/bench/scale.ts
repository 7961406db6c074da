import { setTimeout as after } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openClaims } from '../../src/batch/queue/claims.js';
import { connectionOf } from '../../src/batch/queue/connection.js';
import { enqueue } from '../../src/batch/queue/enqueue.js';
import { work } from '../../src/batch/queue/work.js';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import { hasRedis, withRedis } from '../batch/redisServer.js';
import type { BenchArguments } from './arguments.js';
import { sizedFigure, usualSide } from './fresh/sized.js';
import { markdownTable } from './score.js';
import { type QueueRun, simulateQueue } from './simulateQueue.js';

export const title = 'How far a queue of figures goes';

/** Figures whose work is measured. */
export const count = 10;

/** Figures of a queue that are only waited for, seconds each: what the machine's other work does to them is little. */
const waited = 0.3;
const figuresEach = 30;
const measuredWorkers = [1, 2, 4];
const simulatedWorkers = [1, 2, 4, 10, 30, 100, 300, 1000, 3000, 10_000];
/** Bytes of a figure's results (csv, preview, sidecar), and what a network storage of 10 Gbit/s takes in a second. */
const resultBytes = 2.2e6;
const bandwidth = 1.25e9;
/** Like what stands in a task of the command line. */
const task = {
  version: '0.1.0',
  job: { figure: '/shared/maps/figure-000000.png', settings: 'x'.repeat(900) },
};

/**
 * Measures what figures take of a core, and what Redis does for each, runs queues of 1, 2 and 4 workers whose figures are
 * only waited for beside their simulation, and simulates up to 10,000 workers.
 */
export async function run({ seed, count: figures }: BenchArguments): Promise<string> {
  if (!hasRedis) return 'This takes redis-server.';
  const service = await serviceTimes(seed, figures);
  return withRedis(async (address) => {
    const measured = [];
    for (const workers of measuredWorkers) measured.push(await queueOf(address, workers));
    const [alone] = measured;
    const redis = mean(measured.map((queue) => queue.redis));
    const commands = mean(measured.map((queue) => queue.commands));
    const waitingBytes = await bytesWaiting(address);
    const roundTrips = Math.max(0, 1 / alone!.throughput - waited - redis);
    const own = mean(service);
    return [
      `${figures} figures of 640 × about 480 pixels, seed ${seed}: ${own.toFixed(2)} s of a core each (${Math.min(...service).toFixed(2)} to ${Math.max(...service).toFixed(2)}). Redis: ${commands.toFixed(0)} commands and ${(1000 * redis).toFixed(2)} ms of its own for a figure, ${(waitingBytes / 1000).toFixed(1)} kB for one that waits; ${(1000 * roundTrips).toFixed(1)} ms between figures besides.`,
      `Figures that are only waited for, ${waited} s each; the time between them is that of one worker, two and four are predicted:`,
      markdownTable(
        ['workers', 'measured, figures/s', 'simulated', 'off'],
        measured.map(({ workers, throughput }) => {
          const predicted = simulateQueue({
            ...{ workers, figures: figuresEach * workers, service: [waited], roundTrips, redis },
          }).throughput;
          return [
            workers,
            throughput.toFixed(2),
            predicted.toFixed(2),
            `${((100 * (predicted - throughput)) / throughput).toFixed(1)} %`,
          ];
        }),
      ),
      'Simulated, with the work that was measured; storage of 10 Gbit/s:',
      simulatedTable(service, { roundTrips, redis }),
      `A million figures: ${Math.round((own * 1e6) / 3600)} core-hours, ${((resultBytes * 1e6) / 1e12).toFixed(1)} TB of results, ${((waitingBytes * 1e6) / 1e9).toFixed(1)} GB of Redis' memory where all of them wait at once.`,
    ].join('\n\n');
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Seconds of processor time that figures take, once the code is warm. */
async function serviceTimes(seed: number, figures: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = -1; index < figures; index++) {
    const { bytes } = await sizedFigure(seed, Math.max(0, index), usualSide);
    const before = process.cpuUsage();
    await recoverFigure(bytes);
    const { user, system } = process.cpuUsage(before);
    if (index >= 0) times.push((user + system) / 1e6);
  }
  return times;
}

interface MeasuredQueue {
  readonly workers: number;
  readonly throughput: number;
  /** Redis' own work for a figure, seconds, and its commands. */
  readonly redis: number;
  readonly commands: number;
}

const tasksOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => ({ id: `f${String(from + k).padStart(63, '0')}`, task }));

/** What one more figure that waits takes of Redis' memory. */
async function bytesWaiting(address: string): Promise<number> {
  const [few, many] = [500, 2000];
  const redis = new Redis(connectionOf(address) as object);
  try {
    await redis.flushall();
    await enqueue(address, tasksOf(0, few));
    const before = await infoOf(redis);
    await enqueue(address, tasksOf(few, many));
    const { memory } = await infoOf(redis);
    return (memory - before.memory) / (many - few);
  } finally {
    await redis.quit();
  }
}

/** A queue of figures that are only waited for, done by so many workers. */
async function queueOf(address: string, workers: number): Promise<MeasuredQueue> {
  const figures = figuresEach * workers;
  const redis = new Redis(connectionOf(address) as object);
  const claims = openClaims(address);
  try {
    await redis.flushall();
    await enqueue(address, tasksOf(0, figures));
    const full = await infoOf(redis);
    const stop = new AbortController();
    let resolve: (at: number) => void = () => {};
    const all = new Promise<number>((settle) => {
      resolve = settle;
    });
    let [first, done] = [0, 0];
    const run = async (): Promise<string> => {
      first ||= performance.now();
      const path = `/out/${workers}-${done}-${Math.floor(performance.now() * 1000)}`;
      await claims.take([`${path}.csv`, `${path}.preview.png`, `${path}.meta.json`], path);
      await after(1000 * waited);
      if (++done === figures) resolve(performance.now());
      return 'x'.repeat(500);
    };
    const settings = { atOnce: 1, patience: 30, run, failureOf: () => undefined, told: () => {} };
    const ends = Array.from({ length: workers }, () => work(address, settings, stop.signal));
    const seconds = ((await all) - first) / 1000;
    stop.abort();
    await Promise.all(ends);
    const last = await infoOf(redis);
    return {
      workers,
      throughput: figures / seconds,
      redis: (last.cpu - full.cpu) / figures,
      commands: (last.commands - full.commands) / figures,
    };
  } finally {
    await claims.close();
    await redis.quit();
  }
}

/** What Redis has used: seconds of its thread, commands, bytes. */
async function infoOf(redis: Redis): Promise<{ cpu: number; commands: number; memory: number }> {
  const text = await redis.info();
  const field = (name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(text)?.[1]);
  return {
    cpu: field('used_cpu_user') + field('used_cpu_sys'),
    commands: field('total_commands_processed'),
    memory: field('used_memory'),
  };
}

function simulatedTable(
  service: readonly number[],
  queue: { readonly roundTrips: number; readonly redis: number },
): string {
  const rows = simulatedWorkers.map((workers) => {
    const figures = Math.max(1000, 20 * workers);
    const simulated: QueueRun = simulateQueue({
      ...{ workers, figures, service, ...queue, bytes: resultBytes, bandwidth },
    });
    const hours = 1e6 / simulated.throughput / 3600;
    return [
      workers,
      simulated.throughput.toFixed(1),
      share(simulated.workerBusy),
      share(simulated.redisBusy),
      share(simulated.storageBusy),
      hours < 10 ? hours.toFixed(1) : Math.round(hours),
    ];
  });
  return markdownTable(
    ['workers', 'figures/s', 'workers busy', 'Redis busy', 'storage busy', 'hours for a million'],
    rows,
  );
}

const share = (part: number): string => `${Math.round(100 * part)} %`;
