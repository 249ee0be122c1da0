import { type CohortCondition, fromHex, type Hex, type JointModel, SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { sampleSums } from "../tabular/sums/sampleSums.ts";
import { fitJointModel } from "./fitJointModel.ts";

/** The most rows one file may have; the order spec has the same limit. */
const MAX_ROWS = 1_000_000;

/**
 * Rows of a joint model as cell numbers, all columns of its schema in order: a function of model, rows, seed and cohort, as sampleModel is
 * for `symbolon-model/2`. Throws E1006 for a model that does not fit its schema, rows outside 1..1,000,000, a seed that is not 32 bytes
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
  const { rows, seedHex, cohort } = request;
  if (!Number.isInteger(rows) || rows < 1 || rows > MAX_ROWS)
    refuse(`rows must be 1 to ${MAX_ROWS}, not ${rows}`);
  if (!/^0x[0-9a-fA-F]{64}$/.test(seedHex)) refuse("the seed must be 32 bytes as 0x hex");
  const seed = fromHex(seedHex as Hex);
  return { table: sampleSums(fitJointModel(model), model.schema, { rows, seed, cohort }), seed };
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "request to generate", reason });
}
