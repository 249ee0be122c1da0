import type { StateFile } from "./stateFile.ts";

/** A value in memory whose changes are on disk before anyone sees them. */
export type DurableValue<T> = {
  readonly get: () => T;
  /**
   * Replaces the value by what `next` makes of it. One change at a time, and durable before it is visible: whatever a caller then sends
   * is on disk already. Returning the same value writes nothing. Throws what `next` throws (nothing changes then), and E8002.
   */
  update(next: (value: T) => T): Promise<T>;
};

/** Keeps `value` (already on disk, or not worth keeping as it is) in `file`. */
export function durableValue<T>(file: Pick<StateFile<T>, "write">, value: T): DurableValue<T> {
  let current = value;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    get: () => current,
    update(next) {
      const change = queue.then(async () => {
        const changed = next(current);
        if (changed === current) return current;
        await file.write(changed);
        current = changed;
        return changed;
      });
      queue = change.catch(() => undefined);
      return change;
    },
  };
}
