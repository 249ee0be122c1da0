import { readFile } from "node:fs/promises";
import { MARK_RHO_MICRO, parseDocument, STATISTICS, StatisticsOrderSpec } from "@symbolon/protocol";
import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import { z } from "zod";
import { parseJson } from "./keyFile.ts";
import { orderRefused } from "./orderRefused.ts";

const { request, cohort, release, precision } = StatisticsOrderSpec.shape;
/** What a file with a statistic's question may hold. */
const Question = z.strictObject({
  request,
  cohort,
  release: release.optional(),
  precision,
});

/**
 * What only an order of a statistic says, from the file with its question: `{ "request": {...} }`, and maybe cohort, release and precision. With
 * an epsilon the release is private, whatever the file says; else, and where it does not say, an aggregate. Throws E1006.
 */
export async function statisticsPart(options: {
  readonly requestFile: string;
  readonly epsilon: number | undefined;
  readonly delta: number | undefined;
}): Promise<
  Pick<z.input<typeof StatisticsOrderSpec>, "engine" | "rows" | "rhoMicro" | keyof z.infer<typeof Question>>
> {
  const { requestFile, epsilon, delta = 1e-6 } = options;
  const asked = parseDocument(
    Question,
    parseJson(await readFile(requestFile, "utf8"), requestFile),
    requestFile,
  );
  const chosen =
    epsilon === undefined
      ? (asked.release ?? release.parse({ kind: "aggregate" }))
      : ({ kind: "private", epsilon, delta } as const);
  const rhoMicro =
    chosen.kind === "private"
      ? orderRefused(() => rhoMicroFor(chosen.epsilon, chosen.delta))
      : MARK_RHO_MICRO;
  return {
    engine: STATISTICS,
    rows: 1,
    rhoMicro: rhoMicro.toString(),
    request: asked.request,
    ...(asked.cohort === undefined ? {} : { cohort: asked.cohort }),
    release: chosen,
    precision: asked.precision,
  };
}
