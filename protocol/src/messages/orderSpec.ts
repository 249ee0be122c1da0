import { z } from "zod";
import { CohortCondition } from "./cohortCondition.ts";
import { MARK_RHO_MICRO } from "./markRhoMicro.ts";
import { bytes32, decimal } from "./scalars.ts";
import { StatisticsOrderSpec } from "./statisticsOrderSpec.ts";

/**
 * The private engines, by how the tables to measure are chosen: `aim` in rounds, each time where the model is worst (McKenna et al. 2022);
 * `mst` a tree of pairs (McKenna et al. 2021); `fixed` those that the order names. Three nodes choose and measure under sharing;
 * the rows are of the maximum-entropy model over all measured tables.
 */
export const ENGINES = ["aim", "mst", "fixed"] as const;
export type Engine = (typeof ENGINES)[number];

/** The engine that is not differentially private: one hospital's own node makes the file, from its records. */
export const HIGH_FIDELITY = "high-fidelity";

/**
 * The engine for two hospitals with different columns of the same patients: their records are linked by tokens that nobody can trace back, and the
 * tables that the order names are counted under sharing, over the patients whom both have. Differentially private.
 */
export const LINKED = "vertical";

/** Sets of two or three column names whose tables matter to the buyer, beside every column's own. */
export const Workload = z.array(z.array(z.string()).min(2).max(3)).max(200);
export type Workload = z.infer<typeof Workload>;

const thresholds = z.strictObject({
  maxMeanTvd1: z.number(),
  maxMeanTvd2: z.number(),
  maxMiaAuc: z.number(),
});

/** What every order of a file of records says, whatever makes it. */
const common = {
  format: z.literal("symbolon-order/3"),
  chainId: z.int().positive(),
  schemaDigest: bytes32,
  rows: z.int().min(1).max(1_000_000),
  /** Which columns the file has, in this order; default: all, in the schema's order. */
  columns: z.array(z.string()).min(1).max(200).optional(),
  /** Conditions that every row of the file meets, all of them, one per column; default: none. Costs no privacy. */
  cohort: z.array(CohortCondition).min(1).max(20).optional(),
  purpose: z.int().positive(),
  /** Under a data permit, and only there: attestUse of the job (Art. 54 of Regulation (EU) 2025/327). */
  useAttestation: bytes32.optional(),
  buyerKey: bytes32,
  thresholds,
};

/** An order of a differentially private file. */
export const PrivateOrderSpec = z.strictObject({
  ...common,
  datasetIds: z.array(decimal).min(1).max(8),
  engine: z.enum(ENGINES),
  epsilon: z.number().positive().max(20),
  delta: z.number().positive().max(1e-3),
  rhoMicro: decimal,
  /** `fixed`: the tables that are measured, at least one. Else tables that count double when one is chosen; may be empty. */
  workload: Workload,
  /** About how many patients all datasets have together, as the catalogue says. A wrong figure costs accuracy, not privacy. */
  patients: z
    .int()
    .min(1)
    .max(2 ** 30),
  /** Most patients of one dataset: how wide shared counts are. A hospital with more cannot take part. */
  mostPatients: z
    .int()
    .min(1)
    .max(2 ** 24 - 1),
  /** How many of the datasets have to be in; a hospital that fails is left out then, named, not charged and not paid. Default: all. */
  leastDatasets: z.int().min(1).max(8).optional(),
});
export type PrivateOrderSpec = z.infer<typeof PrivateOrderSpec>;

/** What a linked order cannot say: the file has all columns of all linked patients, and both hospitals are needed. */
const unsaid = z.never().optional();

