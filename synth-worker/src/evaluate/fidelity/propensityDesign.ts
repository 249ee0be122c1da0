import { midranks } from "../../math/midranks.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { decileCoder } from "./decileCoder.ts";

/** Records per parameter below which a simpler design is taken: the null expectation of pMSE is a large-sample one. */
const RECORDS_PER_PARAMETER = 40;

/**
 * What a logistic model sees of some records, column-major, no intercept. Of each column: numbers as ranks from -1 to 1 (missing: 0, and an
 * indicator), categories as indicators of their ten commonest levels, the rest and missing. Where there are 40 records for each parameter, also
 * the squares of the numbers and the product of every two columns, categories by the rank of their level's place in the list, so that broken
 * relations are seen; where there are not even 40 for the columns, one rank per column and no more. Ranks, because one extreme value must not
 * decide the fit. Made from all records together, so that it does not depend on which group a record belongs to.
 */
export function propensityDesign(table: MixedTable): Float64Array[] {
  const { columns: codes, sizes } = decileCoder(table).code(table);
  const ranked = table.columns.map((column) =>
    column.kind === "number"
      ? ranks(column.values)
      : ranks(Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code))),
  );
  const main = table.columns.flatMap((column, c) => {
    const indicators = Array.from({ length: sizes[c]! }, (_, bin) =>
      Float64Array.from(codes[c]!, (code) => Number(code === bin)),
    ).filter((flags) => flags.includes(1));
    if (column.kind === "category") return indicators.slice(1);
    return column.values.some(Number.isNaN) ? [ranked[c]!, indicators.at(-1)!] : [ranked[c]!];
  });
  const pairs = ranked.flatMap((x, c) =>
    ranked.slice(table.columns[c]!.kind === "number" ? c : c + 1).map((y) => [x, y] as const),
  );
  const affordable = table.rows / RECORDS_PER_PARAMETER - 1;
  if (main.length > affordable) return ranked;
  if (main.length + pairs.length > affordable) return main;
  return [...main, ...pairs.map(([x, y]) => x.map((value, row) => value * y[row]!))];
}

function ranks(values: Float64Array): Float64Array {
  const present = midranks(values.filter((value) => !Number.isNaN(value)));
  let next = 0;
  return values.map((value) => (Number.isNaN(value) ? 0 : (2 * present[next++]! - 1) / present.length - 1));
}
