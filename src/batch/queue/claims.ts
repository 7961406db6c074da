import { Redis } from 'ioredis';
import { connectionOf, queueName } from './connection.js';

/** The files of all figures on the queue, with their owners: a hash in Redis. */
const claimsKey = `${queueName}:claims`;

/** Who writes which file, as all workers of a queue agree on it. */
export interface QueueClaims {
  /**
   * Takes files for an owner, who may take them again: a task may come a second time.
   *
   * @returns the first file that another one has taken, and who; the ones before it are taken
   */
  take(
    paths: readonly string[],
    owner: string,
  ): Promise<{ readonly path: string; readonly owner: string } | undefined>;
  /** What was taken is nobody's any more. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the claims of a queue. They are forgotten when figures are put on a queue on which none is left. */
export function openClaims(address: string): QueueClaims {
  const redis = new Redis(connectionOf(address) as object);
  // It comes back; the queue's own connection says that the server is away.
  redis.on('error', () => {});
  return {
    async take(paths, owner) {
      for (const path of paths) {
        if ((await redis.hsetnx(claimsKey, path, owner)) === 1) continue;
        const other = await redis.hget(claimsKey, path);
        if (other !== null && other !== owner) return { path, owner: other };
      }
      return undefined;
    },
    async forget() {
      await redis.del(claimsKey);
    },
    async close() {
      await redis.quit();
    },
  };
}
