import { setTimeout as delay } from "node:timers/promises";

/** Waits, or returns early when the signal fires. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
