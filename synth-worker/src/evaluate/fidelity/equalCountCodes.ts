import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedTable } from "../../math/mixedTable.ts";

/**
 * Records as bin numbers for tree learners: numbers in at most `bins` runs of about equal counts over all `tables` together (a bin for each
 * value when there are no more values), missing ones in the bin after the last; categories as their codes, missing as the code after the last.
 * The tables come back in their order. Throws RangeError when their columns differ.
 */
export function equalCountCodes(tables: readonly MixedTable[], bins = 254): EncodedTable[] {
  const width = tables[0]?.columns.length ?? 0;
  const coded = Array.from({ length: width }, (_, c) => codeColumn(tables, c, bins));
  return tables.map(({ rows }, t) => ({
    sizes: coded.map(({ size }) => size),
    rows,
    columns: coded.map(({ codes }) => codes[t]!),
  }));
}

function codeColumn(
  tables: readonly MixedTable[],
  c: number,
  bins: number,
): { size: number; codes: Int32Array[] } {
  const columns = tables.map((table) => table.columns[c]);
  const numbers = columns.flatMap((column) => (column?.kind === "number" ? [column.values] : []));
  if (numbers.length === columns.length) {
    const starts = runsOf(numbers, bins);
    return { size: starts.length + 1, codes: numbers.map((values) => placesOf(values, starts)) };
  }
  const categories = columns.flatMap((column) => (column?.kind === "category" ? [column] : []));
  const levels = categories[0]?.levels.length ?? 0;
  if (categories.length < columns.length || categories.some((column) => column.levels.length !== levels))
    throw new RangeError(`column ${c} is not the same in all tables`);
  const codes = categories.map((column) => column.codes.map((code) => (code < 0 ? levels : code)));
  return { size: levels + 1, codes };
}

/** The first values of at most `bins` runs of about equal counts; equal values are never parted. */
function runsOf(columns: readonly Float64Array[], bins: number): Float64Array {
  const all = new Float64Array(columns.reduce((sum, values) => sum + values.length, 0));
  let length = 0;
  for (const values of columns) for (const value of values) if (!Number.isNaN(value)) all[length++] = value;
  const sorted = all.subarray(0, length).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= bins) return distinct;
  const starts = Float64Array.from({ length: bins }, (_, i) => sorted[Math.floor((i * length) / bins)]!);
  return starts.filter((value, i) => i === 0 || value !== starts[i - 1]);
}

function placesOf(values: Float64Array, starts: Float64Array): Int32Array {
  const codes = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      codes[row] = starts.length;
      continue;
    }
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= value) low = middle;
      else high = middle;
    }
    codes[row] = low;
  }
  return codes;
}
