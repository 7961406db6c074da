import { describe, expect, it } from 'vitest';
import { simulateQueue } from './simulateQueue.js';

const model = { figures: 2000, service: [1], roundTrips: 0.01, redis: 0.002 };

describe('a simulated queue', () => {
  it('with one worker takes for each figure what its parts take together', () => {
    const { throughput, workerBusy } = simulateQueue({ ...model, workers: 1 });
    expect(throughput).toBeCloseTo(1 / 1.012, 6);
    expect(workerBusy).toBeCloseTo(1 / 1.012, 6);
  });

  it('never does more than its workers, nor than Redis, can', () => {
    for (const workers of [1, 2, 3, 10, 100, 1000]) {
      const { throughput, redisBusy } = simulateQueue({ ...model, figures: 20_000, workers });
      expect(throughput).toBeLessThanOrEqual(workers / 1.012 + 1e-9);
      expect(throughput).toBeLessThanOrEqual(1 / 0.002 + 1e-9);
      expect(redisBusy).toBeCloseTo(throughput * 0.002, 9);
    }
  });

  it('comes near what Redis can when it has workers enough, and what storage can when that is less', () => {
    const many = { ...model, figures: 20_000, workers: 2000 };
    expect(simulateQueue(many).throughput).toBeGreaterThan(0.8 / 0.002);
    const { throughput, storageBusy } = simulateQueue({ ...many, bytes: 1e6, bandwidth: 1e8 });
    expect(throughput).toBeLessThanOrEqual(100);
    expect(storageBusy).toBeGreaterThan(0.95);
  });

  it('does every figure once, whatever they take', () => {
    const service = [0.1, 3, 0.5];
    const { throughput, workerBusy } = simulateQueue({ ...model, figures: 300, service, workers: 4 });
    // All that was computed is all that there was to compute.
    expect((workerBusy * 4) / throughput).toBeCloseTo(1.2, 9);
  });
});
