import type { CohortCondition, JointModel } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { requestSeed } from "../tabular/requestSeed.ts";
import { sampleSums } from "../tabular/sums/sampleSums.ts";
import { fitJointModel } from "./fitJointModel.ts";

/**
 * Rows of a joint model as cell numbers, all columns of its schema in order: a function of model, rows, seed and cohort.
 * Throws E1006 for a model that does not fit its schema, rows outside 1..1,000,000, a seed that is not 32 bytes
 * as 0x hex, or a cohort that no row can meet; E2014 for a cohort that cuts a bin.
 */
export function sampleJointModel(
  model: Pick<JointModel, "schema" | "tables" | "rhoMicro">,
  request: {
    readonly rows: number;
    readonly seedHex: string;
    readonly cohort?: readonly CohortCondition[] | undefined;
  },
): { readonly table: EncodedTable; readonly seed: Uint8Array } {
  const { rows, cohort } = request;
  const seed = requestSeed(request);
  return { table: sampleSums(fitJointModel(model), model.schema, { rows, seed, cohort }), seed };
}
