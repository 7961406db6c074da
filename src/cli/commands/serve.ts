import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { type Command, Option } from 'commander';
import { InputError, UsageError } from '../../model/errors.js';
import { numberArgument } from '../options/arguments.js';
import { pageServer } from '../serving/pageServer.js';

interface ServeCliOptions {
  readonly port?: number;
  readonly open: boolean;
}

/** Only this machine can reach it. */
const host = '127.0.0.1';

export function registerServe(program: Command): void {
  program
    .command('serve')
    .summary('the page, on this machine alone')
    .description(
      'Serves the page on 127.0.0.1 until it is interrupted, and prints its address. Figures stay in the browser.',
    )
    .argument('[figure]', 'a figure to open in the page')
    .addOption(
      new Option('--port <n>', 'port to listen on (default: a free one)').argParser(
        numberArgument('--port', { min: 0, max: 65535, whole: true }),
      ),
    )
    .option('--open', 'open the page in the browser', false)
    .action(serve);
}

async function serve(figure: string | undefined, options: ServeCliOptions): Promise<void> {
  const folder = join(import.meta.dirname, '..', 'web');
  if (figure !== undefined)
    await access(figure).catch((cause: unknown) => {
      throw new InputError(`there is no file ${figure}`, figure, { cause });
    });
  const server = pageServer(folder, figure);
  const { port } = await listening(server, options.port ?? 0);
  const query = figure === undefined ? '' : `?figure=${encodeURIComponent(basename(figure))}`;
  const address = `http://${host}:${port}/${query}`;
  process.stdout.write(`${address}\n`);
  if (options.open) openInBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  await once(server, 'close');
}

async function listening(server: Server, port: number): Promise<AddressInfo> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw new UsageError(
      `--port expects a port that is free, but ${port} ${isTaken ? 'is taken' : 'cannot be listened on'}`,
      [],
      { cause },
    );
  }
  return server.address() as AddressInfo;
}

/** Leaves it to the system which browser. Where there is none, the address that was printed serves. */
function openInBrowser(address: string): void {
  const [program, ...words] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""']
        : ['xdg-open'];
  const child = spawn(program!, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stderr.write(`unhue: no browser could be opened: go to ${address}\n`));
  child.unref();
}
