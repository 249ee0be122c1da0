import { z } from "zod";
import { CohortCondition } from "./cohortCondition.ts";
import { MARK_RHO_MICRO } from "./markRhoMicro.ts";
import { bytes32, decimal } from "./scalars.ts";

/** The engine of statistics: hospitals' sums, added up by three nodes that see no summand. */
export const STATISTICS = "statistics";

/** Most cells of a table, or counts of a set of survival curves. */
const MAX_CELLS = 10_000;

/** Records that have this level. */
const hasLevel = z.strictObject({ column: z.string(), level: z.string() });
/** A number and its public range, known without the records; a value outside counts as the nearer end. */
const ranged = z
  .strictObject({ column: z.string(), min: z.number(), max: z.number() })
  .refine(({ min, max }) => min < max, "the range is empty");
/** Strictly ascending numbers. */
const ascending = (least: number, most: number) =>
  z
    .array(z.number())
    .min(least)
    .max(most)
    .refine((list) => list.every((each, i) => i === 0 || each > list[i - 1]!), "the numbers do not ascend");
const distinctLevels = z
  .array(z.string())
  .min(1)
  .max(256)
  .refine((levels) => new Set(levels).size === levels.length, "a level repeats");

/** A variable of a model: 1 where a record has the level and else 0, or a number (of a category: what its level is written as). */
const term = z.union([hasLevel, ranged]);
/** Whether records that miss the column, or have none of the levels, have a cell of their own (the last one) or are not counted. */
const missing = z.boolean().default(false);
/** One side of a table: levels, or numbers by half-open bins [edge, next edge), one outside all as in the nearer end's. */
const dimension = z.union([
  z.strictObject({ column: z.string(), levels: distinctLevels, missing }),
  z.strictObject({ column: z.string(), edges: ascending(2, 1025), missing }),
]);
const terms = z
  .array(term)
  .min(1)
  .max(30)
  .refine((list) => new Set(list.map((each) => JSON.stringify(each))).size === list.length, "a term repeats");

const statistic = z.discriminatedUnion("statistic", [
  /** Counts: of the cohort (`by` is empty), a histogram, or a table of two columns. */
  z.strictObject({ statistic: z.literal("table"), by: z.array(dimension).max(2) }),
  /** Mean and variance (n - 1) of each number, over the records that have it. */
  z.strictObject({ statistic: z.literal("means"), columns: z.array(ranged).min(1).max(50) }),
  /** The smallest values that at least these shares of the records do not exceed, to within `step`. */
  z.strictObject({
    statistic: z.literal("quantiles"),
    column: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number().positive(),
    probabilities: ascending(1, 20).refine((list) => list.every((p) => p > 0 && p < 1), "not within 0 and 1"),
  }),
  /** Survival curves up to the grid's end, times rounded up to the grid. */
  z.strictObject({
    statistic: z.literal("kaplan-meier"),
    time: z.string(),
    event: hasLevel,
    grid: ascending(1, 5000).refine((list) => list[0]! > 0, "the first time is not positive"),
    by: z.strictObject({ column: z.string(), levels: distinctLevels }).optional(),
  }),
  /** Logistic regression with an intercept. */
  z.strictObject({ statistic: z.literal("logistic"), outcome: hasLevel, terms }),
  /** Cox regression with a baseline hazard of its own for every hospital. */
  z.strictObject({
    statistic: z.literal("cox"),
    time: z.string(),
    event: hasLevel,
    terms,
    ties: z.enum(["efron", "breslow"]).default("efron"),
  }),
]);

const release = z.discriminatedUnion("kind", [
  /** Exact sums over many patients, without a proof of privacy: nothing is released for fewer records, cells or hospitals. */
  z.strictObject({
    kind: z.literal("aggregate"),
    minRecords: z.int().min(10).default(30),
    minCell: z.int().min(5).default(10),
    /** Hospitals with at least `minCell` records. With two, each can take its own part off the result. */
    minHospitals: z.int().min(2).default(3),
  }),
  /** Sums with noise of every node: rho-zCDP, unit one patient with one record, one more or less. */
  z.strictObject({
    kind: z.literal("private"),
    epsilon: z.number().positive().max(20),
    delta: z.number().positive().max(1e-3),
  }),
]);

