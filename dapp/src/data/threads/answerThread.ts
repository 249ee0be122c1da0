import { SymbolonError } from "@symbolon/protocol";
import type { ThreadAnswer } from "./threadAnswer.ts";

/** In a thread: answers each request by `answer`, catalogued errors as such; any other ends the thread, which {@link askThread} reports. */
export function answerThread<Q, T>(answer: (request: Q) => T | Promise<T>): void {
  addEventListener("message", async ({ data }: MessageEvent<Q>) => {
    let reply: ThreadAnswer<T>;
    try {
      reply = { ok: true, value: await answer(data) };
    } catch (error) {
      if (!(error instanceof SymbolonError)) {
        // Thrown outside of the promise, so that it reaches the page as the thread's error.
        setTimeout(() => {
          throw error;
        });
        return;
      }
      const { code, details } = error.toJSON();
      reply = { ok: false, code, details };
    }
    postMessage(reply);
  });
}
