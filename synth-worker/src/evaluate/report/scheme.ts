import type { ReleaseClass } from "@symbolon/protocol";

/** Limits that a verdict holds a file against; null: shown, not judged. */
export type Limits = {
  /** Mean 2-way total variation above what the training half reaches. */
  readonly excessTwoWay: number;
  /** Upper 95 % limit of every membership attack's AUC, and its true positive rate at 1 % false positives. */
  readonly membershipAuc: number;
  readonly membershipTpr: number | null;
  /** Lower 95 % limit of every disclosure risk: fails what is surely above it. */
  readonly disclosureRisk: number;
  /** Exact and near copies of training records beyond those of records the generator never saw. */
  readonly excessCopies: number;
  /** Loss of AUROC against a model trained on real records. */
  readonly aurocLoss: number | null;
  /** Mean overlap of hazard ratios' 95 % intervals. */
  readonly intervalOverlap: number | null;
  /** Slope of the synthetic survival model on real records: how far from 1 it may be, either way. */
  readonly calibration: number | null;
};

/** For a file of which nothing is proved. */
const STRICT: Limits = {
  excessTwoWay: 0.05,
  membershipAuc: 0.55,
  membershipTpr: 0.03,
  disclosureRisk: 0.05,
  excessCopies: 0.05,
  aurocLoss: 0.08,
  intervalOverlap: 0.5,
  calibration: 0.35,
};

/**
 * `symbolon-scheme/1`: the limits per release class. A private file is judged by its proof and by gross errors: little budget makes little
 * likeness, which its buyer chose. A file without a proof has to be like the records in every respect and has to withstand every attack; the
 * membership limits are those its generator is calibrated to. `unknown` is judged as without a proof.
 */
export const SCHEME: Readonly<Record<ReleaseClass, Limits>> = {
  private: {
    excessTwoWay: 0.2,
    membershipAuc: 0.6,
    membershipTpr: null,
    disclosureRisk: 0.05,
    excessCopies: 0.05,
    aurocLoss: null,
    intervalOverlap: null,
    calibration: null,
  },
  "high-fidelity": STRICT,
  unknown: STRICT,
};
