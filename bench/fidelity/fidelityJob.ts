/** One measured run, done by a process of its own so that its CPU time and memory are its own. */
export type FidelityJob = {
  readonly table: string;
  /** Decides the half and the sampled rows. */
  readonly seed: number;
  readonly leaf: number;
};

/**
 * What a file made from one half of the records is like. CPU time and memory (of the process, Node.js and the table included) are those of fit and
 * sample, read before anything is judged. Accuracy, two-sample AUC, Kaplan-Meier and hazard ratios are against the training half, all else
 * against the other half, as in the measurements the bars come from. `Real` figures replace the file by training records.
 */
export type FidelityFigures = {
  readonly rows: number;
  readonly fitCpuSeconds: number;
  readonly sampleCpuSeconds: number;
  readonly peakBytes: number;
  readonly accuracyUnivariate: number;
  readonly accuracyBivariate: number;
  readonly ceilingBivariate: number;
  readonly c2stAuc: number;
  readonly auroc: number;
  readonly aurocReal: number;
  readonly membershipAuc: number;
  readonly membershipAucHigh: number;
  readonly tprAt1PercentFpr: number;
  readonly intervalOverlap?: number;
  readonly maxLogHazardDifference?: number;
  readonly kaplanMeierDistance?: number;
  readonly harrellC?: number;
  readonly harrellCReal?: number;
};
