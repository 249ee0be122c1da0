import { generateCsv } from "@symbolon/synth-worker/generate";
import { answerThread } from "../../data/threads/answerThread.ts";
import { csvPreview } from "../../format/csvPreview.ts";
import type { MakeSampleRequest, Sample } from "./makeSample.ts";

/** Runs in a thread of its own: the model has to be fitted before rows can be drawn. */
answerThread<MakeSampleRequest, Sample>(({ model, rows, seedHex }) => {
  const csv = new TextDecoder().decode(generateCsv(model, { rows, seedHex }));
  const preview = csvPreview(csv, rows);
  return { csv, header: preview.header, rows: preview.rows };
});
