import {
  type DatasetSchema,
  fromHex,
  MIN_COHORT_HOLDOUT,
  type OrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import {
  canJudge,
  countTables,
  holdoutSplit,
  type planOfOrder,
  rowsOfOrder,
  selectRows,
} from "@symbolon/synth-worker/upload";
import type { HospitalFiles } from "./readHospitalFiles.ts";

/** The exact tables of a hospital. SECRET: only their shares leave the browser. */
export type Tables = ReturnType<typeof countTables>;

/**
 * Counts a hospital's patients for an order as its node does: the training half of everyone who is not excluded, whoever the cohort is. Throws E2016
 * with too few held-out records in the cohort to judge the file by, E4006 with more patients than the order's plan has room for.
 */
export function countPatients(input: {
  readonly plan: NonNullable<ReturnType<typeof planOfOrder>>;
  readonly spec: OrderSpec;
  readonly schema: DatasetSchema;
  readonly orderId: bigint;
  readonly datasetId: bigint;
  readonly files: HospitalFiles;
  readonly excluded: Uint8Array;
}): Tables {
  const { plan, spec, schema, orderId, datasetId, files, excluded } = input;
  const { table, book } = files;
  const holdout = holdoutSplit(table.rows, fromHex(book.holdoutSecret));
  const rows = rowsOfOrder({ table, schema, holdout, excluded, cohort: spec.cohort });
  if (!canJudge(spec, rows.holdout))
    throw new SymbolonError("E2016", { orderId, datasetId, least: MIN_COHORT_HOLDOUT });
  const tables = countTables(plan, selectRows(table, rows.everyone));
  const { mostPatients } = plan.order;
  if (tables.patients > mostPatients) {
    const reason = `this hospital has more than the ${mostPatients} patients that it can take`;
    throw new SymbolonError("E4006", { orderId, reason });
  }
  return tables;
}
