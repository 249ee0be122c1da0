import type { CohortCondition, DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { cohortRows } from "./cohortRows.ts";

/** Flags per record. */
export type OrderRows = {
  /** The training half, in the cohort or not. */
  readonly everyone: Uint8Array;
  /** The training half and the holdout of the cohort. */
  readonly training: Uint8Array;
  readonly holdout: Uint8Array;
};

/**
 * Which of a hospital's records an order may use, for learning and for judging; never those that `excluded` flags. `holdout`: holdoutSplit. Throws
 * what cohortRows throws.
 */
export function rowsOfOrder(hospital: {
  readonly table: EncodedTable;
  readonly schema: DatasetSchema;
  readonly holdout: Uint8Array;
  readonly excluded: Uint8Array;
  readonly cohort: readonly CohortCondition[] | undefined;
}): OrderRows {
  const { table, schema, holdout, excluded } = hospital;
  const inside = cohortRows(table, schema, hospital.cohort);
  const half = (which: 0 | 1) => holdout.map((flag, row) => Number(flag === which && excluded[row] !== 1));
  const ofCohort = (flags: Uint8Array) => flags.map((flag, row) => flag * inside[row]!);
  const everyone = half(0);
  return { everyone, training: ofCohort(everyone), holdout: ofCohort(half(1)) };
}
