import type { Hex, JointModel } from "@symbolon/protocol";
import type { GenerateRequest } from "@symbolon/synth-worker/generate";
import { askThread } from "../../data/threads/askThread.ts";
import type { CellCounts } from "./cellCounts.ts";

/** What the thread is asked for. */
export type MakeFileRequest = { readonly model: JointModel; readonly request: GenerateRequest };

/** The file's sha256 and its cells. */
export type MadeFile = { readonly hash: Hex; readonly cells: CellCounts };

/** Makes the file of a model in a thread of its own. Throws what generateCsv throws, and as askThread. */
export function makeFile(request: MakeFileRequest): Promise<MadeFile> {
  // The generator is only needed by those who ask for this, so it stays out of the first load.
  const worker = new Worker(new URL("./fileWorker.ts", import.meta.url), { type: "module" });
  return askThread(worker, request, "The generator in this browser");
}
