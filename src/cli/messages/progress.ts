/**
 * Shows on a terminal which stage a long job is in. Nothing is written during the first second, nor where stderr is no
 * terminal, nor when quiet.
 */
export interface Progress {
  stage(name: string): void;
  done(): void;
}

const delay = 1000;

export function progressOn(
  stream: NodeJS.WriteStream,
  quiet: boolean,
  now: () => number = () => performance.now(),
): Progress {
  if (quiet || !stream.isTTY) return { stage: () => {}, done: () => {} };
  const started = now();
  let shown = false;
  return {
    stage(name) {
      if (now() - started < delay) return;
      stream.write(`\r\x1b[K${name} …`);
      shown = true;
    },
    done() {
      if (shown) stream.write('\r\x1b[K');
      shown = false;
    },
  };
}
