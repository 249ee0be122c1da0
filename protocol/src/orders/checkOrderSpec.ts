import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import { MAX_ORDERED_IMAGES, MIN_ORDERED_IMAGES } from "../messages/imagesOffer.ts";
import {
  type HIGH_FIDELITY,
  type HighFidelityOrderSpec,
  LINKED,
  type LinkedOrderSpec,
  type PrivateOrderSpec,
} from "../messages/orderSpec.ts";
import { MAX_ORDERED_PATIENTS } from "../messages/relatedTables.ts";
import type { StatisticsOrderSpec } from "../messages/statisticsOrderSpec.ts";
import { allowedCells } from "./allowedCells.ts";
import { checkStatistic } from "./checkStatistic.ts";
import { isPrivateOrder } from "./isPrivateOrder.ts";
import { isStatisticsOrder } from "./isStatisticsOrder.ts";
import { junctionCells } from "./junctionCells.ts";
import { tableCells } from "./tableCells.ts";

/** Most cells the junction tree of a model may have: every node, the buyer's browser and the verifier fit it. */
export const MAX_JUNCTION_CELLS = 2 ** 18;

/** Most cells that an order may measure: its model stays below 1 MiB, so that the model's CID is its digest. */
export const MAX_MEASURED_CELLS = 100_000;

/** Most cells of one table that may be measured. */
export const MAX_TABLE_CELLS = 1000;

/** Fewest held-out records of a dataset that may judge a file for a cohort, or a high-fidelity one: fewer say too little, and too much about single patients. */
export const MIN_COHORT_HOLDOUT = 50;

/** What an order's result is to hold. */
export type OrderContents =
  | Pick<PrivateOrderSpec, "engine" | "workload" | "columns" | "cohort">
  | Pick<LinkedOrderSpec, "engine" | "workload" | "columns" | "cohort">
  | (Pick<HighFidelityOrderSpec, "engine" | "columns" | "cohort" | "product" | "classes"> &
      Partial<Pick<HighFidelityOrderSpec, "rows">>)
  | Pick<StatisticsOrderSpec, "engine" | "request" | "cohort">;

/** What the file of an order of records is to hold. */
export type FileContents = Exclude<OrderContents, { readonly engine: "statistics" }>;

/**
 * Checks that an order spec fits its schema, before anybody pays and again at every node: the workload's sets are different columns and do
 * not repeat, columns and cohort exist, the engine can do what is asked, and the model is not too large. Throws E1006 (names, repeats,
 * too many cells, a level or number that a statistic cannot find), E2014 (a cohort that cuts a bin) or E2015 (a junction tree above {@link MAX_JUNCTION_CELLS}).
 */
export function checkOrderSpec(spec: OrderContents, schema: DatasetSchema): void {
  if (isStatisticsOrder(spec)) checkStatistic(spec, schema);
  else checkContents(spec, schema);
}

function checkContents(spec: FileContents, schema: DatasetSchema): void {
  const { columns, cohort } = spec;
  const names = schema.columns.map((column) => column.name);
  const indexOf = (name: string, where: string): number => {
    const index = names.indexOf(name);
    return index < 0 ? refuse(`${where}: ${name} is not a column of the schema`) : index;
  };
  for (const name of columns ?? []) indexOf(name, "columns");
  if (columns !== undefined && new Set(columns).size !== columns.length)
    refuse("columns: one is named twice");
  for (const condition of cohort ?? [])
    allowedCells(schema.columns[indexOf(condition.column, "cohort")]!, condition);
  if (cohort !== undefined && new Set(cohort.map(({ column }) => column)).size !== cohort.length)
    refuse("cohort: a column has two conditions");
  if (isPrivateOrder(spec)) checkWorkload(spec, schema, indexOf);
  else if (spec.product !== undefined) checkProduct(spec, schema);
  else if (spec.classes !== undefined) refuse("classes: only images have classes");
  else if (columns?.length === 1) refuse("columns: a high-fidelity file of one column cannot be judged");
}

/** Whole patients and images: the dataset has them, and nothing is said that they have not. */
function checkProduct(
  {
    product,
    columns,
    cohort,
    classes,
    rows,
  }: Extract<FileContents, { readonly engine: typeof HIGH_FIDELITY }>,
  { related, images }: DatasetSchema,
): void {
  if (columns !== undefined) refuse(`columns: ${product} have no choice of columns`);
  if (product === "patients-over-time") {
    if (related === undefined) refuse("product: the dataset has no tables over time");
    if (classes !== undefined) refuse("classes: only images have classes");
    if (rows !== undefined && rows > MAX_ORDERED_PATIENTS)
      refuse(`rows: at most ${MAX_ORDERED_PATIENTS} patients`);
    return;
  }
  const offered = images ?? refuse("product: the dataset has no images");
  if (cohort !== undefined) refuse("cohort: images are chosen by their classes");
  if (rows !== undefined && rows > MAX_ORDERED_IMAGES) refuse(`rows: at most ${MAX_ORDERED_IMAGES} images`);
  if (rows !== undefined && rows < MIN_ORDERED_IMAGES) refuse(`rows: at least ${MIN_ORDERED_IMAGES} images`);
  const unknown = classes?.find((name) => !offered.classes.includes(name));
  if (unknown !== undefined) refuse(`classes: ${unknown} is not a class of the dataset`);
  if (classes !== undefined && new Set(classes).size !== classes.length)
    refuse("classes: one is named twice");
}

function checkWorkload(
  { engine, workload }: Pick<PrivateOrderSpec | LinkedOrderSpec, "engine" | "workload">,
  schema: DatasetSchema,
  indexOf: (name: string, where: string) => number,
): void {
  const sizes = schema.columns.map((column) =>
    column.kind === "categorical" ? column.levels.length : column.edges.length - 1,
  );
  const seen = new Set<string>();
  const sets = workload.map((set, i) => {
    const where = `workload.${i}`;
    const indices = set.map((name) => indexOf(name, where));
    if (new Set(indices).size !== set.length) refuse(`${where}: ${set.join(" * ")} names a column twice`);
    const key = [...set].sort().join(" ");
    if (seen.has(key)) refuse(`${where}: ${set.join(" * ")} is asked for twice`);
    seen.add(key);
    const cells = tableCells(sizes, indices);
    if (cells > MAX_TABLE_CELLS)
      refuse(`${where}: ${set.join(" * ")} has ${cells} cells, the limit is ${MAX_TABLE_CELLS}`);
    return indices;
  });
  // What is measured otherwise is chosen later, within the plan's limits (planJoint).
  if (engine !== "fixed" && engine !== LINKED) return;
  if (sets.length === 0) refuse(`workload: the engine ${engine} needs at least one set`);
  const measured = [...sizes, ...sets.map((set) => tableCells(sizes, set))].reduce(
    (sum, cells) => sum + cells,
    0,
  );
  if (measured > MAX_MEASURED_CELLS)
    refuse(`workload: it measures ${measured} cells, the limit is ${MAX_MEASURED_CELLS}`);
  const cells = junctionCells(sizes, sets);
  if (cells > MAX_JUNCTION_CELLS) throw new SymbolonError("E2015", { cells, limit: MAX_JUNCTION_CELLS });
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "order spec", reason });
}
