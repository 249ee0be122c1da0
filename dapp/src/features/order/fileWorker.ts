import { digestOfBytes } from "@symbolon/protocol";
import { generateCsv } from "@symbolon/synth-worker/generate";
import { answerThread } from "../../data/threads/answerThread.ts";
import { cellCounts } from "./cellCounts.ts";
import type { MadeFile, MakeFileRequest } from "./makeFile.ts";

/** Runs in a thread of its own, so that the page stays alive while a long file is made and counted. */
answerThread<MakeFileRequest, MadeFile>(({ model, request }) => {
  const bytes = generateCsv(model, request);
  const cells = cellCounts(new TextDecoder().decode(bytes), model.schema.columns);
  return { hash: digestOfBytes(bytes), cells };
});
