import { SymbolonError } from "@symbolon/protocol";
import type { SampleAnswer, SampleCalls } from "./sampleMessages.ts";

/** A thread that holds one sample; each call gives a promise. `close` ends it and forgets the records. */
export type OpenSample = {
  readonly [N in keyof SampleCalls]: (
    ...args: Parameters<SampleCalls[N]>
  ) => Promise<Awaited<ReturnType<SampleCalls[N]>>>;
} & { readonly close: () => void };

/** Starts the thread. Calls throw the catalogued error of the thread, and E6004 when it fails itself (no memory). */
export function openSample(): OpenSample {
  const worker = new Worker(new URL("./sampleWorker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<SampleAnswer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) call?.resolve(data.value);
    else call?.reject(new SymbolonError(data.code, data.details));
  });
  worker.addEventListener("error", ({ message }) => {
    const error = new SymbolonError("E6004", {
      url: "The reader in this browser",
      reason: message || "it stopped",
    });
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const ask =
    (name: keyof SampleCalls) =>
    (...args: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        last++;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, name, args });
      });
  return {
    read: ask("read"),
    fit: ask("fit"),
    consents: ask("consents"),
    close: () => worker.terminate(),
  } as OpenSample;
}
