import type { ConnectionOptions } from 'bullmq';
import { UsageError } from '../../model/errors.js';

/** The queue's name in Redis. */
export const queueName = 'unhue-figures';

/**
 * How Redis is reached: `redis://[user:password@]host[:port][/database]`, `rediss://` for TLS.
 *
 * @throws UsageError if it is no such address
 */
export function connectionOf(address: string): ConnectionOptions {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new UsageError(
      '--queue expects the address of a Redis server such as redis://localhost:6379 or rediss://user:password@host',
    );
  const database = Number(url.pathname.slice(1));
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(Number.isInteger(database) && { db: database }),
    ...(url.protocol === 'rediss:' && { tls: { servername: url.hostname } }),
    // A worker waits for a server that is away for a while.
    maxRetriesPerRequest: null,
  };
}
