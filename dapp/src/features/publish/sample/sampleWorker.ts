import { SymbolonError } from "@symbolon/protocol";
import { sampleCalls } from "./sampleCalls.ts";
import type { SampleAnswer, SampleRequest } from "./sampleMessages.ts";

const calls = sampleCalls();

/** Runs in a thread of its own, which keeps the sample: the page gets counts and proposals and never a record. Answers every call. */
addEventListener("message", async ({ data }: MessageEvent<SampleRequest>) => {
  postMessage(await answer(data));
});

async function answer({ id, name, args }: SampleRequest): Promise<SampleAnswer> {
  try {
    const call = calls[name] as (...values: readonly unknown[]) => unknown;
    return { id, ok: true, value: await call(...args) };
  } catch (error) {
    if (error instanceof SymbolonError) {
      const { code, details } = error.toJSON();
      return { id, ok: false, code, details };
    }
    const reason = error instanceof Error ? error.message.slice(0, 200) : "it cannot be taken apart";
    return { id, ok: false, code: "E1005", details: { file: "The sample", reason } };
  }
}
