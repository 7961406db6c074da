import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pageServer } from '../../src/cli/serving/pageServer.js';

const root = join(import.meta.dirname, '..', '..');
/** The page as it is built. */
export const builtPage = join(root, 'dist', 'web');

export interface ServedPage {
  readonly address: string;
  readonly stop: () => void;
}

/**
 * Serves the page as `unhue serve` does; it is built where it is not.
 *
 * @param figure handed over
 */
export async function servedPage(figure?: string): Promise<ServedPage> {
  if (!existsSync(builtPage)) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  const server = pageServer(builtPage, figure).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