/** An order of a differentially private file of the patients whom two hospitals have, over columns of both. */
export const LinkedOrderSpec = z.strictObject({
  ...common,
  columns: unsaid,
  cohort: unsaid,
  leastDatasets: unsaid,
  datasetIds: z.array(decimal).length(2),
  engine: z.literal(LINKED),
  /**
   * Which columns of each dataset are in, in the datasets' sequence, and the schema that each has now. `schemaDigest` above is of the joined schema that
   * follows from these (joinSchemas): a column's name may not be at both.
   */
  parts: z
    .array(
      z.strictObject({
        datasetId: decimal,
        schemaDigest: bytes32,
        /** At least two, so that each hospital has a table of its own to judge. */
        columns: z.array(z.string()).min(2).max(198),
      }),
    )
    .length(2),
  epsilon: PrivateOrderSpec.shape.epsilon,
  delta: PrivateOrderSpec.shape.delta,
  rhoMicro: decimal,
  /** Pairs of columns whose tables are measured beside every column's own, of one hospital or across. */
  workload: z.array(z.array(z.string()).length(2)).min(1).max(200),
  /** About how many patients both hospitals have in common. A wrong figure costs accuracy, not privacy. */
  patients: PrivateOrderSpec.shape.patients,
  /** Most patients of one hospital: no longer list of identifiers is answered. A hospital with more cannot take part. */
  mostPatients: z.int().min(1).max(4_000_000),
});
export type LinkedOrderSpec = z.infer<typeof LinkedOrderSpec>;

/** What a high-fidelity order may ask for beside rows of the schema: whole patients with their tables over time, or images. */
export const PRODUCTS = ["patients-over-time", "images"] as const;
export type Product = (typeof PRODUCTS)[number];

/** An order of a file that is not differentially private. */
export const HighFidelityOrderSpec = z.strictObject({
  ...common,
  /** Default: rows of the schema. Else `rows` counts patients or images, the file is a ZIP archive, and `columns` is not said. */
  product: z.enum(PRODUCTS).optional(),
  /** Of images: which of the dataset's classes (default: all). */
  classes: z.array(z.string().min(1).max(60)).min(1).max(50).optional(),
  /** One: the file is made by that hospital's own node, from its records. */
  datasetIds: z.array(decimal).length(1),
  engine: z.literal(HIGH_FIDELITY),
  /** A mark of the use in the ledger, and no bound: there is no epsilon that such a file keeps to. */
  rhoMicro: z.literal(MARK_RHO_MICRO.toString()),
});
export type HighFidelityOrderSpec = z.infer<typeof HighFidelityOrderSpec>;

/**
 * `symbolon-order/3`: what a buyer asks for. Its digest is on chain, so no party can change it after payment. The engine says which
 * kind it is. With a private engine `rhoMicro` must be what (epsilon, delta) allow, at most: nodes recompute it and refuse more (E4006).
 * With `high-fidelity` there is no privacy guarantee, hence neither epsilon nor delta. With `statistics` it is figures that are asked for, not a
 * file of records. Whether a spec fits its schema is said by `checkOrderSpec`.
 */
export const OrderSpec = z.discriminatedUnion("engine", [
  PrivateOrderSpec,
  LinkedOrderSpec,
  HighFidelityOrderSpec,
  StatisticsOrderSpec,
]);
export type OrderSpec = z.infer<typeof OrderSpec>;
/**
 * Thresholds a buyer gets unless the order says otherwise: mean total variation against each hospital's own holdout, and the upper
 * limit of the membership AUC. Hospitals differ from one another, so a joint file is never as close to one of them as that
 * hospital's own training half is; the limits leave room for that and none for a failed fit.
 */
export const DEFAULT_THRESHOLDS: PrivateOrderSpec["thresholds"] = {
  maxMeanTvd1: 0.18,
  maxMeanTvd2: 0.28,
  maxMiaAuc: 0.6,
};

/** The same for a file without a proof of privacy: the membership attack may do less. */
export const HIGH_FIDELITY_THRESHOLDS: HighFidelityOrderSpec["thresholds"] = {
  ...DEFAULT_THRESHOLDS,
  maxMiaAuc: 0.55,
};
