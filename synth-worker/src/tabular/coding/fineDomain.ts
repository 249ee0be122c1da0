import { SymbolonError, type SynthColumn, type SynthSchema } from "@symbolon/protocol";
import { numberGrid, stepDecimals } from "./numberGrid.ts";
import { POWER_OF_TEN } from "./powerOfTen.ts";

/** A categorical column's fine levels: `labels[level]` is the text, null for the missing level (always level 0). */
export type FineCategorical = {
  readonly name: string;
  readonly kind: "categorical";
  readonly missing: boolean;
  readonly size: number;
  readonly labels: readonly (string | null)[];
  /** Fine level of values outside the code book, -1 where they are a fault. */
  readonly other: number;
  readonly ordered: boolean;
};

/**
 * A number's fine levels: the missing one first (where allowed), then bins. Values are whole multiples of 1/`scale`; bin b holds the
 * units cuts[b] to cuts[b+1] - 1, so a bin of one unit holds one value. Bin b is fine level b + (missing ? 1 : 0).
 */
export type FineNumber = {
  readonly name: string;
  readonly kind: "number";
  readonly missing: boolean;
  readonly size: number;
  readonly decimals: number;
  readonly scale: number;
  readonly cuts: Float64Array;
};

export type FineColumn = FineCategorical | FineNumber;

/** The modelled columns of a schema, in its order, without ids and without what functional dependencies restore. */
export type FineDomain = { readonly columns: readonly FineColumn[]; readonly sizes: readonly number[] };

/**
 * Fine levels of every modelled column: a function of the public schema and of nothing else. Throws E1006 for a range of more than
 * 2^40 steps, a column of more than 65,535 levels, or an inequality between columns of different decimals.
 */
export function fineDomain(schema: SynthSchema): FineDomain {
  const restored = new Set(schema.constraints.flatMap((c) => (c.kind === "functional" ? [c.to] : [])));
  const decimals = commonDecimals(schema);
  const columns = schema.columns.flatMap((column): FineColumn[] => {
    if (column.kind === "id" || restored.has(column.name)) return [];
    const fine =
      column.kind === "categorical"
        ? fineCategorical(column)
        : fineNumber(column, decimals.get(column.name)!, constraintCuts(schema, column.name));
    if (fine.size > 65_535) throw refused(`${column.name} has more than 65,535 levels`);
    return [fine];
  });
  return { columns, sizes: columns.map((column) => column.size) };
}

function fineCategorical(column: SynthColumn & { kind: "categorical" }): FineCategorical {
  const labels: (string | null)[] = [...(column.missing ? [null] : []), ...column.levels];
  if (column.open) labels.push(column.other);
  return {
    name: column.name,
    kind: "categorical",
    missing: column.missing,
    size: labels.length,
    labels,
    other: column.open ? labels.length - 1 : -1,
    ordered: column.ordered ?? false,
  };
}

function fineNumber(
  column: SynthColumn & { kind: "number" },
  decimals: number,
  extra: readonly number[],
): FineNumber {
  const cuts = numberGrid(column, decimals, extra);
  if (cuts === null)
    throw refused(`the range of ${column.name} has more than 2^40 steps of its last decimal`);
  const { name, missing } = column;
  const size = cuts.length - 1 + (missing ? 1 : 0);
  return { name, kind: "number", missing, size, decimals, scale: POWER_OF_TEN[decimals]!, cuts };
}

/** Bounds that constraints name become cuts, so that a bin lies on one side of each. */
function constraintCuts(schema: SynthSchema, name: string): number[] {
  return schema.constraints.flatMap((constraint) => {
    if (constraint.kind !== "implies") return [];
    return [constraint.if, constraint.must].flatMap((cells) => {
      if (cells.column !== name || !("from" in cells || "below" in cells)) return [];
      return [cells.from, cells.below].filter((bound) => bound !== undefined);
    });
  });
}

/** Decimals per number; columns that an inequality joins share theirs, because their values are compared step by step. */
function commonDecimals(schema: SynthSchema): Map<string, number> {
  const numbers = schema.columns.filter((column) => column.kind === "number");
  const group = new Map(numbers.map((column) => [column.name, column.name]));
  for (const constraint of schema.constraints) {
    if (constraint.kind !== "inequality") continue;
    const [from, to] = [group.get(constraint.high), group.get(constraint.low)];
    for (const [name, own] of group) if (own === from && to !== undefined) group.set(name, to);
  }
  const result = new Map<string, number>();
  for (const key of new Set(group.values())) {
    const members = numbers.filter((column) => group.get(column.name) === key);
    const given = new Set(
      members.flatMap((c) => (c.integer ? [0] : c.decimals === undefined ? [] : [c.decimals])),
    );
    if (given.size > 1)
      throw refused(`${members.map((c) => c.name).join(", ")} are compared, so they need the same decimals`);
    const shared = [...given][0] ?? Math.max(...members.map(stepDecimals));
    for (const member of members) result.set(member.name, shared);
  }
  return result;
}

function refused(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "schema", reason });
}
