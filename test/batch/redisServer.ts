import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis server on loopback while the work lasts. */
export async function withRedis<T>(work: (address: string) => Promise<T>): Promise<T> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address!.port : 0));
    });
  });
  const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', 'a:b c'];
  const server = spawn('redis-server', ['--port', String(port), ...options]);
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve());
      server.on('close', () => reject(new Error('redis-server ended')));
    });
    return await work(`redis://:a%3Ab%20c@127.0.0.1:${port}/0`);
  } finally {
    server.kill();
  }
}
