import {
  type Column,
  checkOrderSpec,
  type DatasetSchema,
  type Engine,
  HIGH_FIDELITY,
  SymbolonError,
} from "@symbolon/protocol";
import { publicValues } from "../../format/binLabel.ts";
import type { OrderedContents } from "../../transactions/buildOrderSpec.ts";
import { cohortOf } from "./cohortOf.ts";
import type { HighFidelityKind } from "./highFidelityKind.ts";
import { type DraftTables, workloadOf } from "./workloadOf.ts";

/** One line of the cohort builder; `value` is a level, or a bin edge as text. */
export type DraftCondition = {
  readonly column: string;
  readonly operator: "is" | "isNot" | "from" | "below";
  readonly value: string;
};

/** What the file holds, while the form is being filled in. */
export type DraftContents = DraftTables & {
  readonly engine: Engine;
  /** Names of columns left out of the file. */
  readonly leftOut: readonly string[];
  readonly cohort: readonly DraftCondition[];
  /** Classes of images that are not wanted. */
  readonly classesOut: readonly string[];
};

/** Everything, of everybody. */
export const DEFAULT_CONTENTS: DraftContents = {
  engine: "aim",
  outcome: "",
  sets: [],
  leftOut: [],
  cohort: [],
  classesOut: [],
};

/** What a condition on this column can say: operators with the values each takes (levels, or inner bin edges). */
export function operatorsOf(
  column: Column,
): readonly { operator: DraftCondition["operator"]; label: string; values: readonly string[] }[] {
  if (column.kind === "categorical") {
    const values = publicValues(column);
    return [
      { operator: "is", label: "is", values },
      { operator: "isNot", label: "is not", values },
    ];
  }
  const values = column.edges.slice(1, -1).map(String);
  return [
    { operator: "from", label: "is at least", values },
    { operator: "below", label: "is below", values },
  ];
}

/**
 * The contents as the order spec says them; absent parts mean everything. A high-fidelity file has no tables to measure; whole patients and images have
 * no choice of columns, images no cohort. Does not check them: see {@link contentsFault}.
 */
export function specContents(
  { engine, leftOut, cohort, classesOut, ...tables }: DraftContents,
  kind: "private" | HighFidelityKind,
  schema: DatasetSchema,
): OrderedContents {
  const columns = schema.columns.map(({ name }) => name).filter((name) => !leftOut.includes(name));
  const conditions = cohortOf(cohort, schema);
  const ofCohort = conditions.length === 0 ? {} : { cohort: conditions };
  if (kind === "images") {
    const all = schema.images?.classes ?? [];
    const classes = all.filter((name) => !classesOut.includes(name));
    const ofClasses = classes.length === all.length ? {} : { classes };
    return { engine: HIGH_FIDELITY, product: kind, ...ofClasses };
  }
  if (kind === "patients-over-time") return { engine: HIGH_FIDELITY, product: kind, ...ofCohort };
  const parts = { ...(columns.length === schema.columns.length ? {} : { columns }), ...ofCohort };
  if (kind === "high-fidelity") return { engine: HIGH_FIDELITY, ...parts };
  return { engine, workload: workloadOf(tables, schema, engine === "fixed"), ...parts };
}

/** What keeps these contents from being ordered, in words that say what to change; undefined when they can be. */
export function contentsFault(
  contents: DraftContents,
  kind: "private" | HighFidelityKind,
  schema: DatasetSchema,
): string | undefined {
  const hasColumns = kind === "private" || kind === "high-fidelity";
  if (hasColumns && contents.leftOut.length >= schema.columns.length) return "Keep at least one variable.";
  const parts = specContents(contents, kind, schema);
  if ("classes" in parts && parts.classes?.length === 0) return "Keep at least one class.";
  if (kind === "high-fidelity" && parts.columns?.length === 1)
    return "Keep at least two variables: a high-fidelity file of one cannot be judged.";
  const empty = parts.cohort?.find((condition) => "in" in condition && condition.in.length === 0);
  if (empty !== undefined) return `No record can meet the conditions on ${empty.column}.`;
  try {
    checkOrderSpec(parts, schema);
    return undefined;
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { what, todo } = error.toJSON();
    return `${what} ${todo}`;
  }
}
