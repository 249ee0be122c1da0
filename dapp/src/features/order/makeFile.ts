import {
  type ErrorCode,
  type ErrorDetails,
  type Hex,
  type JointModel,
  SymbolonError,
} from "@symbolon/protocol";
import type { GenerateRequest } from "@symbolon/synth-worker/generate";
import type { CellCounts } from "./cellCounts.ts";

/** What the thread is asked for. */
export type MakeFileRequest = { readonly model: JointModel; readonly request: GenerateRequest };

/** What it answers: the file's sha256 and its cells, or the catalogued error. */
export type MakeFileAnswer =
  | { readonly ok: true; readonly hash: Hex; readonly cells: CellCounts }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

/**
 * Makes the file of a model in a thread of its own; the thread ends with the answer. Throws what generateCsv throws, E6004 when the thread
 * itself fails (no memory, a browser without module workers).
 */
export function makeFile(request: MakeFileRequest): Promise<{ hash: Hex; cells: CellCounts }> {
  // The generator is only needed by those who ask for this, so it stays out of the first load.
  const worker = new Worker(new URL("./fileWorker.ts", import.meta.url), { type: "module" });
  return new Promise<{ hash: Hex; cells: CellCounts }>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<MakeFileAnswer>) => {
      if (data.ok) resolve(data);
      else reject(new SymbolonError(data.code, data.details));
    });
    worker.addEventListener("error", ({ message }) =>
      reject(
        new SymbolonError("E6004", { url: "The generator in this browser", reason: message || "it stopped" }),
      ),
    );
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
