import type { MixedColumn, MixedTable } from "../../../math/mixedTable.ts";

/** A column of numbers; null: missing. */
export function numbers(name: string, values: readonly (number | null)[], decimals = 0): MixedColumn {
  return {
    name,
    kind: "number",
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    decimals,
  };
}

/** A column of levels a, b, c, ... by their numbers; -1: missing. */
export function levels(name: string, codes: readonly number[], count = 4): MixedColumn {
  return {
    name,
    kind: "category",
    levels: Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i)),
    codes: Int32Array.from(codes),
  };
}

/** A table of columns of one length. */
export function tableOf(...columns: MixedColumn[]): MixedTable {
  const first = columns[0];
  const rows = first === undefined ? 0 : first.kind === "number" ? first.values.length : first.codes.length;
  return { rows, columns };
}
