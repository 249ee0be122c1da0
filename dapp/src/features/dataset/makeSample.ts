import type { Hex, JointModel } from "@symbolon/protocol";
import { askThread } from "../../data/threads/askThread.ts";

/** A published model, how many rows to draw from it, and the public seed that they follow from. */
export type MakeSampleRequest = { readonly model: JointModel; readonly rows: number; readonly seedHex: Hex };

/** The rows as a file and as a table. */
export type Sample = {
  readonly csv: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** Draws rows from a published model in a thread of its own. It is post-processing, so it costs no budget. Throws what generateCsv throws, and as askThread. */
export function makeSample(request: MakeSampleRequest): Promise<Sample> {
  const worker = new Worker(new URL("./sampleWorker.ts", import.meta.url), { type: "module" });
  return askThread(worker, request, "The generator in this browser");
}
