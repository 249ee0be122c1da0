import type { CohortCondition } from "@symbolon/protocol";
import { type OrderRows, rowsOfOrder } from "../../tabular/hospital/rowsOfOrder.ts";
import type { Job } from "../shared/readJob.ts";
import { excludedRows } from "./excludedRows.ts";
import type { OrderContext } from "./orderContext.ts";

/**
 * Which of a hospital's records an order may use, for learning and for judging; never those whose consent is withdrawn or who opted out. Throws what
 * excludedRows and rowsOfOrder throw.
 */
export async function orderRows(
  context: OrderContext,
  job: Job,
  cohort: readonly CohortCondition[] | undefined,
): Promise<OrderRows> {
  const { records, schema, holdout } = context.hospital;
  const excluded = await excludedRows(context, job);
  return rowsOfOrder({ table: records.table, schema, holdout, excluded, cohort });
}
