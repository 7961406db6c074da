import type { Writable } from 'node:stream';
import { type Content, piecesOf } from './content.js';
import { outputFailure } from './outputFailure.js';

// The first write to a closed pipe fails with EPIPE, and closes the stream for every later one.
const readerGone = ['EPIPE', 'ERR_STREAM_DESTROYED'];

/**
 * Writes to standard output (or another stream), each piece when the reader has taken the one before. A reader that
 * goes away early, as `head` does, is no failure: the rest is not made.
 *
 * @throws OutputError where the system refuses (standard output is a file on a full disk)
 */
export async function writeToStdout(content: Content, stream: Writable = process.stdout): Promise<void> {
  // A failed write is reported twice, to its callback and as an event; an event nobody listens to ends the process.
  const ignore = (): void => {};
  stream.on('error', ignore);
  try {
    for await (const piece of piecesOf(content)) {
      if (piece.length === 0) continue;
      await new Promise<void>((resolve, reject) => {
        stream.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && readerGone.includes(String(error.code))) return;
    throw outputFailure('standard output', error);
  } finally {
    // The event comes after the callback: listen for one more turn of the loop.
    setImmediate(() => stream.off('error', ignore));
  }
}
