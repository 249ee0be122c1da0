import { PendingLoad } from "./PendingLoad.ts";

/** Answers of asynchronous reads (contract calls, files) within one block, for handlers that run again. */
export class AsyncMemo {
  readonly #answers = new Map<string, unknown>();

  /**
   * The answer kept under `key`.
   * @throws PendingLoad the first time, to fetch it
   */
  get<T>(key: string, fetch: () => Promise<T>): T {
    if (this.#answers.has(key)) return this.#answers.get(key) as T;
    throw new PendingLoad(async () => {
      this.#answers.set(key, await fetch());
    });
  }
}
