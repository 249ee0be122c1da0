/** The mechanisms of the private engine. */
export const MECHANISMS = ["independent", "mst", "aim", "swift"] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/**
 * `marginals`: the mechanism sees the whole table, its rows are compared with it. `transfer`: it sees a random half,
 * and a classifier learned from its rows is tried on the other half.
 */
export type Protocol = "marginals" | "transfer";

/** One measured run, done by a process of its own so that its CPU time and memory are its own. */
export type DpJob = {
  readonly table: string;
  readonly protocol: Protocol;
  readonly mechanism: Mechanism;
  readonly epsilon: number;
  readonly delta: number;
  /** Decides the half, the noise and the sampled rows. */
  readonly seed: number;
};

/** Mean L1 distances sum |p - q| over all 1-, 2-, 3-way marginals and the 3-way ones of at most 10,000 cells. */
export type MarginalFigures = {
  readonly l1OneWay: number;
  readonly l1TwoWay: number;
  readonly l1ThreeWay: number;
  readonly l1ThreeWaySmall: number;
};

/** CPU time is user and system time of all threads; the peak is that of the process, Node.js and the table included. */
export type DpFigures = {
  readonly fitCpuSeconds: number;
  readonly sampleCpuSeconds: number;
  readonly fitWallSeconds: number;
  readonly sampleWallSeconds: number;
  readonly peakBytes: number;
  readonly marginals?: MarginalFigures;
  readonly auroc?: number;
  readonly aurocLogistic?: number;
};

/** What to compare a table's figures with: no privacy at all. */
export type Yardstick = {
  readonly table: string;
  readonly rows: number;
  readonly columns: number;
  /** Product of the exact 1-way marginals. */
  readonly independence: MarginalFigures;
  /** A bootstrap resample of the table: what sampling alone costs. */
  readonly resample: MarginalFigures;
  /** Learned from one half of the records, tried on the other; mean over the seeds. */
  readonly auroc: number;
  readonly aurocLogistic: number;
};
