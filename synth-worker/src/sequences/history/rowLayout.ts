import type { MixedColumn } from "../../math/mixedTable.ts";

/** A column without its cells. */
export type ColumnShape = {
  readonly name: string;
  readonly levels: readonly string[] | null;
  readonly decimals: number;
};

/**
 * What one row is made from, as columns of one flat table: the patient, the row it hangs on, the past, then the row's own cells in the order in
 * which they are drawn. A column is known when those before it are.
 */
export type RowLayout = {
  readonly columns: readonly ColumnShape[];
  readonly patient: number;
  readonly parent: number;
  /** Groups of codes whose rows still to come are counted; one for tables without a code. */
  readonly groups: number;
  /** Where the parts begin. */
  readonly at: {
    readonly parent: number;
    readonly past: number;
    readonly groups: number;
    readonly gap: number;
    readonly code: number | null;
    readonly values: number;
    /** One past the last column. */
    readonly end: number;
  };
  /** Per value column where its last value and (numbers) its mean so far stand. */
  readonly lastOf: readonly { readonly last: number; readonly mean: number | null }[];
  /** Days since, and number of, earlier rows with the same code. */
  readonly since: number;
};

const number = (name: string, decimals = 0): ColumnShape => ({ name, levels: null, decimals });

/** The layout for value columns `values` (without the code), see RowLayout. */
export function rowLayout(input: {
  readonly patients: readonly MixedColumn[];
  readonly parents: readonly MixedColumn[];
  readonly code: MixedColumn | null;
  readonly values: readonly MixedColumn[];
  readonly groups: number;
}): RowLayout {
  const { patients, parents, code, values, groups } = input;
  const columns: ColumnShape[] = [...patients, ...parents].map(shapeOf);
  const past = columns.length;
  columns.push(number("day before"), number("days left"), number("rows before"), number("last gap"));
  columns.push({ ...(code === null ? number("") : shapeOf(code)), name: "last code" });
  const groupsAt = columns.length;
  for (let group = 0; group < groups; group++) columns.push(number(`still ${group}`));
  const gap = columns.length;
  columns.push(number("gap"));
  const codeAt = code === null ? null : columns.length;
  if (code !== null) columns.push(shapeOf(code));
  const since = columns.length;
  columns.push(number("days since same"), number("same before"));
  const lastOf = values.map((value) => {
    const last = columns.length;
    columns.push({ ...shapeOf(value), name: `last ${value.name}` });
    if (value.kind === "category") return { last, mean: null };
    columns.push(number(`mean ${value.name}`, 6));
    return { last, mean: last + 1 };
  });
  const valuesAt = columns.length;
  columns.push(...values.map(shapeOf));
  return {
    columns,
    patient: patients.length,
    parent: parents.length,
    groups,
    at: {
      parent: patients.length,
      past,
      groups: groupsAt,
      gap,
      code: codeAt,
      values: valuesAt,
      end: columns.length,
    },
    lastOf,
    since,
  };
}

function shapeOf(column: MixedColumn): ColumnShape {
  return column.kind === "number"
    ? { name: column.name, levels: null, decimals: column.decimals }
    : { name: column.name, levels: column.levels, decimals: 0 };
}
