import type { CohortCondition, DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { keystream } from "../../random/keystream.ts";
import { sampleTree } from "../generation/sampleTree.ts";
import type { ModelState } from "../model/modelState.ts";
import { cohortCells } from "./cohortCells.ts";
import { conditionSums } from "./conditionSums.ts";

/**
 * `rows` encoded records of a fitted model, every one of them in the cohort (default: any record): a function of (model, cohort, rows,
 * seed), the same on every machine. Rows follow the model's distribution given the cohort; none is drawn and thrown away. Throws
 * E1006 and E2014 for a cohort that does not fit the schema, or that the model holds impossible.
 */
export function sampleSums(
  state: ModelState,
  schema: Pick<DatasetSchema, "columns">,
  options: { rows: number; seed: Uint8Array; cohort?: readonly CohortCondition[] | undefined },
): EncodedTable {
  const conditions = cohortCells(schema, options.cohort ?? []);
  const { tree, beliefs } = conditionSums(state, conditions);
  const { sizes } = state;
  const columns = sampleTree(tree, beliefs, options.rows, keystream(options.seed, "rows"));
  return { sizes, rows: options.rows, columns };
}
