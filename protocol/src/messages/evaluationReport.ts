import { z } from "zod";
import { bytes32 } from "./scalars.ts";

/** A figure that could not be computed, or is not shown because too few records stand behind it, is null. */
const figure = z.number().nullable();
const share = z.number().min(0).max(1);
/** A point estimate with its 95 % limits. */
const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
/** A curve as two lists of the same length. */
const curve = z.strictObject({ x: z.array(z.number()), y: z.array(z.number()) });

const bars = z.strictObject({
  /** Levels, or bins written as "from to below"; the last may be "missing". */
  labels: z.array(z.string()),
  /** Shares of the real holdout; null: fewer records than are shown. */
  real: z.array(figure),
  synthetic: z.array(share),
});

const column = z.strictObject({
  name: z.string(),
  label: z.string().optional(),
  kind: z.enum(["number", "category"]),
  /** 1-way total variation to the holdout, and of the training half to the holdout: the best one can hope for. */
  tvd: z.number(),
  ceilingTvd: figure,
  /** Kolmogorov-Smirnov distance; numbers only. */
  ks: figure,
  /** First Wasserstein distance in units of the holdout's standard deviation; numbers only. */
  wasserstein: figure,
  missingReal: figure,
  missingSynthetic: share,
  bars,
});

const pair = z.strictObject({
  columns: z.tuple([z.string(), z.string()]),
  tvd: z.number(),
  /** Pearson's r, the correlation ratio or Cramer's V, by the kinds of the two columns. */
  realAssociation: figure,
  syntheticAssociation: figure,
});

const fidelity = z.strictObject({
  /** Mean total variation of 1-, 2- and 3-way tables on deciles, and the training half's. */
  tvd: z.strictObject({ oneWay: z.number(), twoWay: z.number(), threeWay: figure }),
  ceiling: z.strictObject({ oneWay: figure, twoWay: figure, threeWay: figure }),
  meanKs: figure,
  meanWasserstein: figure,
  /** Mean absolute difference of associations over pairs. */
  associationDifference: figure,
  /** Propensity mean squared error of a logistic model, and its ratio to what chance gives (1: no difference seen). */
  pMse: figure,
  pMseRatio: figure,
  /** Cross-validated AUC of boosted trees that tell held-out from synthetic records: .5 best, 1 worst. */
  c2st: interval.nullable(),
  /** Told against the training records instead, a file that copies them falls below .48, and surely below .5. */
  copyingAlarm: z.boolean(),
  alphaPrecision: figure,
  betaRecall: figure,
  authenticity: figure,
  precision: figure,
  recall: figure,
  density: figure,
  coverage: figure,
  mmd: figure,
  columns: z.array(column),
  pairs: z.array(pair),
});

/** How a model does on the same holdout, trained on synthetic and on real records. */
const learnt = z.strictObject({
  auroc: interval.nullable(),
  brier: figure,
  calibrationSlope: figure,
  /** Regression targets: coefficient of determination. */
  r2: figure,
  roc: curve.nullable(),
});

const task = z.strictObject({
  target: z.string(),
  /** The level that is predicted; null for a number. */
  positive: z.string().nullable(),
  learner: z.enum(["boosted trees", "logistic regression", "linear regression"]),
  synthetic: learnt,
  real: learnt,
});

const hazard = z.strictObject({
  term: z.string(),
  /** Log hazard ratios and standard errors of the Cox model (Efron) on holdout and synthetic records. */
  real: z.strictObject({ logHazardRatio: z.number(), standardError: z.number() }),
  synthetic: z.strictObject({ logHazardRatio: z.number(), standardError: z.number() }),
  /** Overlap of the two 95 % intervals, 1 when they are the same (Karr et al. 2006). */
  intervalOverlap: z.number(),
  /** Whether the synthetic interval holds the real estimate. */
  covered: z.boolean(),
});

const survival = z.strictObject({
  time: z.string(),
  event: z.string(),
  kaplanMeier: z.strictObject({ real: curve, synthetic: curve }),
  /** Mean absolute difference of the two survival curves up to the last real event. */
  kaplanMeierDistance: z.number(),
  logRankP: z.number(),
  hazards: z.array(hazard),
  meanIntervalOverlap: figure,
  maxStandardisedDifference: figure,
  calibrationSlope: figure,
  /** Concordance on the holdout of the model fitted to synthetic and to real records: Harrell's and Uno's. */
  harrellC: z.strictObject({ synthetic: figure, real: figure }),
  unoC: z.strictObject({ synthetic: figure, real: figure }),
});

const subgroup = z.strictObject({
  column: z.string(),
  level: z.string(),
  /** Holdout records, rounded down to tens; null with all figures below 50. */
  records: z.int().nullable(),
  tvd: figure,
  auroc: figure,
  realAuroc: figure,
});

const utility = z.strictObject({
  tasks: z.array(task),
  survival: z.array(survival),
  subgroups: z.array(subgroup),
});

const membership = z.strictObject({
  attack: z.enum(["nearest neighbour", "density ratio", "shadow models"]),
  auc: interval,
  tprAt1PercentFpr: interval,
  /** ROC of the attack, thinned. */
  roc: curve,
});

