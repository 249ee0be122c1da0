import { isRetryable } from "./isRetryable.ts";
import { sleep } from "./sleep.ts";

/**
 * Runs `act` until it succeeds, throws something that is not retryable, or `attempts` are used up; waits twice as long each time,
 * at most 5 s. For reads and for writes that the receiver recognises as repeated.
 */
export async function retrying<T>(
  act: () => Promise<T>,
  options: {
    readonly attempts: number;
    readonly firstDelayMilliseconds: number;
    readonly signal?: AbortSignal;
  },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (!isRetryable(error) || attempt >= options.attempts || options.signal?.aborted === true) throw error;
      await sleep(Math.min(options.firstDelayMilliseconds * 2 ** (attempt - 1), 5000), options.signal);
    }
  }
}
