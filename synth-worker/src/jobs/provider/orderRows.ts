import type { CohortCondition } from "@symbolon/protocol";
import { cohortRows } from "../shared/cohortRows.ts";
import type { Job } from "../shared/readJob.ts";
import { excludedRows } from "./excludedRows.ts";
import type { OrderContext } from "./orderContext.ts";

/** Flags per record. */
export type OrderRows = {
  /** The training half, in the cohort or not. */
  readonly everyone: Uint8Array;
  /** The training half and the holdout of the cohort. */
  readonly training: Uint8Array;
  readonly holdout: Uint8Array;
};

/**
 * Which of a hospital's records an order may use, for learning and for judging; never those whose consent is withdrawn or who opted out. Throws what
 * excludedRows and cohortRows throw.
 */
export async function orderRows(
  context: OrderContext,
  job: Job,
  cohort: readonly CohortCondition[] | undefined,
): Promise<OrderRows> {
  const { records, schema, holdout } = context.hospital;
  const excluded = await excludedRows(context, job);
  const inside = cohortRows(records.table, schema, cohort);
  const half = (which: 0 | 1) => holdout.map((flag, row) => Number(flag === which && excluded[row] !== 1));
  const ofCohort = (flags: Uint8Array) => flags.map((flag, row) => flag * inside[row]!);
  const everyone = half(0);
  return { everyone, training: ofCohort(everyone), holdout: ofCohort(half(1)) };
}
