import type { Link } from "../link.ts";

/** One message on its way. `count` numbers the messages of this direction from 0. */
export type Passing = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly bytes: Uint8Array;
};

/** What is delivered in place of a message: none drops it, two doubles it. Undefined leaves it alone. */
export type Tap = (message: Passing) => readonly Uint8Array[] | undefined;

/**
 * Three parties' links in memory. When every party that still waits has waited through a whole turn of the event loop, nothing can arrive
 * any more: the waits are rejected, as the deadline of a real link would. Programs under test therefore await nothing but their party.
 */
export function memoryNetwork(tap?: Tap): { link(from: number, to: number): Link } {
  const queues = new Map<string, Uint8Array[]>();
  const waiting = new Map<string, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
  const counts = new Map<string, number>();
  let progress = 0;
  let watching = false;

  const watch = (): void => {
    if (watching) return;
    watching = true;
    const seen = progress;
    setImmediate(() => {
      watching = false;
      if (waiting.size === 0) return;
      if (progress !== seen) return watch();
      const stuck = [...waiting.values()];
      waiting.clear();
      for (const { reject } of stuck) reject(new Error("the deadline passed"));
    });
  };
  const deliver = (key: string, bytes: Uint8Array): void => {
    progress++;
    const waiter = waiting.get(key);
    if (waiter === undefined) {
      const queue = queues.get(key);
      if (queue === undefined) queues.set(key, [bytes]);
      else queue.push(bytes);
    } else {
      waiting.delete(key);
      waiter.resolve(bytes);
    }
  };
  return {
    link: (from, to) => ({
      send(bytes) {
        const key = `${from}>${to}`;
        const count = counts.get(key) ?? 0;
        counts.set(key, count + 1);
        for (const out of tap?.({ from, to, count, bytes }) ?? [bytes]) deliver(key, out);
      },
      receive() {
        const key = `${to}>${from}`;
        const first = queues.get(key)?.shift();
        if (first !== undefined) {
          progress++;
          return Promise.resolve(first);
        }
        return new Promise((resolve, reject) => {
          waiting.set(key, { resolve, reject });
          watch();
        });
      },
    }),
  };
}
