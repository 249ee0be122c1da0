import { setTimeout as delay } from "node:timers/promises";

/** Looks every 50 ms, for two minutes or `seconds`, until `look` gives something; null, undefined and missing files mean not yet. */
export async function eventually<T>(
  what: string | (() => string),
  look: () => Promise<T | null | undefined>,
  seconds = 120,
): Promise<T> {
  for (let i = 0; i < 20 * seconds; i++) {
    const found = await look().catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (found !== null && found !== undefined) return found;
    await delay(50);
  }
  throw new Error(`never: ${typeof what === "string" ? what : what()}`);
}
