import { type CohortCondition, type Model, SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { fitTree } from "./fitTree.ts";
import { sampleRows } from "./sampleRows.ts";
import { fitSums } from "./sums/fitSums.ts";
import { sampleSums } from "./sums/sampleSums.ts";

/** The most rows one file may have; the order spec has the same limit. */
const MAX_ROWS = 1_000_000;

/**
 * Rows of a model as cell numbers, all columns of its schema in order: a function of model, rows, seed and cohort. Throws E1006 for a model whose
 * counts do not fit its schema, rows outside 1..1,000,000, a seed that is not 32 bytes as 0x hex, a cohort with the engine tree or one
 * that no row can meet; E2014 for a cohort that cuts a bin.
 */
export function sampleModel(
  model: Model,
  request: {
    readonly rows: number;
    readonly seedHex: string;
    readonly cohort?: readonly CohortCondition[] | undefined;
  },
): { readonly table: EncodedTable; readonly seed: Uint8Array } {
  const { rows, seedHex, cohort } = request;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "request to generate", reason });
  };
  if (!Number.isInteger(rows) || rows < 1 || rows > MAX_ROWS)
    refuse(`rows must be 1 to ${MAX_ROWS}, not ${rows}`);
  if (!/^0x[0-9a-fA-F]{64}$/.test(seedHex)) refuse("the seed must be 32 bytes as 0x hex");
  if (model.engine === "tree" && cohort !== undefined) refuse("a cohort needs the engine maxent");
  const seed = Uint8Array.from({ length: 32 }, (_, i) =>
    Number.parseInt(seedHex.slice(2 + 2 * i, 4 + 2 * i), 16),
  );
  const table =
    model.engine === "tree"
      ? sampleRows(fitTree(model), { rows, seed })
      : sampleSums(fitSums(model), model.schema, { rows, seed, cohort });
  return { table, seed };
}
