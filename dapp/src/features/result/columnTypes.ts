/** Parquet types that a column of a CSV file can have. */
export type CellType = "INT32" | "DOUBLE" | "STRING";

/** Whole numbers as people write them: no leading zeros, which belong to codes, and small enough for 32 bits. */
const WHOLE = /^-?(0|[1-9]\d{0,8})$/;
const DECIMAL = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Finds each column's type from its cells: whole numbers, numbers, or text. One cell that is none of a number makes a column text, so that codes like "007"
 * stay what they are; empty cells say nothing, and a column of none but those is text.
 */
export function columnTypes(columns: number): { add(record: readonly string[]): void; types(): CellType[] } {
  const ranks = new Int8Array(columns).fill(-1);
  const ORDER: readonly CellType[] = ["INT32", "DOUBLE", "STRING"];
  return {
    add(record) {
      for (let i = 0; i < columns; i++) {
        const cell = record[i] ?? "";
        if (cell === "" || ranks[i] === 2) continue;
        const rank = WHOLE.test(cell) ? 0 : DECIMAL.test(cell) ? 1 : 2;
        if (rank > ranks[i]!) ranks[i] = rank;
      }
    },
    types: () => Array.from(ranks, (rank) => (rank < 0 ? "STRING" : ORDER[rank]!)),
  };
}
