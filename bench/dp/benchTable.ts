import type { EncodedTable, PredictionTask } from "@symbolon/synth-worker/evaluation";
import type { ColumnLevels } from "@symbolon/synth-worker/synthesis";

/** A table as the benchmark measures it: one record per patient, identifiers left out. */
export type BenchTable = EncodedTable & {
  readonly names: readonly string[];
  /** Per column: are its levels ordered, and which one means missing. */
  readonly levels: readonly ColumnLevels[];
  /** What a learner has to predict. Follow-up times and causes that give the outcome away are not shown to it. */
  readonly task: PredictionTask;
};
