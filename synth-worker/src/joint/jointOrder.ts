import type { DatasetSchema } from "@symbolon/protocol";

/** How tables to measure are chosen: in rounds (AIM), a tree of pairs (MST), or by the order (fixed). */
export type JointMechanism = "aim" | "mst" | "fixed";

/**
 * What all parties of one joint private job know beforehand. Everything that is decided before the first opening is a function of it, so
 * hospitals and nodes that have the same order have the same plan. One patient has one row, and is in one hospital only: the caller's
 * care, since no node could see otherwise. One row more or less then changes one cell of each table by 1.
 */
export type JointOrder = {
  readonly orderId: string;
  readonly schema: DatasetSchema;
  /** In the order's sequence; a dataset stands for its hospital. */
  readonly datasetIds: readonly string[];
  readonly mechanism: JointMechanism;
  readonly epsilon: number;
  readonly delta: number;
  /** What the joint tables may cost: all of orderBudget(epsilon, delta), or a part of it. Never is more spent than orderBudget says. */
  readonly rhoMicro: bigint;
  /** fixed: the sets to measure beside every column. Otherwise sets that matter beyond all others (may be empty). */
  readonly workload: readonly (readonly string[])[];
  /** About how many patients all hospitals have together, from public sources. A wrong figure costs accuracy, not privacy. */
  readonly patients: number;
  /** Most patients of one hospital: how wide shared counts are. A hospital with more cannot take part. */
  readonly mostPatients: number;
  /** Most cells of one table (default 1,000), and rounds of the mechanism aim (default: planJoint's). */
  readonly maxTableCells?: number | undefined;
  readonly rounds?: number | undefined;
  /**
   * Only where two hospitals' patients are linked: how many of the schema's columns each dataset gives, in sequence. One patient then is one joined
   * row, in at most one cell of each table, whatever rows there are (docs/proofs/vertical-products.md, 6).
   */
  readonly linked?: readonly number[] | undefined;
};
