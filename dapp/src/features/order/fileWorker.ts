import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import { generateCsv } from "@symbolon/synth-worker/generate";
import { cellCounts } from "./cellCounts.ts";
import type { MakeFileAnswer, MakeFileRequest } from "./makeFile.ts";

/** Runs in a thread of its own, so that the page stays alive while a long file is made and counted. Answers each request once. */
addEventListener("message", ({ data }: MessageEvent<MakeFileRequest>) => {
  const { model, request } = data;
  let answer: MakeFileAnswer;
  try {
    const bytes = generateCsv(model, request);
    const cells = cellCounts(new TextDecoder().decode(bytes), model.schema.columns);
    answer = { ok: true, hash: digestOfBytes(bytes), cells };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { code, details } = error.toJSON();
    answer = { ok: false, code, details };
  }
  postMessage(answer);
});
