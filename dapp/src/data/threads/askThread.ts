import { SymbolonError } from "@symbolon/protocol";
import type { ThreadAnswer } from "./threadAnswer.ts";

/**
 * Sends one request to a thread made for it and gives its answer; the thread ends with it. `name` is what the reader calls it. Throws the error that the
 * thread names, E6004 when the thread itself fails (no memory, a browser without module workers).
 */
export function askThread<T>(worker: Worker, request: unknown, name: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<ThreadAnswer<T>>) => {
      if (data.ok) resolve(data.value);
      else reject(new SymbolonError(data.code, data.details));
    });
    worker.addEventListener("error", ({ message }) =>
      reject(new SymbolonError("E6004", { url: name, reason: message || "it stopped" })),
    );
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
