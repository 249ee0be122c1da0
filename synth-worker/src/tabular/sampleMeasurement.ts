import { type CohortCondition, type Model, SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { fitTree } from "./fitTree.ts";
import { requestSeed } from "./requestSeed.ts";
import { sampleRows } from "./sampleRows.ts";
import { fitSums } from "./sums/fitSums.ts";
import { sampleSums } from "./sums/sampleSums.ts";

/**
 * Rows of a model as cell numbers, all columns of its schema in order: a function of model, rows, seed and cohort. Throws E1006 for a model whose
 * counts do not fit its schema, rows outside 1..1,000,000, a seed that is not 32 bytes as 0x hex, a cohort with the engine tree or one
 * that no row can meet; E2014 for a cohort that cuts a bin.
 */
export function sampleMeasurement(
  model: Model,
  request: {
    readonly rows: number;
    readonly seedHex: string;
    readonly cohort?: readonly CohortCondition[] | undefined;
  },
): { readonly table: EncodedTable; readonly seed: Uint8Array } {
  const { rows, cohort } = request;
  const seed = requestSeed(request);
  if (model.engine === "tree" && cohort !== undefined)
    throw new SymbolonError("E1006", {
      document: "request to generate",
      reason: "a cohort needs the engine maxent",
    });
  const table =
    model.engine === "tree"
      ? sampleRows(fitTree(model), { rows, seed })
      : sampleSums(fitSums(model), model.schema, { rows, seed, cohort });
  return { table, seed };
}