const risk = z.strictObject({
  attack: z.enum(["singling out", "linkability", "inference"]),
  /** For inference: the column that is guessed. */
  secret: z.string().nullable(),
  /** Success rates (Wilson) on training records and on records the generator never saw, and what the first adds. */
  attackRate: interval,
  controlRate: interval,
  risk: interval,
  guesses: z.int(),
});

const copied = z.strictObject({
  /** Of the training half. */
  training: share,
  /** Of a sample of it, as large as the smaller of both files; and of the holdout so sampled: what chance gives. */
  sampled: share,
  holdout: figure,
});

const privacy = z.strictObject({
  membership: z.array(membership),
  risks: z.array(risk),
  /** Shares of synthetic records equal to, or within 1 % of, a real record. */
  exactCopies: copied,
  nearCopies: copied,
  /** SHOWN, NEVER A CRITERION: distances say little about disclosure. */
  distances: z.strictObject({
    toTrainingP5: figure,
    toTrainingMedian: figure,
    toHoldoutP5: figure,
    toHoldoutMedian: figure,
    nndrMedian: figure,
    closerToTrainingShare: figure,
  }),
  /** What was proved, where the file comes from a differentially private engine. */
  proof: z
    .strictObject({
      epsilon: z.number(),
      delta: z.number(),
      /** Gaussian differential privacy, and what it allows any membership attack at most. */
      mu: z.number(),
      maxMembershipAuc: z.number(),
      maxTprAt1PercentFpr: z.number(),
    })
    .nullable(),
});

/** What is told of whole patients beside the figures above, which are then of one row per patient (their record and what sums up their rows). */
const overTime = z.strictObject({
  /** Patients written, and breaks of keys, order, caps and sums in their tables. */
  patients: z.int(),
  violations: z.int().nonnegative(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      rows: z.int().nonnegative(),
      /** Total variation to the held-out patients: rows per patient, what rows are about, days between rows, and from what to what. */
      rowsPerPatient: figure,
      codes: figure,
      gaps: figure,
      transitions: figure,
      /** Correlation of a number with its patient's last one, real and synthetic, for what is measured most often. */
      lag: z.array(z.strictObject({ of: z.string(), lag: z.int(), real: figure, synthetic: figure })),
    }),
  ),
});

/** What is told of images beside the figures above, which are then of fixed features of one image per patient. All distances are on scattering features. */
const images = z.strictObject({
  images: z.int(),
  /** Kernel distance to the held-out images, and of the training images to them: the best one can hope for. */
  kernelDistance: figure,
  kernelDistanceReal: figure,
  precision: figure,
  recall: figure,
  /** 1 minus mean MS-SSIM within a class. */
  diversity: figure,
  diversityReal: figure,
  /** Accuracy on held-out images of a fixed learner trained on the file, and on the training images; null for one class. */
  accuracy: figure,
  accuracyReal: figure,
  /** AUC of nearest-neighbour membership. */
  membership: interval,
  /** What the copy gate found of copies that were planted, at least, and what it suspects of held-out images. */
  plantedFound: figure,
  falseAlarms: figure,
});

/** One line of the verdict. */
const check = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Plain words: what was looked at. */
  what: z.string(),
  value: figure,
  limit: z.number(),
  /** Passes when value is at most, or at least, the limit. */
  sense: z.enum(["at most", "at least"]),
  passed: z.boolean(),
});

/** How a file came to be: `private` with a proof, `high-fidelity` without, `unknown` when nobody says. */
export const RELEASE_CLASSES = ["private", "high-fidelity", "unknown"] as const;
export type ReleaseClass = (typeof RELEASE_CLASSES)[number];

/**
 * `symbolon-evaluation/1`: everything the evaluator found out about a synthetic file. A function of the files, the options and the
 * code version: the same inputs give the same bytes. `disclosure` says who may see it: `exact` figures stay with whoever holds the records;
 * in `rounded` ones figures have three decimals, cells of fewer than 10 real records are left out, and subgroups below 50 are not judged.
 */
export const EvaluationReport = z.strictObject({
  format: z.literal("symbolon-evaluation/1"),
  scheme: z.literal("symbolon-scheme/1"),
  releaseClass: z.enum(RELEASE_CLASSES),
  disclosure: z.enum(["exact", "rounded"]),
  synthetic: z.strictObject({ name: z.string(), sha256: bytes32, rows: z.int() }),
  training: z.strictObject({ name: z.string(), sha256: bytes32.nullable(), rows: z.int() }),
  /** null: no holdout was given; a part of the real records was set aside by a public rule, see `limits`. */
  holdout: z.strictObject({ name: z.string(), sha256: bytes32.nullable(), rows: z.int() }),
  fidelity,
  utility,
  privacy,
  /** Of whole patients. */
  overTime: overTime.optional(),
  /** Of images. */
  images: images.optional(),
  verdict: z.strictObject({
    passed: z.boolean(),
    checks: z.array(check),
    /** One or two plain sentences for somebody who is no statistician. */
    words: z.string(),
    /** What this evaluation cannot say. */
    limits: z.array(z.string()),
  }),
});
export type EvaluationReport = z.infer<typeof EvaluationReport>;