/** Statistics with a bound on what one patient adds to them, so that noise can hide the patient. */
const BOUNDED: readonly string[] = ["table", "means", "quantiles", "kaplan-meier"];

/**
 * An order of a statistic over the records of several hospitals, computed by adding up what each computes on its own. Columns, levels and
 * ranges are public. A hospital takes one dataset's part in it; all of them are needed.
 */
export const StatisticsOrderSpec = z
  .strictObject({
    format: z.literal("symbolon-order/3"),
    chainId: z.int().positive(),
    schemaDigest: bytes32,
    datasetIds: z.array(decimal).min(1).max(8),
    engine: z.literal(STATISTICS),
    /** A result counts as one row. */
    rows: z.literal(1),
    purpose: z.int().positive(),
    /** As in an order of a file: under a data permit, and only there. */
    useAttestation: bytes32.optional(),
    buyerKey: bytes32,
    /** Of a private release at most what (epsilon, delta) allow; of an aggregate a mark of the use, and no bound. */
    rhoMicro: decimal,
    request: statistic,
    /** Conditions that every record counted meets, all of them, one per column; default: none. */
    cohort: z.array(CohortCondition).min(1).max(20).optional(),
    release,
    /** Binary digits after the point of the numbers that are added up; whole counts are exact whatever it is. */
    precision: z.strictObject({ fractionBits: z.int().min(20).max(40) }).default({ fractionBits: 32 }),
  })
  .superRefine((spec, context) => {
    for (const message of contradictions(spec)) context.addIssue({ code: "custom", message });
  });
export type StatisticsOrderSpec = z.infer<typeof StatisticsOrderSpec>;
export type StatisticRequest = z.infer<typeof statistic>;
export type StatisticTerm = z.infer<typeof term>;
export type StatisticDimension = z.infer<typeof dimension>;
export type StatisticRelease = z.infer<typeof release>;

function* contradictions(spec: {
  datasetIds: readonly string[];
  rhoMicro: string;
  request: StatisticRequest;
  cohort?: readonly CohortCondition[] | undefined;
  release: StatisticRelease;
}): Generator<string> {
  const { datasetIds, request, cohort, release: limits } = spec;
  if (new Set(datasetIds).size !== datasetIds.length) yield "a dataset repeats";
  if (cohort !== undefined && new Set(cohort.map(({ column }) => column)).size !== cohort.length)
    yield "cohort: a column has two conditions";
  if (limits.kind === "aggregate" && datasetIds.length < limits.minHospitals)
    yield `${datasetIds.length} datasets are fewer than ${limits.minHospitals} hospitals`;
  if (limits.kind === "aggregate" && spec.rhoMicro !== MARK_RHO_MICRO.toString())
    yield `an aggregate reserves a mark of ${MARK_RHO_MICRO} micro-rho`;
  if (limits.kind === "private" && !BOUNDED.includes(request.statistic))
    yield `no bound on what one patient adds to ${request.statistic} is known, so it cannot be private`;
  if (request.statistic === "table") {
    const cells = request.by.map(
      (side) => Number(side.missing) + ("levels" in side ? side.levels.length : side.edges.length - 1),
    );
    if (cells.reduce((product, size) => product * size, 1) > MAX_CELLS) yield "the table has too many cells";
    if (new Set(request.by.map(({ column }) => column)).size !== cells.length) yield "a column repeats";
  }
  if (request.statistic === "means") {
    const names = request.columns.map(({ column }) => column);
    if (new Set(names).size !== names.length) yield "a column repeats";
  }
  if (request.statistic === "quantiles") {
    const steps = (request.max - request.min) / request.step;
    if (!(steps >= 1 && steps <= 2 ** 24)) yield "1 to 2^24 steps are needed";
    else if (Math.abs(steps - Math.round(steps)) > 1e-6) yield "the range is not a whole number of steps";
  }
  if (request.statistic === "kaplan-meier") {
    const groups = request.by?.levels.length ?? 1;
    if (2 * groups * request.grid.length > MAX_CELLS) yield "too many grid times and groups";
  }
}
