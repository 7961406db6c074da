/** A queue of figures as a closed network: workers that compute by themselves, and two servers that they share. Times in seconds. */
export interface QueueModel {
  readonly workers: number;
  /** Figures that are done, all waiting at the start. */
  readonly figures: number;
  /** What figures take of a worker's core, one after the other, again from the first when all are used. */
  readonly service: readonly number[];
  /** Messages to and from Redis beside its own work, for each figure. */
  readonly roundTrips: number;
  /** Redis' own work for a figure: it has one thread. */
  readonly redis: number;
  /** Bytes that a figure's results have, and those that the storage takes in a second; no bound unless told. */
  readonly bytes?: number;
  readonly bandwidth?: number;
}

export interface QueueRun {
  /** Figures a second, from the first that is taken to the last that is done. */
  readonly throughput: number;
  /** Shares of the time that a worker computes, and that Redis and the storage work. */
  readonly workerBusy: number;
  readonly redisBusy: number;
  readonly storageBusy: number;
}

/** A server that does one thing after another, in the order in which they come. */
class Server {
  busy = 0;
  #free = 0;

  /** When something that comes now and takes so long is done. */
  serve(now: number, seconds: number): number {
    this.busy += seconds;
    this.#free = Math.max(this.#free, now) + seconds;
    return this.#free;
  }
}

/**
 * Runs a queue event by event: each worker takes a figure (Redis), recovers it, writes its results (storage), and tells that
 * it is done, which gives it the next one. Redis' work is halved between taking and telling. No chance is in it.
 */
export function simulateQueue({
  workers,
  figures,
  service,
  roundTrips,
  redis,
  bytes = 0,
  bandwidth = Number.POSITIVE_INFINITY,
}: QueueModel): QueueRun {
  const [taking, storage] = [new Server(), new Server()];
  const events = new EventHeap();
  for (let worker = 0; worker < Math.min(workers, figures); worker++) events.push(0, Step.take);
  let taken = 0;
  let computed = 0;
  let end = 0;
  for (let event = events.pop(); event; event = events.pop()) {
    const { at, step } = event;
    if (step === Step.take) {
      if (taken === figures) continue;
      const own = service[taken++ % service.length]!;
      computed += own;
      events.push(taking.serve(at, redis / 2) + roundTrips / 2 + own, Step.write);
    } else if (step === Step.write) {
      events.push(storage.serve(at, bytes / bandwidth), Step.tell);
    } else {
      const done = taking.serve(at, redis / 2) + roundTrips / 2;
      end = Math.max(end, done);
      events.push(done, Step.take);
    }
  }
  return {
    throughput: figures / end,
    workerBusy: computed / (end * Math.min(workers, figures)),
    redisBusy: taking.busy / end,
    storageBusy: storage.busy / end,
  };
}

const Step = { take: 0, write: 1, tell: 2 } as const;

interface Event {
  readonly at: number;
  readonly step: number;
}

/** Events, the earliest first; of those at one time the one that came first. */
class EventHeap {
  readonly #events: (Event & { readonly order: number })[] = [];
  #count = 0;

  push(at: number, step: number): void {
    const events = this.#events;
    let k = events.length;
    events.push({ at, step, order: this.#count++ });
    for (let up = (k - 1) >> 1; k > 0 && isBefore(events[k]!, events[up]!); up = (k - 1) >> 1) {
      [events[k], events[up]] = [events[up]!, events[k]!];
      k = up;
    }
  }

  pop(): Event | undefined {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (events.length === 0 || last === undefined) return first;
    events[0] = last;
    for (let k = 0; ; ) {
      let least = k;
      for (const child of [2 * k + 1, 2 * k + 2])
        if (child < events.length && isBefore(events[child]!, events[least]!)) least = child;
      if (least === k) return first;
      [events[k], events[least]] = [events[least]!, events[k]!];
      k = least;
    }
  }
}

const isBefore = (a: Event & { order: number }, b: Event & { order: number }): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);
