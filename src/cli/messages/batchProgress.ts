/** Shows on a terminal how far a batch is, how fast it goes and how long it will take. */
export interface BatchProgress {
  /** Another figure is done. Figures that were there already say nothing of the rate. */
  count(skipped: boolean): void;
  /** Clears the line, so that something else can be written. */
  clear(): void;
}

export function batchProgressOn(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  total: number,
  { quiet, now = () => performance.now() }: { readonly quiet: boolean; readonly now?: () => number },
): BatchProgress {
  if (quiet || !stream.isTTY) return { count: () => {}, clear: () => {} };
  const started = now();
  let made = 0;
  let done = 0;
  return {
    count(skipped) {
      done++;
      if (!skipped) made++;
      const perSecond = made / Math.max(1e-3, (now() - started) / 1000);
      const rate = made > 0 ? ` · ${perSecond.toPrecision(2)} a second` : '';
      const left = made > 0 && done < total ? ` · ${duration((total - done) / perSecond)} left` : '';
      stream.write(`\r\x1b[K${done} of ${total}${rate}${left}`);
    },
    clear: () => void stream.write('\r\x1b[K'),
  };
}

/** Seconds as people say them, in one unit or two. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
