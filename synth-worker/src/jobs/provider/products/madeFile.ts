import type { EvaluationReport, Hex, Origin } from "@symbolon/protocol";

/** A high-fidelity file with what its generator was calibrated to and the report on it; all numbers of it may leave. */
export type MadeFile = {
  readonly calibration: Pick<Origin, "leaf" | "leavesTried"> | Pick<Origin, "gate">;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly outputHash: Hex;
  readonly report: EvaluationReport;
};
