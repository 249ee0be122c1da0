/** Lets many run at once (`shared`) or one alone (`exclusive`), in the order they asked. */
export type SharedLock = {
  shared<T>(work: () => Promise<T>): Promise<T>;
  exclusive<T>(work: () => Promise<T>): Promise<T>;
};

/** A lock within this process. Work that asks for the same lock again from inside waits for ever. */
export function sharedLock(): SharedLock {
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  const settled = (work: Promise<unknown>) => work.catch(() => undefined);
  return {
    shared(work) {
      const result = last.then(work);
      const entry = settled(result);
      running.add(entry);
      entry.then(() => running.delete(entry));
      return result;
    },
    exclusive(work) {
      const result = Promise.all([last, ...running]).then(work);
      last = settled(result);
      return result;
    },
  };
}
