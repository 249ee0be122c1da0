import type { EvaluationReport } from "../../messages/evaluationReport.ts";

/** The least a report can hold: every figure that may be null is, every list is empty. */
export function bareReport(): EvaluationReport {
  const nothing = { twoWay: null, oneWay: null, threeWay: null };
  return {
    format: "symbolon-evaluation/1",
    scheme: "symbolon-scheme/1",
    releaseClass: "unknown",
    disclosure: "exact",
    synthetic: { name: "s.csv", sha256: `0x${"0".repeat(64)}`, rows: 1 },
    training: { name: "t.csv", sha256: null, rows: 1 },
    holdout: { name: "h.csv", sha256: null, rows: 0 },
    fidelity: {
      tvd: { oneWay: 1, twoWay: 1, threeWay: null },
      ceiling: nothing,
      meanKs: null,
      meanWasserstein: null,
      associationDifference: null,
      pMse: null,
      pMseRatio: null,
      c2st: null,
      copyingAlarm: false,
      alphaPrecision: null,
      betaRecall: null,
      authenticity: null,
      precision: null,
      recall: null,
      density: null,
      coverage: null,
      mmd: null,
      columns: [],
      pairs: [],
    },
    utility: { tasks: [], survival: [], subgroups: [] },
    privacy: {
      membership: [],
      risks: [],
      exactCopies: { training: 0, sampled: 0, holdout: null },
      nearCopies: { training: 0, sampled: 0, holdout: null },
      distances: {
        toTrainingP5: null,
        toTrainingMedian: null,
        toHoldoutP5: null,
        toHoldoutMedian: null,
        nndrMedian: null,
        closerToTrainingShare: null,
      },
      proof: null,
    },
    verdict: { passed: false, checks: [], words: "", limits: [] },
  };
}
