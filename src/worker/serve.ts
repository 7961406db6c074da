import { UnhueError } from '../model/errors.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import type { RunOptions } from '../pipeline/recoverFigure.js';
import type { ErrorMessage, FromWorker, ToWorker } from './messages.js';

/** The worker's end of a message port. */
export interface Port<Input> {
  readonly listen: (receive: (message: ToWorker<Input>) => void) => void;
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void;
}

/**
 * Recovers the figures that arrive at a port, and posts what becomes of each. Several may be on their way; they take
 * turns between stages.
 *
 * @param recover `recoverFigure` of this environment
 */
export function serve<Input>(
  port: Port<Input>,
  recover: (input: Input, options: RecoverOptions & RunOptions) => Promise<Panel[]>,
): void {
  const running = new Map<number | string, AbortController>();
  port.listen(async (message) => {
    const { id } = message;
    if ('abort' in message) {
      running.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const { signal } = controller;
    const onProgress = (stage: string, fraction: number): void =>
      port.post({ id, progress: { stage, fraction } }, []);
    try {
      const panels = await recover(message.input, { ...message.options, signal, onProgress });
      port.post({ id, panels }, planesOf(panels));
    } catch (error) {
      port.post({ id, error: errorMessage(error, signal.aborted) }, []);
    } finally {
      running.delete(id);
    }
  });
}

/** The buffers of the panels' planes, which are large and nobody else's: they move instead of being copied. */
function planesOf(panels: readonly Panel[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { grid, decoded } of panels)
    for (const plane of [...Object.values(grid), ...Object.values(decoded)] as unknown[])
      if (ArrayBuffer.isView(plane) && plane.byteLength === plane.buffer.byteLength)
        buffers.add(plane.buffer as ArrayBuffer);
  return [...buffers];
}

/** An error as plain data, in its own words. */
export function errorMessage(error: unknown, aborted: boolean): ErrorMessage {
  if (aborted)
    return { name: 'AbortError', code: 'aborted', message: 'it was aborted', settings: [], fields: {} };
  if (error instanceof UnhueError) {
    const { name, code, message, settings, fields } = error;
    return { name, code, message, settings, fields };
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, code: 'internal', message, settings: [], fields: {} };
}
